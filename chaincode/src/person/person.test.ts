// SPDX-License-Identifier: Apache-2.0
import { amendPerson, inspectPerson, registerPerson } from './commands';
import { orderCorrection, orderPurge } from './orders';
import { correctPerson, purgePerson, putPerson } from './private-commands';
import { canonicalJson } from '../ledger/canonical';
import { sha256 } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { tableKey } from '../ledger/table';
import { logHeads } from '../log/model';
import { encode } from '../ledger/codec';
import { officers, organisations } from '../membership/model';
import { revokeOfficer } from '../registry/officer-commands';
import { departments } from '../sample/registry';
import {
  amendedPerson,
  enter,
  enterAsBefore,
  enterWrongly,
  orderPurgeOf,
  personOf,
  register,
  rightPerson,
  samplePerson,
  why,
} from '../testing/people';
import { createRecord } from '../record/commands';
import { aRecord } from '../testing/a-record';
import { agree } from '../testing/scenes';
import { TestAuthority } from '../testing/test-authority';
import { useWorld } from '../testing/use-world';
import { Simulation } from '../simulator/simulation';
import { refusalOf } from '../testing/world';
import type { Actor, World, GiveOptions, Given } from '../testing/world';
import { lookupKey, personCollection, personKey, personRegistrations } from './model';
import type { PersonRegistration } from './model';

const { person, salt, lookup, body } = samplePerson;
const { person: pseudonym } = body;
const transient = { person: canonicalJson({ salt, person }), lookup: canonicalJson(lookup) };
const purposes = { purpose: 'dispute', basis: 'pipl:46' };

let world: World;
useWorld((fresh) => {
  world = fresh;
});

async function put(options: GiveOptions = {}, changed: object = {}): Promise<Given> {
  await register(world, samplePerson);
  return putOnly(options, changed);
}
function putOnly(options: GiveOptions = {}, changed: object = {}): Promise<Given> {
  return world.give(
    world.officers.eastAcceptor,
    putPerson,
    { ...body, ...changed },
    { transient, ...options },
  );
}
function amend(changed: object = {}): Promise<Given> {
  return world.giveUnchecked(world.officers.eastAcceptor, amendPerson, {
    ...amendedPerson.body,
    ...why,
    ...changed,
  });
}
function putAmended(changed: Readonly<Record<string, string>> = {}): Promise<Given> {
  const { body: of, options } = amendedPerson.put;
  return world.give(world.officers.eastAcceptor, putPerson, of, {
    transient: { ...options.transient, ...changed },
  });
}
function purge(options: GiveOptions = {}, person = pseudonym): Promise<Given> {
  return world.give(world.officers.eastRegistrar, purgePerson, { person }, options);
}
function order(actor: Actor, changed: object = {}): Promise<Given> {
  return world.giveUnchecked(actor, orderPurge, { ...body, ...why, ...changed });
}
async function resolve(): Promise<unknown> {
  const { answer } = await world.submit('person:resolve', [], 'east', { transient });
  return answer;
}
function get(name: string): Promise<unknown> {
  return world.query('person:get', name);
}
function registrationOf(name: string): PersonRegistration | undefined {
  const bytes = world.ledger.state.get(tableKey(personRegistrations.name, [name]));
  return bytes === undefined
    ? undefined
    : personRegistrations.schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
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

  it('is read by gateways, not by an officer who asks a peer with the own certificate', async () => {
    await put();
    const { certificate } = world.officers.eastRegistrar.signer;
    const ask =
      (name: string, ...values: string[]) =>
      () =>
        world.submit(name, values, 'east', { transient, certificate });
    expect(await refusalOf(ask('person:get', pseudonym))).toMatchObject({ code: 'carrier-mismatch' });
    expect(await refusalOf(ask('person:resolve'))).toMatchObject({ code: 'carrier-mismatch' });
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

  it('is put by a transaction that the next head makes void: held back, it would leave others a hash without data', async () => {
    const { effects } = await put();
    expect(effects.reads.map(([key]) => key)).toContain(tableKey(logHeads.name, ['newest']));
  });

  it('does not exist before, nor after a purge, which writes nothing public either', async () => {
    expect([await get(pseudonym), await resolve()]).toEqual([null, null]);
    await put();
    await orderPurgeOf(world, samplePerson);
    const { effects } = await purge();
    expect(effects).toMatchObject({ writes: [], policies: [] });
    expect(effects.privateWrites.map(([, value]) => value)).toEqual([null, null]);
    expect([await get(pseudonym), await resolve()]).toEqual([null, null]);
    expect(world.ledger.privateState.size).toBe(0);
    const again = personOf(person, { salt: '5c'.repeat(32) });
    await enter(world, again);
    expect(await resolve()).toEqual({ person: again.body.person });
  });

  it.each([
    ['other data', { salt, person: { ...person, name: '他人' } }],
    ['another salt', { salt: '5b'.repeat(32), person }],
  ])('is refused with a commitment to %s', async (_, stored) => {
    await register(world, samplePerson);
    const refusal = await refusalOf(() =>
      putOnly({ transient: { ...transient, person: canonicalJson(stored) } }),
    );
    expect(refusal).toMatchObject({ code: 'commitment-mismatch', field: 'body/commitment' });
  });

  it('has one pseudonym, and a pseudonym belongs to one person', async () => {
    await put();
    const other = personOf(person, { salt: '5b'.repeat(32) });
    expect(await refusalOf(() => enter(world, other))).toMatchObject({ code: 'already-exists' });
    const otherLookup = canonicalJson(sha256('another number').value);
    expect(
      await refusalOf(() => putOnly({ transient: { ...transient, lookup: otherLookup } })),
    ).toMatchObject({
      code: 'already-exists',
      field: 'body/person',
    });
  });

  it('cannot be purged when it does not exist', async () => {
    await register(world, samplePerson);
    await orderPurgeOf(world, samplePerson);
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
    await register(world, samplePerson);
    expect(await refusalOf(() => putOnly(options))).toMatchObject(expected);
  });

  it('is refused under a malformed pseudonym', async () => {
    expect(await refusalOf(() => putOnly({}, { person: person.number }))).toMatchObject({
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

describe('entering a person', () => {
  it('needs the commitment on the channel first', async () => {
    expect(await refusalOf(() => putOnly())).toMatchObject({ code: 'not-found', field: 'body/person' });
    const { events, effects } = await world.give(world.officers.eastAcceptor, registerPerson, body);
    expect(effects.privateWrites).toEqual([]);
    expect(events).toMatchObject([
      { type: 'person.registered', subject: { kind: 'person', id: pseudonym }, version: 1 },
    ]);
    expect(registrationOf(pseudonym)).toMatchObject({
      ...body,
      status: 'registered',
      entered: { organisation: 'east', officer: 'east-land-acceptor' },
    });
    await putOnly();
  });

  it('names neither name nor number on the channel', async () => {
    await put();
    await orderPurgeOf(world, samplePerson);
    const texts = [...world.ledger.state].map(([key, value]) => key + Buffer.from(value).toString('utf8'));
    expect(texts.filter((text) => text.includes(pseudonym))).not.toEqual([]);
    for (const secret of [person.name, person.number, salt, lookup]) {
      expect(texts.filter((text) => text.includes(secret))).toEqual([]);
    }
  });

  it('may be tried again, since a gateway may not know that it has', async () => {
    await put();
    const { events, done } = await world.give(world.officers.eastRegistrar, registerPerson, body);
    expect([events, done.result]).toEqual([[], { person: pseudonym }]);
    await putOnly();
    expect(await get(pseudonym)).toEqual({ salt, person, lookup });
    expect(await resolve()).toEqual({ person: pseudonym });
  });

  it('takes no pseudonym that exists, or that another organisation is about to enter', async () => {
    const taken = { person: `P${'0'.repeat(32)}`, commitment: body.commitment };
    const { eastAcceptor, westDecider } = world.officers;
    for (const [actor, content] of [
      [eastAcceptor, taken],
      [westDecider, body],
    ] as const) {
      expect(await world.refusal(actor, registerPerson, content)).toMatchObject({
        code: 'commitment-mismatch',
        field: 'body/person',
      });
    }
  });

  it('is for the organisation that registered the commitment', async () => {
    await register(world, samplePerson);
    const run = (): Promise<unknown> =>
      world.give(world.officers.westDecider, putPerson, body, { transient });
    expect(await refusalOf(run)).toMatchObject({ code: 'not-competent' });
  });

  it('is refused with another commitment than the registered one', async () => {
    await register(world, samplePerson);
    const other = { salt: '5b'.repeat(32), person };
    const { commitment } = personOf(person, { salt: other.salt }).body;
    const run = (): Promise<unknown> =>
      putOnly({ transient: { ...transient, person: canonicalJson(other) } }, { commitment });
    expect(await refusalOf(run)).toMatchObject({ code: 'commitment-mismatch', field: 'body/commitment' });
  });

  it('does not come back after the purge by a command that was signed before', async () => {
    const options = { transient };
    const jws = world.sign(world.officers.eastAcceptor, putPerson, body);
    await put();
    await orderPurgeOf(world, samplePerson);
    await purge();
    const replay = (): Promise<unknown> =>
      world.submit('person:put', [jws, '5e'.repeat(16)], 'east', options);
    expect(await refusalOf(replay)).toMatchObject({ code: 'state-conflict' });
    expect(await world.refusal(world.officers.eastAcceptor, registerPerson, body)).toMatchObject({
      code: 'already-exists',
    });
  });
});

describe('the purge of a person', () => {
  it('needs the order of two officers, who both sign all of it', async () => {
    await put();
    expect(await refusalOf(() => purge())).toMatchObject({ code: 'state-conflict' });
    const first = await order(world.officers.eastDecider);
    expect(first.done.result).toEqual({ person: pseudonym, status: 'open', signatures: 1 });
    expect(first.events).toMatchObject([{ type: 'person.purge-proposed', data: { ...why } }]);
    expect(await refusalOf(() => purge())).toMatchObject({ code: 'state-conflict' });

    const other = await order(world.officers.eastRegistrar, { basis: 'pipl:15' });
    expect(other.done.result).toMatchObject({ status: 'open', signatures: 1 });
    expect(await refusalOf(() => purge())).toMatchObject({ code: 'state-conflict' });

    const second = await order(world.officers.eastRegistrar);
    expect(second.done.result).toEqual({ person: pseudonym, status: 'ordered', signatures: 2 });
    expect(second.events).toMatchObject([
      {
        type: 'person.purge-ordered',
        subject: { kind: 'person', id: pseudonym },
        version: 2,
        data: { commitment: body.commitment, ...why },
      },
    ]);
    await purge();
    expect(await refusalOf(() => purge())).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(() => order(world.officers.eastDecider))).toMatchObject({
      code: 'state-conflict',
    });
  });

  it('is not for another organisation, neither the order nor the act', async () => {
    await put();
    expect(await refusalOf(() => order(world.officers.westDecider))).toMatchObject({
      code: 'not-competent',
    });
    await orderPurgeOf(world, samplePerson);
    const { westDecider } = world.officers;
    expect(await world.refusal(westDecider, purgePerson, { person: pseudonym })).toMatchObject({
      code: 'not-competent',
    });
  });

  it('names the commitment', async () => {
    await put();
    const commitment = sha256('somebody else');
    const refused = await refusalOf(() => order(world.officers.eastDecider, { commitment }));
    expect(refused).toMatchObject({ code: 'commitment-mismatch', field: 'body/commitment' });
  });

  it('is not ordered twice by one officer, under one name or two', async () => {
    await put();
    const { eastDecider } = world.officers;
    await order(eastDecider);
    expect(await refusalOf(() => order(eastDecider))).toMatchObject({ code: 'separation-of-duties' });
  });

  it('does not count the signature of an officer who is revoked since', async () => {
    await put();
    const { eastDecider, eastRegistrar } = world.officers;
    await order(eastDecider);
    const { fingerprint } = eastDecider.signer;
    await world.give(world.governors.east, revokeOfficer, { certificate: fingerprint, reason: 'theft' });
    const next = await order(eastRegistrar);
    expect(next.done.result).toMatchObject({ status: 'open', signatures: 1 });
    expect(next.events).toMatchObject([{ type: 'person.purge-proposed' }]);
  });

  it('does not count the signature of an officer whose department has moved since', async () => {
    await put();
    const market = world.officers.eastMarketDecider;
    await order(market);
    await agree(world, 'move', { ...departments.eastMarket, organisation: 'west' });
    expect((await order(world.officers.eastRegistrar)).done.result).toMatchObject({ status: 'open' });
  });

  it('does not count a signature under a root certificate that was replaced since', async () => {
    await put();
    await order(world.officers.eastDecider);
    const { certificate: caCertificate } = await TestAuthority.create('east');
    const key = tableKey(organisations.name, ['east']);
    const stored = JSON.parse(Buffer.from(world.ledger.state.get(key) ?? '').toString('utf8')) as object;
    world.ledger.state.set(key, encode({ ...stored, caCertificate, generation: 2 }));
    const registrar = world.officers.eastRegistrar;
    const its = tableKey(officers.name, [registrar.signer.fingerprint]);
    const officer = JSON.parse(Buffer.from(world.ledger.state.get(its) ?? '').toString('utf8')) as object;
    world.ledger.state.set(its, encode({ ...officer, generation: 2 }));
    expect((await order(registrar)).done.result).toMatchObject({ status: 'open', signatures: 1 });
  });

  it('does not count a signature of 30 days before, and counts one of less', async () => {
    await put();
    await order(world.officers.eastDecider);
    const signed = Date.parse(world.now);
    const later = world.fork();
    world.now = new Date(signed + 29 * 86_400_000).toISOString();
    expect((await order(world.officers.eastRegistrar)).done.result).toMatchObject({ status: 'ordered' });
    world = later;
    world.now = new Date(signed + 31 * 86_400_000).toISOString();
    expect((await order(world.officers.eastRegistrar)).done.result).toMatchObject({ status: 'open' });
  });

  it('is carried out too where the lookup is missing', async () => {
    await put();
    await orderPurgeOf(world, samplePerson);
    world.ledger.privateState.delete(`${personCollection}/${lookupKey(lookup)}`);
    await purge();
    expect(world.ledger.privateState.size).toBe(0);
  });

  it('leaves the number of somebody whom a correction has put in its place', async () => {
    const correction = await enterWrongly(world);
    await world.give(world.officers.eastDecider, orderCorrection, correction);
    await world.give(world.officers.westDecider, orderCorrection, correction);
    await world.give(world.officers.eastAcceptor, correctPerson, { person: pseudonym });
    await orderPurgeOf(world, samplePerson);
    await purge();
    expect(await get(pseudonym)).toBeNull();
    expect(await resolve()).toEqual({ person: rightPerson.body.person });
  });
});

describe('a person whom version 0.1.0 entered', () => {
  const before = `P${'0123456789ABCDEF'.repeat(2)}`;
  const ordered = { ...body, person: before, ...why };

  beforeEach(() => {
    enterAsBefore(world, samplePerson, before);
  });

  it('is found and read as before', async () => {
    expect(await resolve()).toEqual({ person: before });
    expect(await get(before)).toEqual({ salt, person, lookup });
    const { auditor } = world.officers;
    const { done } = await world.give(auditor, inspectPerson, { person: before }, purposes);
    expect(done.result).toEqual({ person: before, status: 'unregistered', entered: null });
  });

  it('may be whom a record is about, which somebody else whom nobody entered may not', async () => {
    const { eastRegistrar } = world.officers;
    const about = (one: string) => aRecord({ dossiers: [{ person: one }] });
    await world.give(eastRegistrar, createRecord, about(before));
    expect(await world.refusal(eastRegistrar, createRecord, about(`P${'0'.repeat(32)}`))).toMatchObject({
      code: 'not-found',
    });
  });

  it('is purged on the order of officers of two organisations, since nobody knows who entered it', async () => {
    const { eastDecider, eastRegistrar, westDecider } = world.officers;
    expect(await refusalOf(() => purge({}, before))).toMatchObject({ code: 'state-conflict' });
    await world.give(eastDecider, orderPurge, ordered);
    expect(await world.refusal(eastRegistrar, orderPurge, ordered)).toMatchObject({
      code: 'separation-of-duties',
    });
    await world.give(westDecider, orderPurge, ordered);
    await purge({}, before);
    expect(world.ledger.privateState.size).toBe(0);
  });

  it('is not purged on an order with another commitment, which stops no other order', async () => {
    const { eastDecider, westDecider } = world.officers;
    const wrong = { ...ordered, commitment: sha256('somebody else') };
    await world.give(eastDecider, orderPurge, wrong);
    await world.give(westDecider, orderPurge, wrong);
    expect(await refusalOf(() => purge({}, before))).toMatchObject({ code: 'commitment-mismatch' });
    await world.give(eastDecider, orderPurge, ordered);
    await world.give(westDecider, orderPurge, ordered);
    await purge({}, before);
    expect(world.ledger.privateState.size).toBe(0);
  });

  it('can be corrected too', async () => {
    await enter(world, rightPerson);
    const correction = { ...ordered, right: rightPerson.body };
    await world.give(world.officers.eastDecider, orderCorrection, correction);
    await world.give(world.officers.westDecider, orderCorrection, correction);
    await world.give(world.officers.eastAcceptor, correctPerson, { person: before });
    expect(await resolve()).toEqual({ person: rightPerson.body.person });
  });

  it('is put by nobody again', async () => {
    await world.give(world.officers.eastDecider, orderPurge, ordered);
    await world.give(world.officers.westDecider, orderPurge, ordered);
    await purge({}, before);
    expect(await refusalOf(() => putOnly({}, { person: before }))).toMatchObject({ code: 'not-competent' });
  });
});

describe('a false lookup', () => {
  it('is found by a read that is recorded, and says who entered it and when', async () => {
    await put();
    const { auditor } = world.officers;
    const { done, events } = await world.give(auditor, inspectPerson, { person: pseudonym }, purposes);
    expect(done.result).toMatchObject({
      person: pseudonym,
      status: 'registered',
      entered: { organisation: 'east', officer: 'east-land-acceptor' },
    });
    expect(events).toMatchObject([
      { type: 'person.inspected', subject: { kind: 'person', id: pseudonym }, ...purposes },
    ]);
  });

  async function correct(from: object, actors: readonly Actor[]): Promise<Given[]> {
    const given: Given[] = [];
    for (const actor of actors) given.push(await world.giveUnchecked(actor, orderCorrection, from));
    return given;
  }
  function point(name: string): Promise<Given> {
    return world.give(world.officers.eastAcceptor, correctPerson, { person: name });
  }

  it('is mended on the order of officers of two organisations: the number leads to the right person', async () => {
    const correction = await enterWrongly(world);
    const { eastDecider, eastRegistrar, westDecider } = world.officers;
    expect(await refusalOf(() => point(pseudonym))).toMatchObject({ code: 'state-conflict' });
    const [first] = await correct(correction, [eastDecider]);
    expect(first?.events).toMatchObject([{ type: 'person.correction-proposed' }]);
    expect(await refusalOf(() => correct(correction, [eastRegistrar]))).toMatchObject({
      code: 'separation-of-duties',
    });
    expect(await refusalOf(() => point(pseudonym))).toMatchObject({ code: 'state-conflict' });
    const [second] = await correct(correction, [westDecider]);
    expect(second?.events).toMatchObject([
      { type: 'person.correction-ordered', data: { ...why, right: rightPerson.body } },
    ]);

    const { effects } = await point(pseudonym);
    expect(effects).toMatchObject({ writes: [], policies: [] });
    expect(await resolve()).toEqual({ person: rightPerson.body.person });
    expect(await get(rightPerson.body.person)).toMatchObject({ lookup });
    expect(await get(pseudonym)).toEqual({ salt, person });
    expect(await refusalOf(() => point(pseudonym))).toMatchObject({ code: 'state-conflict' });
    expect(registrationOf(pseudonym)).toMatchObject({ status: 'corrected', instead: rightPerson.body });
  });

  it('needs no consent of the organisation that entered it', async () => {
    const correction = await enterWrongly(world);
    const archivesDecider = await world.enrol({
      ...world.officers.archivesSystem,
      id: 'archives-decider',
      roles: ['decider'],
    });
    await world.register(archivesDecider);
    await correct(correction, [world.officers.westDecider, archivesDecider]);
    await point(pseudonym);
    expect(await resolve()).toEqual({ person: rightPerson.body.person });
  });

  it('is not mended twice in two ways', async () => {
    const correction = await enterWrongly(world);
    const pair = [world.officers.eastDecider, world.officers.westDecider];
    await correct(correction, pair);
    const other = personOf({ ...person, name: '他人' }, { isAside: true });
    await enter(world, other);
    expect(await refusalOf(() => correct({ ...correction, right: other.body }, pair))).toMatchObject({
      code: 'state-conflict',
    });
  });

  it('can be pointed back; what was signed for the first correction does nothing then', async () => {
    const correction = await enterWrongly(world);
    const { eastDecider, westDecider, eastAcceptor } = world.officers;
    const replay = world.sign(eastAcceptor, correctPerson, { person: pseudonym });
    await correct(correction, [eastDecider, westDecider]);
    await point(pseudonym);
    const back = { ...rightPerson.body, ...why, right: body };
    const [, reversed] = await correct(back, [eastDecider, westDecider]);
    expect(reversed?.events).toMatchObject([
      { type: 'person.restored', subject: { kind: 'person', id: pseudonym }, version: 3 },
      { type: 'person.correction-ordered', subject: { kind: 'person', id: rightPerson.body.person } },
    ]);
    expect(registrationOf(pseudonym)).toMatchObject({ status: 'registered', version: 3 });
    expect(registrationOf(pseudonym)).not.toHaveProperty('instead');
    await point(rightPerson.body.person);
    expect(await resolve()).toEqual({ person: pseudonym });
    const again = (): Promise<unknown> => world.submit('person:correct', [replay, '5e'.repeat(16)], 'east');
    expect(await refusalOf(again)).toMatchObject({ code: 'state-conflict' });
    await correct(correction, [eastDecider, westDecider]);
    await point(pseudonym);
    expect(await resolve()).toEqual({ person: rightPerson.body.person });
  });

  it.each<[string, (correction: Awaited<ReturnType<typeof enterWrongly>>) => object, object]>([
    ['the same person', (from) => ({ ...from, right: body }), { code: 'state-conflict' }],
    [
      'another commitment of the wrong one',
      (from) => ({ ...from, commitment: sha256('x') }),
      { code: 'commitment-mismatch', field: 'body/commitment' },
    ],
    [
      'another commitment of the right one',
      (from) => ({ ...from, right: { ...from.right, commitment: sha256('x') } }),
      { code: 'commitment-mismatch', field: 'body/right/commitment' },
    ],
  ])('is not mended with %s', async (_, change, expected) => {
    const correction = await enterWrongly(world);
    const { eastDecider } = world.officers;
    expect(await refusalOf(() => correct(change(correction), [eastDecider]))).toMatchObject(expected);
  });

  it('is not pointed to a person who is purged, has a number, or does not exist', async () => {
    const correction = await enterWrongly(world);
    const { eastDecider, westDecider } = world.officers;
    const pair = [eastDecider, westDecider];
    const other = personOf({ ...person, number: '999999186203170410' });
    await enter(world, other);
    const unknown = { ...correction, right: { ...other.body, person: `P${'0'.repeat(32)}` } };
    expect(await refusalOf(() => correct(unknown, pair))).toMatchObject({
      code: 'not-found',
      field: 'body/right/person',
    });
    const fork = world;
    world = fork.fork();
    await correct({ ...correction, right: other.body }, pair);
    expect(await refusalOf(() => point(pseudonym))).toMatchObject({ code: 'state-conflict' });
    world = fork;
    await correct(correction, [eastDecider]);
    await orderPurgeOf(world, rightPerson);
    expect(await refusalOf(() => correct(correction, [westDecider]))).toMatchObject({
      code: 'state-conflict',
    });
  });

  it('is not pointed to a person who is purged between the order and the act', async () => {
    const correction = await enterWrongly(world);
    await correct(correction, [world.officers.eastDecider, world.officers.westDecider]);
    await orderPurgeOf(world, rightPerson);
    expect(await refusalOf(() => point(pseudonym))).toMatchObject({ code: 'state-conflict' });
  });
});

it('a second officer with the key of the first counts for one', async () => {
  await put();
  const { eastDecider, eastRegistrar } = world.officers;
  await order(eastDecider);
  const { state } = world.ledger;
  const [first, second] = [eastDecider, eastRegistrar].map(({ signer }) =>
    tableKey(officers.name, [signer.fingerprint]),
  );
  const stored = (key = ''): object =>
    JSON.parse(Buffer.from(state.get(key) ?? '').toString('utf8')) as object;
  const { publicKey } = stored(second) as { publicKey: object };
  state.set(first ?? '', encode({ ...stored(first), publicKey }));
  expect(await refusalOf(() => order(eastRegistrar))).toMatchObject({ code: 'separation-of-duties' });
});

describe('an amendment', () => {
  const entry = (): unknown =>
    JSON.parse(
      Buffer.from(
        world.ledger.privateState.get(`${personCollection}/${personKey(pseudonym)}`) ?? [],
      ).toString(),
    );

  it('replaces the data under the same pseudonym and number, once, and keeps those of before until a purge', async () => {
    await enter(world, samplePerson);
    const { events } = await amend();
    expect(events).toMatchObject([{ type: 'person.amended', version: 2, data: why }]);
    expect((await amend()).events).toEqual([]);
    await putAmended();
    await putAmended();
    const { person: data, salt: opening } = amendedPerson;
    expect(entry()).toEqual({ salt: opening, person: data, lookup, earlier: [{ salt, person }] });
    await orderPurgeOf(world, amendedPerson);
    await purge();
    expect(world.ledger.privateState.has(`${personCollection}/${personKey(pseudonym)}`)).toBe(false);
    expect(world.ledger.privateState.has(`${personCollection}/${lookupKey(lookup)}`)).toBe(false);
  });

  it('leaves a purge possible before its data have come', async () => {
    await enter(world, samplePerson);
    await amend();
    await orderPurgeOf(world, amendedPerson);
    await purge();
    expect(world.ledger.privateState.has(`${personCollection}/${personKey(pseudonym)}`)).toBe(false);
  });

  it('changes no number, brings no lookup, and is none of a person who is purged or unknown', async () => {
    expect(await refusalOf(() => amend())).toMatchObject({ code: 'not-competent' });
    await enter(world, samplePerson);
    const other = personOf({ ...samplePerson.person, number: 'E99901234', numberType: '414' });
    await amend({ commitment: other.body.commitment });
    const renumbered = (): Promise<Given> =>
      world.give(
        world.officers.eastAcceptor,
        putPerson,
        { person: pseudonym, commitment: other.body.commitment },
        { transient: { ...other.put.options.transient, lookup: canonicalJson(null) } },
      );
    expect(await refusalOf(renumbered)).toMatchObject({ code: 'state-conflict', field: 'person' });
    await amend();
    expect(await refusalOf(() => putAmended({ lookup: canonicalJson(lookup) }))).toMatchObject({
      code: 'state-conflict',
      field: 'lookup',
    });
    await orderPurgeOf(world, amendedPerson);
    expect(await refusalOf(() => amend({ commitment: body.commitment }))).toMatchObject({
      code: 'state-conflict',
    });
  });

  it('is possible a bounded number of times', async () => {
    await enter(world, samplePerson);
    for (let time = 0; time < limits.personAmendmentsMax; time += 1) {
      await amend({ commitment: sha256(`amendment ${time}`) });
    }
    expect(await refusalOf(() => amend())).toMatchObject({ code: 'limit-exceeded' });
  });
});
