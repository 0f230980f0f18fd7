// SPDX-License-Identifier: Apache-2.0
import { proposeChange } from '../registry/proposal-commands';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { revokeOfficer } from '../registry/officer-commands';
import { createRecord } from '../record/commands';
import { canonicalJson } from '../ledger/canonical';
import { limits } from '../ledger/limits';
import { splitTableKey } from '../ledger/table';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { content } from '../testing/transfer';
import { testSeed, World } from '../testing/world';
import type { GiveOptions } from '../testing/world';

const recordBody = aRecord({ retention: 'D10', contents: [content('letter')] });
const restriction = {
  on: { kind: 'object', id: '999999001001GB00001F00010001' },
  id: 'seizure-1',
  kind: 'seizure',
  basis: 'court-order',
} as const;

let world: World;
useWorld((fresh) => {
  world = fresh;
});

function minutes(count: number): string {
  return new Date(Date.parse(world.now) + count * 60_000).toISOString();
}

describe('the signer of a command', () => {
  it.each<[string, string, GiveOptions]>([
    ['another network', 'wrong-ledger', { network: 'elsewhere' }],
    ['another channel', 'wrong-ledger', { channel: 'elsewhere' }],
    ["another organisation's gateway", 'carrier-mismatch', { carrier: 'west' }],
    ['a role that the officer has not', 'role-missing', { role: 'decider' }],
  ])('is refused: %s', async (_, code, options) => {
    expect(
      await world.refusal(world.officers.eastRegistrar, createRecord, recordBody, options),
    ).toMatchObject({
      code,
    });
  });

  it('is refused at a peer itself, without the gateway: it would choose the seed, and hold the transaction back', async () => {
    const { eastRegistrar } = world.officers;
    const { certificate } = eastRegistrar.signer;
    expect(await world.refusal(eastRegistrar, createRecord, recordBody, { certificate })).toMatchObject({
      code: 'carrier-mismatch',
    });
  });

  it('is refused in a role that does not allow the command', async () => {
    expect(await world.refusal(world.officers.auditor, createRecord, recordBody)).toMatchObject({
      code: 'role-missing',
    });
  });

  it('is refused when nobody is registered under the certificate', async () => {
    const stranger = await world.enrol({ ...world.officers.eastRegistrar, id: 'stranger' });
    expect(await world.refusal(stranger, createRecord, recordBody)).toMatchObject({
      code: 'officer-unknown',
    });
  });

  it('is refused from the next transaction on, once revoked', async () => {
    const { eastRegistrar } = world.officers;
    const body = { certificate: eastRegistrar.signer.fingerprint, reason: 'left' };
    const jws = world.sign(eastRegistrar, createRecord, recordBody);
    await world.give(world.governors.east, revokeOfficer, body);
    expect(await world.refusalOfJws(jws, 'record:create', 'east')).toMatchObject({ code: 'officer-revoked' });
  });

  it.each([
    [
      'before its certificate begins',
      '2026-11-23T00:00:00Z',
      '2026-11-24T00:00:00Z',
      '2026-11-22T23:59:59.000Z',
    ],
    [
      'after its certificate ends',
      '2026-11-23T00:00:00Z',
      '2026-11-24T00:00:00Z',
      '2026-11-24T00:00:01.000Z',
    ],
  ])('is refused %s', async (_, from, until, now) => {
    const { eastRegistrar, eastSystem } = world.officers;
    const officer = { ...eastSystem, id: 'short-lived', roles: eastRegistrar.roles };
    const signer = await world.authorities.east.issue(officer, { from, until });
    await world.register({ ...officer, signer });
    world.now = now;
    expect(await world.refusal({ ...officer, signer }, createRecord, recordBody)).toMatchObject({
      code: 'certificate-invalid',
    });
  });

  it("is refused under another officer's name", async () => {
    const { eastRegistrar, eastAcceptor } = world.officers;
    const envelope = world.envelopeUnchecked(eastRegistrar, createRecord, recordBody);
    const header = canonicalJson(eastRegistrar.signer.header);
    const jws = eastAcceptor.signer.signText(canonicalJson(envelope), header);
    expect(await world.refusalOfJws(jws, 'record:create', 'east')).toMatchObject({
      code: 'signature-invalid',
    });
  });

  it('is refused when the payload is not the one that was signed', async () => {
    const jws = world.sign(world.officers.eastRegistrar, createRecord, recordBody);
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const text = Buffer.from(payload, 'base64url').toString('utf8').replace('"D10"', '"D30"');
    const forged = [header, Buffer.from(text).toString('base64url'), signature].join('.');
    expect(await world.refusalOfJws(forged, 'record:create', 'east')).toMatchObject({
      code: 'signature-invalid',
    });
  });

  it('is refused before any organisation is founded', async () => {
    const empty = await World.empty();
    expect(await empty.refusal(empty.officers.eastRegistrar, createRecord, recordBody)).toMatchObject({
      code: 'wrong-ledger',
    });
  });
});

describe('the age of a command', () => {
  const { commandAgeHoursMax, clockSkewMinutesMax } = limits;
  it.each([
    ['old enough to be kept aside', -commandAgeHoursMax * 60 - 1, true],
    ['as old as may be', -commandAgeHoursMax * 60, false],
    ['from a clock that is a little ahead', clockSkewMinutesMax, false],
    ['from the future', clockSkewMinutesMax + 1, true],
  ])('%s: %d minutes', async (_, age, refused) => {
    const run = world.give(world.officers.eastRegistrar, createRecord, recordBody, {
      issuedAt: minutes(age),
    });
    if (refused) {
      await expect(run).rejects.toMatchObject({ refusal: { code: 'command-expired', field: 'issuedAt' } });
    } else {
      await expect(run).resolves.toMatchObject({ done: { status: 'done' } });
    }
  });

  it.each(['2026-00-10T00:00:00.000Z', '2026-11-00T00:00:00.000Z'])('%s is not a time', async (issuedAt) => {
    expect(
      await world.refusal(world.officers.eastRegistrar, createRecord, recordBody, { issuedAt }),
    ).toMatchObject({
      code: 'command-expired',
    });
  });
});

describe('the same command again', () => {
  it('has one effect and returns the first outcome', async () => {
    const { eastRegistrar } = world.officers;
    const jws = world.sign(eastRegistrar, setRestriction, restriction);
    const first = await world.submit('licence:setRestriction', [jws, testSeed], 'east');
    const again = await world.submit('licence:setRestriction', [jws, testSeed], 'east');
    expect(again.answer).toEqual({ ...(first.answer as object), repeated: true });
    expect(again.effects).toMatchObject({ writes: [], policies: [] });
  });

  it('is recognised when signed again, and in a batch, even next to its own copy', async () => {
    const { eastRegistrar } = world.officers;
    const id = 'the-same-one';
    const first = await world.give(eastRegistrar, setRestriction, restriction, { id });
    const jws = world.sign(eastRegistrar, setRestriction, restriction, { id });
    const { outcomes, effects } = await world.batch('east', [jws, jws]);
    const { command, ...done } = first.done;
    expect(command).toBe(id);
    expect(outcomes).toEqual([
      { ...done, repeated: true },
      { ...done, repeated: true },
    ]);
    expect(effects.writes).toEqual([]);
    const fresh = world.sign(eastRegistrar, setRestriction, { ...restriction, id: 'seizure-2' });
    const twice = await world.batch('east', [fresh, fresh]);
    expect(twice.outcomes.map((outcome) => outcome.status === 'done' && outcome.repeated)).toEqual([
      false,
      true,
    ]);
    expect(twice.events).toHaveLength(1);
  });

  it('with other content is a conflict that names the transaction', async () => {
    const { eastRegistrar } = world.officers;
    const id = 'the-same-one';
    const first = await world.give(eastRegistrar, setRestriction, restriction, { id });
    for (const [body, more] of [
      [{ ...restriction, kind: 'mortgage' }, {}],
      [restriction, { purpose: 'other' }],
    ] as const) {
      expect(await world.refusal(eastRegistrar, setRestriction, body, { id, ...more })).toMatchObject({
        code: 'command-conflict',
        field: 'id',
        detail: { transaction: first.done.transaction },
      });
    }
  });

  it('from another officer is a different command', async () => {
    const { eastRegistrar, eastDecider } = world.officers;
    const id = 'the-same-one';
    await world.give(eastRegistrar, setRestriction, restriction, { id });
    const other = await world.give(eastDecider, setRestriction, { ...restriction, id: 'b' }, { id });
    expect(other.done.repeated).toBe(false);
  });

  it('may run after it was refused once', async () => {
    const { eastRegistrar } = world.officers;
    const id = 'the-same-one';
    const lift = { on: restriction.on, id: restriction.id };
    expect(await world.refusal(eastRegistrar, liftRestriction, lift, { id })).toMatchObject({
      code: 'not-found',
    });
    await world.give(eastRegistrar, setRestriction, restriction);
    const lifted = await world.give(eastRegistrar, liftRestriction, lift, { id });
    expect(lifted.done.repeated).toBe(false);
  });
});

describe('a named transaction', () => {
  it('runs commands of its own type only', async () => {
    const jws = world.sign(world.officers.eastRegistrar, createRecord, recordBody);
    for (const transaction of ['record:amend', 'licence:issue', 'registry:found', 'person:put']) {
      expect(await world.refusalOfJws(jws, transaction, 'east')).toMatchObject({
        code: 'command-malformed',
        field: 'type',
      });
    }
  });

  it('keeps the events of one command together, in order and numbered', async () => {
    const { east } = world.governors;
    const change = {
      kind: 'licence-type' as const,
      code: '11999999000000019M009',
      name: '样证',
      statuses: ['in-force' as const],
    };
    const { events, done, effects } = await world.give(east, proposeChange, {
      id: 'p',
      changes: [change],
    });
    expect(events.map(({ position, type }) => [position, type])).toEqual([
      [0, 'registry.proposed'],
      [1, 'registry.approved'],
    ]);
    for (const event of events) expect(event.transaction).toBe(done.transaction);
    expect(effects.writes.map(([key]) => splitTableKey(key)?.table)).toEqual([
      'proposal',
      'command',
      'event',
    ]);
  });
});
