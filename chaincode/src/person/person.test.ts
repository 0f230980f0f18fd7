// SPDX-License-Identifier: Apache-2.0
import { purgePerson, putPerson } from './commands';
import { canonicalJson } from '../ledger/canonical';
import { sha256 } from '../ledger/hash';
import { useWorld } from '../testing/use-world';
import { Simulation } from '../simulator/simulation';
import { refusalOf } from '../testing/world';
import type { World, GiveOptions, Given } from '../testing/world';
import { commitmentTo } from './commitment';
import { lookupKey, personCollection, personKey } from './model';
import type { Person } from './model';

const person: Person = { schema: 1, name: '闻人知夏', numberType: '111', number: '999999186609250285' };
const salt = '5a'.repeat(32);
const lookup = sha256('keyed digest of the number').value;
const pseudonym = `P${'0123456789ABCDEF'.repeat(2)}`;
const body = { person: pseudonym, commitment: commitmentTo(salt, person) };
const transient = { person: canonicalJson({ salt, person }), lookup: canonicalJson(lookup) };

let world: World;
useWorld((fresh) => {
  world = fresh;
});

function put(options: GiveOptions = {}, changed: object = {}): Promise<Given> {
  return world.give(
    world.officers.eastAcceptor,
    putPerson,
    { ...body, ...changed },
    { transient, ...options },
  );
}
function purge(options: GiveOptions = {}): Promise<Given> {
  return world.give(world.officers.eastRegistrar, purgePerson, { person: pseudonym }, options);
}
async function resolve(): Promise<unknown> {
  const { answer } = await world.submit('person:resolve', [], 'east', { transient });
  return answer;
}
function get(name: string): Promise<unknown> {
  return world.query('person:get', name);
}

describe('a person', () => {
  it('cannot be read when the peer denies the client access', async () => {
    const denied = jest
      .spyOn(Simulation.prototype, 'handleGetState')
      .mockRejectedValue(new Error('no access'));
    expect(await refusalOf(resolve)).toMatchObject({ code: 'not-competent' });
    expect(await refusalOf(() => get(pseudonym))).toMatchObject({ code: 'not-competent' });
    denied.mockRestore();
  });

  it('is stored in the collection only: the public part of the transaction reveals nothing', async () => {
    const { effects } = await put();
    expect(effects).toMatchObject({ writes: [], policies: [] });
    expect(effects.privateWrites.map(([key]) => key)).toEqual([
      `${personCollection}/${personKey(pseudonym)}`,
      `${personCollection}/${lookupKey(lookup)}`,
    ]);
    expect(await get(pseudonym)).toEqual({ salt, person, lookup });
    expect(await resolve()).toEqual({ person: pseudonym });
  });

  it('does not exist before, nor after a purge, which writes nothing public either', async () => {
    expect([await get(pseudonym), await resolve()]).toEqual([null, null]);
    await put();
    const { effects } = await purge();
    expect(effects).toMatchObject({ writes: [], policies: [] });
    expect(effects.privateWrites.map(([, value]) => value)).toEqual([null, null]);
    expect([await get(pseudonym), await resolve()]).toEqual([null, null]);
    expect(world.ledger.privateState.size).toBe(0);
    await put();
    expect(await resolve()).toEqual({ person: pseudonym });
  });

  it.each([
    ['other data', { salt, person: { ...person, name: '他人' } }],
    ['another salt', { salt: '5b'.repeat(32), person }],
  ])('is refused with a commitment to %s', async (_, stored) => {
    const refusal = await refusalOf(() =>
      put({ transient: { ...transient, person: canonicalJson(stored) } }),
    );
    expect(refusal).toMatchObject({ code: 'commitment-mismatch', field: 'body/commitment' });
  });

  it('has one pseudonym, and a pseudonym belongs to one person', async () => {
    await put();
    const other = `P${'F'.repeat(32)}`;
    expect(await refusalOf(() => put({}, { person: other }))).toMatchObject({ code: 'already-exists' });
    const otherLookup = canonicalJson(sha256('another number').value);
    expect(await refusalOf(() => put({ transient: { ...transient, lookup: otherLookup } }))).toMatchObject({
      code: 'already-exists',
      field: 'body/person',
    });
  });

  it('cannot be purged when it does not exist', async () => {
    expect(await refusalOf(() => purge())).toMatchObject({ code: 'not-found', field: 'body/person' });
  });

  it.each<[string, GiveOptions, object]>([
    ['no data', { transient: { lookup: transient.lookup } }, { code: 'command-malformed', field: 'person' }],
    [
      'no lookup',
      { transient: { person: transient.person } },
      { code: 'command-malformed', field: 'lookup' },
    ],
    ['data that is no JSON', { transient: { ...transient, person: '{' } }, { code: 'command-malformed' }],
    [
      'data of another schema',
      { transient: { ...transient, person: canonicalJson({ salt, person: { ...person, schema: 2 } }) } },
      { code: 'command-malformed', field: 'person/person/schema' },
    ],
    [
      'a salt too short',
      { transient: { ...transient, person: canonicalJson({ salt: '5a', person }) } },
      { code: 'command-malformed', field: 'person/salt' },
    ],
    [
      'a lookup that is no digest',
      { transient: { ...transient, lookup: '"1"' } },
      { code: 'command-malformed' },
    ],
    ['another network', { network: 'other' }, { code: 'wrong-ledger' }],
    ["another organisation's gateway", { carrier: 'west' }, { code: 'carrier-mismatch' }],
  ])('is refused with %s', async (_, options, expected) => {
    expect(await refusalOf(() => put(options))).toMatchObject(expected);
  });

  it('is refused under a malformed pseudonym', async () => {
    expect(await refusalOf(() => put({}, { person: person.number }))).toMatchObject({
      code: 'command-malformed',
      field: 'body/person',
    });
    expect(await refusalOf(() => get(person.number))).toMatchObject({
      code: 'command-malformed',
      field: 'person',
    });
  });

  it('is entered and purged by roles that deal with applicants', async () => {
    const run = (): Promise<unknown> => world.give(world.officers.auditor, putPerson, body, { transient });
    expect(await refusalOf(run)).toMatchObject({ code: 'role-missing' });
  });

  it('is looked up by a digest only', async () => {
    const run = (): Promise<unknown> =>
      world.submit('person:resolve', [], 'east', { transient: { lookup: '1' } });
    expect(await refusalOf(run)).toMatchObject({ code: 'command-malformed', field: 'lookup' });
    expect(await refusalOf(() => world.submit('person:resolve', [], 'east'))).toMatchObject({
      code: 'command-malformed',
      field: 'lookup',
    });
  });
});
