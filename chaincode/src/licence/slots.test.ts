// SPDX-License-Identifier: Apache-2.0
import { licenceTypes, regions } from '../sample/registry';
import { sha256 } from '../ledger/hash';
import { existingLicence, inclusionOf } from '../testing/existing';
import { agree } from '../testing/scenes';
import { buyer, parcel, unitBeside } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, BodyOf, World } from '../testing/world';
import {
  cancelLicence,
  issueLicence,
  registerLicence,
  renewLicence,
  revokeLicence,
  suspendLicence,
} from './commands';
import type { Licence } from './model';

const company = { organisation: '91999999000000086B' };
const why = { reason: 'inspection', basis: 'food-safety-act:124' };
const refused = { code: 'already-exists', field: 'body/holders/0' };
const statuses = ['in-force', 'suspended', 'revoked', 'cancelled', 'expired', 'superseded'];
const food = {
  kind: 'licence-type',
  code: licenceTypes.foodBusiness,
  name: '食品经营许可证',
  statuses,
};

let world: World;
let decider: Actor;
useWorld(
  (fork) => {
    world = fork;
    decider = world.officers.eastMarketDecider;
  },
  (base) => agree(base, 'single', { ...food, multiple: false }),
);

function bodyOf(more: Partial<BodyOf<typeof issueLicence>> = {}): BodyOf<typeof issueLicence> {
  return {
    type: licenceTypes.foodBusiness,
    region: regions.east,
    holders: [company],
    validFrom: '2026-11-01',
    ...more,
  };
}

async function issue(more: Partial<BodyOf<typeof issueLicence>> = {}): Promise<string> {
  return (await world.give(decider, issueLicence, bodyOf(more))).done.result.identifier;
}

function refusal(more: Partial<BodyOf<typeof issueLicence>> = {}): Promise<unknown> {
  return world.refusal(decider, issueLicence, bodyOf(more));
}

async function licence(identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}

describe('of a type that is held once', () => {
  it('a second valid licence of a holder is refused, suspended or not; another holder has one too', async () => {
    const identifier = await issue();
    expect(await refusal()).toMatchObject(refused);
    await world.give(decider, suspendLicence, { identifier, version: 1, ...why });
    expect(await refusal()).toMatchObject(refused);
    expect(await refusal({ holders: [buyer, company] })).toMatchObject({ field: 'body/holders/1' });
    await issue({ holders: [buyer] });
  });

  it('a person has no second one under another commitment: nobody is committed to so', async () => {
    await issue({ holders: [buyer] });
    expect(await refusal({ holders: [buyer] })).toMatchObject(refused);
    const salted = { ...buyer, commitment: sha256('salted anew') };
    expect(await refusal({ holders: [salted] })).toMatchObject({ code: 'commitment-mismatch' });
  });

  it.each([
    ['revoked', revokeLicence, { kind: 'penalty' }],
    ['cancelled', cancelLicence, {}],
  ] as const)('one that is %s leaves room for another', async (_, command, kind) => {
    const identifier = await issue();
    await world.giveUnchecked(decider, command, { identifier, version: 1, ...kind, ...why });
    await issue();
    expect(await refusal()).toMatchObject(refused);
  });

  it('one whose period has ended leaves room, reported or not', async () => {
    await issue({ validUntil: '2026-11-24' });
    world.now = '2026-11-24T15:00:00.000Z';
    expect(await refusal()).toMatchObject(refused);
    world.now = '2026-11-24T16:00:00.000Z';
    await issue();
  });

  it('is renewed by one that takes its place, and leaves none to a third', async () => {
    const identifier = await issue();
    const { type, ...content } = bodyOf({ validUntil: '2031-10-31' });
    const renewal = { identifier, version: 1, ...why, content };
    const { done, events } = await world.give(decider, renewLicence, renewal);
    const { identifier: next, version } = done.result;
    expect(done.result).toMatchObject({ superseded: identifier });
    expect(events.map(({ type: of }) => of)).toEqual([
      'licence.issued',
      'licence.linked',
      'licence.status-changed',
    ]);
    expect(await licence(next)).toMatchObject({ version, status: 'in-force', supersedes: identifier, type });
    expect(await licence(identifier)).toMatchObject({ status: 'superseded', supersededBy: next });
    expect(await refusal()).toMatchObject(refused);
    expect(await world.refusal(decider, renewLicence, { ...renewal, version: 2 })).toMatchObject({
      code: 'already-exists',
    });
  });

  it('a majority can take the place from a licence, for the next one or for a certain one', async () => {
    const holders = [buyer];
    const name = { kind: 'licence-slot', type: bodyOf().type, holder: buyer.person } as const;
    const first = await issue({ holders });
    await agree(world, 'free', { kind: 'release', name, version: 1 });
    const second = await issue({ holders });
    expect(await refusal({ holders })).toMatchObject(refused);
    await agree(world, 'back', { kind: 'release', name, version: 2, to: first });
    expect(await refusal({ holders })).toMatchObject({
      code: 'already-exists',
      message: 'a majority has released the place of this licence to another one',
    });
    expect([await licence(first), await licence(second)]).toMatchObject([
      { status: 'in-force' },
      { status: 'in-force' },
    ]);
  });

  it('a second one in the same transaction is refused too', async () => {
    const commands = [1, 2].map(() => world.sign(decider, issueLicence, bodyOf()));
    const { outcomes } = await world.batch('east', commands);
    expect(outcomes).toMatchObject([{ status: 'done' }, { status: 'refused', refusal: refused }]);
  });

  it('many may be held again when the registry says so, and of an entry that says nothing', async () => {
    await issue();
    await agree(world, 'many', food);
    await issue();
    await agree(world, 'more', { ...food, multiple: true });
    await issue();
  });
});

describe('of a type that is held once for each object', () => {
  const certificate = {
    region: regions.east,
    holders: [buyer],
    validFrom: '2018-05-04',
    issuedOn: '2018-05-04',
  };
  const register = (serial: string, more: object): [Actor, typeof registerLicence, never] => {
    const identifier = existingLicence(serial);
    const body = { ...certificate, ...more, identifier, inclusion: inclusionOf(identifier) };
    return [world.officers.eastRegistrar, registerLicence, body as never];
  };

  it('an existing licence is registered once for a holder and object', async () => {
    await world.give(...register('2018A', { object: parcel }));
    expect(await world.refusal(...register('2018B', { object: parcel }))).toMatchObject(refused);
    await world.give(...register('2018B', { object: unitBeside(1) }));
  });

  it('a licence about nothing is refused', async () => {
    expect(await world.refusal(...register('2018A', {}))).toMatchObject({
      code: 'command-malformed',
      field: 'body/object',
    });
  });

  it('one that had ended when it was registered takes no place', async () => {
    await world.give(...register('2018A', { object: parcel, validUntil: '2020-12-31' }));
    await world.give(...register('2018B', { object: parcel }));
  });
});
