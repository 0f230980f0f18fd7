// SPDX-License-Identifier: Apache-2.0
import { departments, licenceTypes, regions } from '../sample/registry';
import type { RegistryChange } from '../registry/model';
import { proposeChange } from '../registry/proposal-commands';
import { existingLicence, foodOfMarket, inclusionOf } from '../testing/existing';
import { agree } from '../testing/scenes';
import { parcel, seller, unitBeside } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { BodyOf, World } from '../testing/world';
import { cancelLicence, registerLicence } from './commands';
import { manifestOf } from './manifest';
import type { Inclusion } from './manifest';
import type { Licence } from './model';
import { originOf } from './origin';

const { eastLand, eastMarket, westLand } = departments;
const licenceType = licenceTypes.realEstate;
const identifier = existingLicence('2018A');

let world: World;
useWorld((fork) => {
  world = fork;
});

function bodyOf(
  more: Partial<BodyOf<typeof registerLicence>> = {},
  inclusion: Inclusion | undefined = inclusionOf(more.identifier ?? identifier),
): BodyOf<typeof registerLicence> {
  return {
    identifier,
    issuedOn: '2018-05-04',
    region: regions.east,
    holders: [seller],
    object: parcel,
    validFrom: '2018-05-04',
    inclusion,
    ...more,
  };
}

function refusal(body: BodyOf<typeof registerLicence>): Promise<unknown> {
  return world.refusal(world.officers.eastRegistrar, registerLicence, body);
}

async function licence(name: string): Promise<Licence> {
  return ((await world.query('query:licence', name)) as { licence: Licence }).licence;
}

/** Opens the registration of licences of one issuer and type. */
async function open(issuer: string, names: readonly string[], until = '2026-12-31'): Promise<typeof tree> {
  const tree = manifestOf(names);
  const manifest = { root: tree.root, count: tree.count };
  await agree(world, `open-${tree.root.slice(0, 8)}`, {
    kind: 'registration',
    issuer,
    licenceType,
    manifest,
    until,
  });
  return tree;
}

describe('a licence with a day of issue in the past', () => {
  it('is registered as existing while the registration of its manifest is open', async () => {
    await world.give(world.officers.eastRegistrar, registerLicence, bodyOf());
    expect(await licence(identifier)).toMatchObject({ registered: true, issuer: eastLand.code });
    expect(await licence(identifier)).not.toHaveProperty('issuedBy');
  });

  it('is not made up after the authority has ended: it is on no manifest', async () => {
    const end = { kind: 'authority-end', issuer: eastLand.code, licenceType, until: '2020-12-31' };
    await agree(world, 'end', end);
    const madeUp = existingLicence('2018Z');
    const elsewhere = [inclusionOf(identifier), manifestOf([madeUp]).inclusionOf(madeUp)];
    for (const inclusion of elsewhere) {
      expect(await refusal(bodyOf({ identifier: madeUp }, inclusion))).toMatchObject({
        code: 'registration-closed',
        field: 'body/inclusion',
      });
    }
    await world.give(world.officers.eastRegistrar, registerLicence, bodyOf());
  });

  it('is not registered under a manifest of another issuer, or with a proof of another tree', async () => {
    const tree = await open(eastMarket.code, [identifier]);
    expect(await refusal(bodyOf({}, tree.inclusionOf(identifier)))).toMatchObject({
      code: 'registration-closed',
    });
    const { path, ...place } = inclusionOf(identifier);
    for (const wrong of [
      { ...place, path: path.slice(1) },
      { ...place, path, index: place.index + 1 },
      { ...place, path, count: place.count + 1 },
    ]) {
      expect(await refusal(bodyOf({}, wrong))).toMatchObject({ code: 'registration-closed' });
    }
  });

  it('is not registered after the last day, nor after the organisations closed it', async () => {
    const names = [existingLicence('2018C'), existingLicence('2018D')];
    const tree = await open(eastLand.code, names, '2026-11-24');
    const [first = '', second = ''] = names;
    const { eastRegistrar } = world.officers;
    const bodies = [first, second].map((name, index) =>
      bodyOf({ identifier: name, object: unitBeside(index) }, tree.inclusionOf(name)),
    );
    const [one = bodyOf(), other = bodyOf()] = bodies;
    const late = world.now;
    world.now = '2026-11-24T15:59:00.000Z';
    await world.give(eastRegistrar, registerLicence, one);
    world.now = '2026-11-24T16:00:00.000Z';
    expect(await refusal(other)).toMatchObject({ code: 'registration-closed' });
    world.now = late;
    const close = { kind: 'registration-end', issuer: eastLand.code, licenceType, root: tree.root };
    await agree(world, 'close', { ...close, until: '2026-11-22' });
    expect(await refusal(other)).toMatchObject({ code: 'registration-closed' });
  });

  it('that was issued since its registration was opened did not exist before', async () => {
    world.now = '2026-11-25T01:00:00.000Z';
    expect(await refusal(bodyOf({ issuedOn: '2026-11-24' }))).toMatchObject({
      code: 'registration-closed',
      field: 'body/issuedOn',
    });
  });

  it('is registered beside others at once: no key counts them', async () => {
    const [one, other] = ['2018A', '2018B'].map((serial) => existingLicence(serial));
    const sent = [one, other].map((name, index) =>
      world.give(
        world.officers.eastRegistrar,
        registerLicence,
        bodyOf({ identifier: name ?? '', object: unitBeside(index) }),
      ),
    );
    const [first, second] = await Promise.all(sent);
    const written = new Set(first?.effects.writes.map(([key]) => key));
    expect(second?.effects.writes.filter(([key]) => written.has(key))).toEqual([]);
  });
});

describe('the registration of existing licences', () => {
  const registration = {
    kind: 'registration',
    issuer: eastLand.code,
    licenceType,
    manifest: { root: '0'.repeat(64), count: 1 },
    until: '2026-12-31',
  } as const satisfies RegistryChange;
  const propose = (...changes: RegistryChange[]): Promise<unknown> =>
    world.refusal(world.governors.east, proposeChange, { id: 'p', changes });

  it('is not opened for a time that is over, and not closed before it is open', async () => {
    expect(await propose({ ...registration, until: '2026-11-22' })).toMatchObject({
      code: 'command-malformed',
    });
    const { manifest, kind, ...at } = registration;
    expect(await propose({ ...at, kind: 'registration-end', root: manifest.root })).toMatchObject({
      code: 'not-found',
    });
  });

  it('is opened again as of its first day', async () => {
    await agree(world, 'first', { ...registration, until: '2026-11-24' });
    world.now = '2026-12-01T01:00:00.000Z';
    await agree(world, 'again', registration);
    const stored = await world.query(
      'query:registration',
      eastLand.code,
      licenceType,
      registration.manifest.root,
    );
    expect(stored).toMatchObject({ openedOn: '2026-11-23', until: '2026-12-31', version: 2 });
  });
});

describe('an issuer that is no department any more', () => {
  const merged = {
    ...eastLand,
    code: '11999999000000086K',
    name: '示范市国土资源局',
    successor: eastLand.code,
  };
  const authority = (issuer: string): RegistryChange => ({
    kind: 'authority',
    issuer,
    licenceType,
    grant: { regions: [regions.east], from: '2000-01-01', until: '2015-02-28' },
  });

  it('has its licences registered by its successor, by the authority that it had itself', async () => {
    await agree(world, 'merged', merged, authority(merged.code));
    const name = existingLicence('2012X', { issuer: merged.code, type: licenceType });
    const tree = await open(merged.code, [name]);
    const body = bodyOf({ identifier: name, issuedOn: '2012-03-01' }, tree.inclusionOf(name));
    expect(await refusal({ ...body, issuedOn: '2015-03-01' })).toMatchObject({ code: 'authority-missing' });
    const { westDecider, eastDecider } = world.officers;
    expect(await world.refusal(westDecider, registerLicence, body)).toMatchObject({ code: 'not-competent' });
    await world.give(eastDecider, registerLicence, body);
    expect(await licence(name)).toMatchObject({ issuer: eastLand.code, issuedBy: merged.code });
  });

  it('leaves the licences that it has on the ledger to its successor too', async () => {
    await world.give(world.officers.eastRegistrar, registerLicence, bodyOf());
    await agree(world, 'merged', { ...eastLand, successor: westLand.code });
    const why = { identifier, version: 1, reason: 'closed', basis: 'law:1' };
    expect(await world.refusal(world.officers.eastDecider, cancelLicence, why)).toMatchObject({
      code: 'not-competent',
    });
    await world.give(world.officers.westDecider, cancelLicence, why);
  });

  it('is succeeded by a department that there is, and not by itself in the end', async () => {
    const to = (code: string, successor: string): object => ({ ...eastLand, code, successor });
    const refused = async (id: string, ...changes: object[]): Promise<unknown> => {
      const { east, west, archives } = world.governors;
      await world.giveUnchecked(east, proposeChange, { id, changes });
      await world.approve(archives, id);
      const digest = await world.proposed(id);
      return world.refusalUnchecked(west, { type: 'registry.approve' }, { id, digest });
    };
    expect(await refused('self', to(eastLand.code, eastLand.code))).toMatchObject({ code: 'state-conflict' });
    expect(await refused('none', to(eastLand.code, merged.code))).toMatchObject({ code: 'not-found' });
    const [one, other] = [to(eastLand.code, westLand.code), to(westLand.code, eastLand.code)];
    expect(await refused('circle', one, other)).toMatchObject({ code: 'state-conflict' });
  });
});

describe('a short issuer code', () => {
  const code = '999999';
  const alias = (...uses: { issuer: string; from: string; until?: string }[]): object => ({
    kind: 'issuer-alias',
    code,
    licenceType,
    uses,
  });
  const name = existingLicence('000000001', { issuer: code, type: licenceType });

  it("is its department's of that time, and of no other type", async () => {
    await agree(world, 'alias', alias({ issuer: eastLand.code, from: '2016-01-01', until: '2018-12-31' }));
    const tree = await open(eastLand.code, [name]);
    const body = bodyOf({ identifier: name }, tree.inclusionOf(name));
    for (const issuedOn of ['2015-12-31', '2019-01-01']) {
      expect(await refusal({ ...body, issuedOn })).toMatchObject({
        code: 'not-found',
        field: 'body/identifier',
      });
    }
    const food = existingLicence('000000001', { ...foodOfMarket, issuer: code });
    expect(await refusal({ ...body, identifier: food })).toMatchObject({ code: 'not-found' });
    await world.give(world.officers.eastRegistrar, registerLicence, body);
    expect(await licence(name)).toMatchObject({ issuer: eastLand.code, registered: true });
  });

  it('of a department that was merged is registered by the successor', async () => {
    const merged = { ...eastLand, code: '11999999000000086K', successor: eastLand.code };
    const grant = { regions: [regions.east], from: '2000-01-01' };
    await agree(
      world,
      'merged',
      merged,
      { kind: 'authority', issuer: merged.code, licenceType, grant },
      alias({ issuer: merged.code, from: '2000-01-01' }),
    );
    const tree = await open(merged.code, [name]);
    const body = bodyOf({ identifier: name, issuedOn: '2010-01-01' }, tree.inclusionOf(name));
    await world.give(world.officers.eastRegistrar, registerLicence, body);
    expect(await licence(name)).toMatchObject({ issuer: eastLand.code, issuedBy: merged.code });
  });
});

describe('the origin of an older licence', () => {
  const issuedAt = '2026-11-23T01:00:00.000Z';
  const ledgerSerial = `${'0'.repeat(26)}0001`;

  it.each([
    ['registered', { issuedOn: '2019-07-01', serial: '2019A' }],
    ['registered', { issuedOn: '2019-07-01', serial: ledgerSerial }],
    ['registered', { issuedOn: '2026-11-23', serial: '2019A' }],
    ['issued', { issuedOn: '2026-11-23', serial: ledgerSerial }],
  ] as const)('is %s, as its day and serial say: %j', (origin, { issuedOn, serial }) => {
    expect(originOf({ identifier: existingLicence(serial), issuedOn, issuedAt })).toBe(origin);
  });

  it('is marked since', () => {
    const marked = { identifier: existingLicence(ledgerSerial), issuedOn: '2026-11-23', issuedAt };
    expect(originOf({ ...marked, registered: true })).toBe('registered');
  });
});
