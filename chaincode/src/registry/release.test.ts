// SPDX-License-Identifier: Apache-2.0
import { openCase, transitionCase } from '../case/commands';
import { ownerPolicy } from '../ledger/endorsement';
import { sha256 } from '../ledger/hash';
import { tableKey } from '../ledger/table';
import { addRendition, issueLicence } from '../licence/commands';
import { publishMatter } from '../matter/commands';
import type { MatterDefinition } from '../matter/model';
import { realEstateTransfer } from '../sample/matters';
import { licenceTypes, regions } from '../sample/registry';
import { openBody, parcel } from '../testing/transfer';
import { useWorld } from '../testing/use-world';
import type { Actor, BodyOf, Given, World } from '../testing/world';
import type { RegistryChange } from './model';
import { approveProposal, proposeChange } from './proposal-commands';

type Release = Extract<RegistryChange, { kind: 'release' }>;

let world: World;
useWorld((fresh) => {
  world = fresh;
});

/** East takes no part: what a majority decides without it. */
async function agreeWithoutEast(id: string, ...changes: RegistryChange[]): Promise<Given> {
  await world.give(world.governors.west, proposeChange, { id, changes });
  await world.approve(world.governors.archives, id);
  return world.approve(world.governors.audit, id);
}

const code = '99071590000102';

function definitionOf(owner?: string, more: Partial<MatterDefinition> = {}): MatterDefinition {
  return { ...realEstateTransfer, id: code, ...(owner === undefined ? {} : { owner }), ...more };
}

function releaseOf(more: Partial<Release> = {}): Release {
  return { kind: 'release', name: { kind: 'matter', id: code }, version: 1, ...more };
}

function publish(organisation: 'east' | 'west', more: Partial<MatterDefinition> = {}): Promise<Given> {
  return world.give(world.governors[organisation], publishMatter, {
    definition: definitionOf(organisation, more),
  });
}

function publishRefused(owner: 'east' | 'west', more: object = {}): ReturnType<World['refusal']> {
  return world.refusalUnchecked(world.governors[owner], publishMatter, {
    definition: { ...definitionOf(owner), ...more },
  });
}

async function current(): Promise<unknown> {
  return world.query('query:matter', code);
}

describe('the code of a matter that one organisation has taken', () => {
  beforeEach(() => publish('east'));

  it('stops a proposal, which releases it first', async () => {
    const change = { kind: 'matter', definition: definitionOf() } as const;
    await world.give(world.governors.west, proposeChange, { id: 'stopped', changes: [change] });
    await world.approve(world.governors.archives, 'stopped');
    const body = { id: 'stopped', digest: await world.proposed('stopped') };
    expect(await world.refusal(world.governors.audit, approveProposal, body)).toMatchObject({
      code: 'not-competent',
    });
    const { events } = await agreeWithoutEast('freed', releaseOf(), change);
    expect(events.map(({ type, subject, version }) => [type, subject.id, version])).toEqual([
      ['registry.approved', 'freed', 3],
      ['matter.released', code, undefined],
      ['matter.published', code, 2],
    ]);
    expect(await current()).toMatchObject({ version: 2 });
    expect(await current()).not.toHaveProperty('owner');
  });

  it("is released without touching, or reading, a key under the holder's policy", async () => {
    const { effects } = await agreeWithoutEast('freed', releaseOf({ to: 'west' }));
    const owned = [...world.ledger.policies.keys()];
    expect(owned).toContain(tableKey('matter-current', [code]));
    const touched = [...effects.writes, ...effects.reads].map(([key]) => key);
    expect(touched.filter((key) => owned.includes(key))).toEqual([]);
    const next = await publish('west');
    const key = tableKey('matter-current', [code, '1']);
    expect(next.effects.policies).toEqual([
      [key, Buffer.from(ownerPolicy('west', ['archives', 'east', 'west', 'audit'])).toString('base64')],
    ]);
    expect(next.effects.writes.map(([written]) => written)).not.toContain(tableKey('matter-current', [code]));
  });

  it('is then claimed by whom it was released to, at the next version, and by nobody else', async () => {
    await publish('east', { name: '第二版' });
    await agreeWithoutEast('freed', releaseOf({ to: 'west' }));
    expect(await current()).toBeNull();
    expect(await publishRefused('east')).toMatchObject({ code: 'not-competent' });
    await publish('west');
    expect(await current()).toMatchObject({ version: 3, owner: 'west' });
    expect(await publishRefused('east')).toMatchObject({ code: 'not-competent' });
    await publish('west');
    expect(await current()).toMatchObject({ version: 4 });
  });

  it('that was released to nobody is published by a majority only', async () => {
    await agreeWithoutEast('freed', releaseOf());
    for (const organisation of ['east', 'west'] as const) {
      expect(await publishRefused(organisation)).toMatchObject({
        code: 'not-competent',
        field: 'body/definition/id',
      });
    }
    await agreeWithoutEast('shared', { kind: 'matter', definition: definitionOf() });
    expect(await current()).toMatchObject({ version: 2 });
  });

  it('is released again, also when nobody has claimed it since', async () => {
    await agreeWithoutEast('freed', releaseOf({ to: 'archives' }));
    await agreeWithoutEast('again', releaseOf({ version: 2, to: 'west' }));
    await publish('west');
    expect(await current()).toMatchObject({ version: 2, owner: 'west' });
  });

  it('leaves running cases the version that they were opened under', async () => {
    const { eastAcceptor } = world.officers;
    const body: BodyOf<typeof openCase> = { ...openBody('T-0001', 'title-certificate'), matter: code };
    const { id } = (await world.give(eastAcceptor, openCase, body)).done.result;
    await agreeWithoutEast('freed', releaseOf({ to: 'west' }));
    expect(await world.refusal(eastAcceptor, openCase, { ...body, number: 'T-0002' })).toMatchObject({
      code: 'not-found',
    });
    await world.give(eastAcceptor, transitionCase, {
      id,
      version: 1,
      transition: 'withdraw',
      reason: 'mistake',
    });
  });
});

describe('a code of the national catalogue', () => {
  const id = '00071590000102';

  it('is taken by consent of a majority only', async () => {
    expect(await publishRefused('east', { id })).toMatchObject({
      code: 'not-competent',
      field: 'body/definition/id',
    });
    const definition = { ...definitionOf(), id };
    await agreeWithoutEast('shared', { kind: 'matter', definition });
  });

  it('may be given to one organisation by a majority, before anybody has it', async () => {
    await agreeWithoutEast('given', releaseOf({ name: { kind: 'matter', id }, to: 'east' }));
    expect(await publishRefused('west', { id })).toMatchObject({ code: 'not-competent' });
    await publish('east', { id });
  });

  it('that an organisation had before goes on being its own', async () => {
    const stored = { schema: 1, id, version: 4, owner: 'east' };
    world.ledger.state.set(tableKey('matter-current', [id]), Buffer.from(JSON.stringify(stored)));
    expect((await publish('east', { id })).done.result).toMatchObject({ version: 5 });
  });
});

describe('a release', () => {
  it('that was overtaken takes the name from nobody', async () => {
    const { west, archives, audit, east } = world.governors;
    await publish('east');
    await world.give(audit, proposeChange, { id: 'older', changes: [releaseOf({ to: 'audit' })] });
    await world.approve(archives, 'older');
    await world.give(west, proposeChange, { id: 'newer', changes: [releaseOf({ to: 'west' })] });
    await world.approve(archives, 'newer');
    await world.approve(audit, 'newer');
    const body = { id: 'older', digest: await world.proposed('older') };
    expect(await world.refusal(east, approveProposal, body)).toMatchObject({
      code: 'state-conflict',
      detail: { version: 2 },
    });
  });

  it.each<[string, Partial<Release>, string]>([
    ['to an organisation that is none', { to: 'south' }, 'not-found'],
    ['as a second one, when there was none', { version: 2 }, 'state-conflict'],
    [
      'of a file to an organisation',
      { name: { kind: 'rendition', digest: sha256('file') }, to: 'west' },
      'not-found',
    ],
  ])('is not proposed %s', async (_, more, refused) => {
    const body = { id: 'p', changes: [releaseOf(more)] };
    expect(await world.refusal(world.governors.west, proposeChange, body)).toMatchObject({ code: refused });
  });
});

describe('the digest of a file that another licence has taken', () => {
  const digest = sha256('the printed licence');
  const name = { kind: 'rendition', digest } as const;
  let squatter: Actor;
  let rightful: Actor;
  let taken: string;
  let own: string;

  async function issue(by: Actor): Promise<string> {
    const isMarket = by === world.officers.eastMarketDecider;
    const { done } = await world.give(by, issueLicence, {
      type: isMarket ? licenceTypes.foodBusiness : licenceTypes.realEstate,
      region: isMarket ? regions.east : regions.west,
      holders: [{ organisation: '91999999000000086B' }],
      object: isMarket ? 'SHOP-1' : parcel,
      validFrom: '2026-11-23',
    });
    return done.result.identifier;
  }

  function bodyFor(identifier: string, version: number): BodyOf<typeof addRendition> {
    return { identifier, version, rendition: { digest, bytes: 1, mediaType: 'application/pdf' } };
  }

  beforeEach(async () => {
    squatter = world.officers.eastMarketDecider;
    rightful = world.officers.westDecider;
    taken = await issue(squatter);
    own = await issue(rightful);
    await world.give(squatter, addRendition, bodyFor(taken, 1));
  });

  it('is refused, until a majority releases it to the licence whose it is', async () => {
    expect(await world.refusal(rightful, addRendition, bodyFor(own, 1))).toMatchObject({
      code: 'already-exists',
    });
    const { events } = await agreeWithoutEast('freed', releaseOf({ name, to: own }));
    expect(events.at(-1)).toMatchObject({
      type: 'rendition.released',
      subject: { kind: 'rendition', id: digest.value },
    });
    expect(await world.refusal(squatter, addRendition, bodyFor(taken, 2))).toMatchObject({
      code: 'not-competent',
      field: 'body/rendition/digest',
    });
    await world.give(rightful, addRendition, bodyFor(own, 1));
    expect(await world.refusal(rightful, addRendition, bodyFor(own, 2))).toMatchObject({
      code: 'already-exists',
    });
  });

  it('can be given back to the licence that had it, once', async () => {
    await agreeWithoutEast('freed', releaseOf({ name }));
    expect(await world.refusal(squatter, addRendition, bodyFor(taken, 2))).toMatchObject({
      code: 'not-competent',
    });
    await agreeWithoutEast('back', releaseOf({ name, version: 2, to: taken }));
    await world.give(squatter, addRendition, bodyFor(taken, 2));
    const found = await world.query('query:licence', taken);
    expect(found).toMatchObject({ licence: { version: 3, renditions: [{ digest }] } });
  });
});
