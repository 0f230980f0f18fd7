// SPDX-License-Identifier: Apache-2.0
import { until } from '../../common/until';
import { catalogue } from '../../errors/catalogue';
import { limits, Refusal } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import { accessionRecords, annotateRecord, createRecord, fileRecord } from '@guidang/chaincode/commands';
import type { AnyCommand } from '@guidang/chaincode/commands';
import { uniqueId } from '../../../../chaincode/src/ledger/unique-id';
import { officers } from '@guidang/chaincode/sample';
import type { OrganisationId } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import { toProblem } from '../../http/answer/to-problem';
import { signCommand } from '../../identity';
import type { Outbox } from '../../outbox';
import type { SigningCommandService } from './service';
import type { Accepted, CommandOptions, Committed } from './api';
import type { Caller } from '../caller';

jest.setTimeout(60_000);

const registrar = callerOf(officers.eastRegistrar);
const body = {
  category: 'ZY·BDC',
  retention: 'D30',
  year: '2026',
  date: '2026-11-20',
  dossiers: [],
  contents: [],
  references: [],
};

/** A command of any type with an unchecked body: many here are deliberately invalid. */
interface Asked extends CommandOptions {
  readonly command: AnyCommand;
  readonly body: unknown;
}

const create: Asked = { command: createRecord, body };
const absentRecord = uniqueId('f'.repeat(64), { page: 0, slot: 0 });
/** A majority of four is three: with two unavailable, nothing is endorsed. */
const away: readonly OrganisationId[] = ['west', 'audit'];

let gateway: EmbeddedGateway;
let commands: SigningCommandService;

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded({
    outboxLimits: { endorsementsMax: 2, pause: { firstMs: 1, maximumMs: 2 }, resumeMs: 100 },
  });
  commands = gateway.services.commands;
});
afterAll(() => gateway.close());

function ask(caller: Caller, { command, body: given, ...options }: Asked): Promise<Committed | Accepted> {
  return commands.run(caller, command, given, options);
}

async function run(caller: Caller, asked: Asked): Promise<Committed> {
  return done(await ask(caller, asked));
}

function done(outcome: Committed | Accepted): Committed {
  if ('submission' in outcome) throw new Error('still on its way');
  return outcome;
}

function outboxOf(id: OrganisationId): Outbox {
  return (gateway.context.organisations.get(id) as { outbox: Outbox }).outbox;
}

async function ended(caller: Caller, submission: string): Promise<unknown> {
  const state = await until('the submission ends', async () => {
    const found = await commands.submission(caller, submission);
    return found?.status === 'pending' ? undefined : { found };
  });
  return state.found;
}

async function recordCount(): Promise<number> {
  await gateway.reach();
  const page = await gateway.services.http.records.list({ filters: {}, limit: 1000 });
  return page.items.length;
}

describe('a command', () => {
  it('is signed by the officer, submitted to the ledger, and answered with its block', async () => {
    const outcome = await run(registrar, create);
    expect(outcome.repeated).toBe(false);
    await gateway.reach(outcome.block);
    const id = outcome.result['id'] as string;
    const record = (await gateway.services.http.records.get(id)) as ArchiveRecord;
    expect(record).toMatchObject({ id, version: 1, department: officers.eastRegistrar.department });
    const event = await gateway.services.http.events.get(`${outcome.transaction}-0`);
    expect(event).toMatchObject({
      block: outcome.block,
      officer: { officer: officers.eastRegistrar.id, organisation: 'east', role: 'registrar' },
    });
  });

  it.each([
    ['the first of the caller that may', ['reviewer', 'decider'], undefined, 'reviewer'],
    ['the one that the caller names', ['reviewer', 'decider'], 'decider', 'decider'],
    ['only one that the sign-in gives', ['decider'], undefined, 'decider'],
  ] as const)('runs in a role: %s', async (_, roles, role, expected) => {
    const outcome = await run(callerOf(officers.eastSecondReviewer, roles), { ...create, role });
    await gateway.reach(outcome.block);
    const event = await gateway.services.http.events.get(`${outcome.transaction}-0`);
    expect(event?.officer.role).toBe(expected);
  });

  it('skips roles that do not allow the command', async () => {
    expect(fileRecord.roles).not.toContain('reviewer');
    const mixed = callerOf(officers.eastSecondReviewer, ['reviewer', 'decider']);
    const request = { command: fileRecord, body: { id: 'x', version: 1 } };
    await expect(ask(mixed, request)).rejects.toMatchObject({ code: 'role-missing' });
    await expect(ask(callerOf(officers.auditor, []), create)).rejects.toMatchObject({
      code: 'role-missing',
    });
  });

  it('never runs in a role that the sign-in omits, even if the certificate has it', async () => {
    const limited = callerOf(officers.eastSecondReviewer, ['reviewer']);
    await expect(ask(limited, { ...create, role: 'decider' })).rejects.toMatchObject({
      code: 'role-missing',
    });
  });

  it.each([
    ['its field is malformed', { ...create, body: { ...body, year: '26' } }, 'command-malformed', 400],
    [
      'an identifier is malformed',
      { ...create, body: { ...body, references: ['X'] } },
      'identifier-malformed',
      422,
    ],
    [
      'the record is not there',
      { command: fileRecord, body: { id: absentRecord, version: 1 } },
      'not-found',
      404,
    ],
  ] as const)(
    'that is refused since %s is refused with a type and a place',
    async (_, request, code, status) => {
      const refusal = await ask(registrar, request).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal).toMatchObject({ code });
      expect(toProblem(refusal).status).toBe(status);
      expect((refusal as Refusal).document.field).toBeDefined();
    },
  );

  it('of an officer whose key is not in the wallet is refused', async () => {
    const unknown = { ...registrar, officer: 'nobody' };
    await expect(ask(unknown, create)).rejects.toMatchObject({ code: 'officer-unknown' });
    const elsewhere = { ...registrar, organisation: 'nowhere' };
    await expect(ask(elsewhere, create)).rejects.toMatchObject({ code: 'officer-unknown' });
  });

  it('fails with a typed problem while the organisations do not endorse, and works when they are back', async () => {
    for (const id of away) gateway.ledger.stopEndorser(id);
    const failing = ask(registrar, { ...create, idempotencyKey: 'outage' });
    await expect(failing).rejects.toMatchObject({ name: 'OutboxError', code: 'endorser-unavailable' });
    expect(catalogue['endorser-unavailable'].status).toBe(503);
    for (const id of away) gateway.ledger.startEndorser(id);
    await expect(run(registrar, { ...create, idempotencyKey: 'outage' })).resolves.toMatchObject({
      repeated: false,
    });
  });

  it('is on disk before the 202 of a caller that does not wait, and gets its outcome later', async () => {
    const outcome = await ask(registrar, { ...create, respondAsync: true });
    if (!('submission' in outcome)) throw new Error('answered at once');
    const { submission } = outcome;
    await expect(outboxOf('east').find(submission)).resolves.toBeDefined();
    await expect(ended(registrar, submission)).resolves.toMatchObject({
      status: 'committed',
      outcome: { repeated: false, result: { version: 1 } },
    });
  });

  it('may fail or be refused after the 202, and its state says so', async () => {
    const refused = await ask(registrar, {
      command: fileRecord,
      body: { id: 'X', version: 1 },
      respondAsync: true,
    });
    await expect(ended(registrar, (refused as Accepted).submission)).resolves.toMatchObject({
      status: 'failed',
      code: expect.stringMatching(/malformed/u) as string,
      field: 'body/id',
    });
    for (const id of away) gateway.ledger.stopEndorser(id);
    const failed = await ask(registrar, { ...create, respondAsync: true });
    await expect(ended(registrar, (failed as Accepted).submission)).resolves.toMatchObject({
      status: 'failed',
      code: 'endorser-unavailable',
    });
    for (const id of away) gateway.ledger.startEndorser(id);
  });

  it('can be queried by its own caller only', async () => {
    const { submission } = (await ask(registrar, { ...create, respondAsync: true })) as Accepted;
    await ended(registrar, submission);
    await expect(commands.submission(callerOf(officers.eastDecider), submission)).resolves.toBeUndefined();
    await expect(commands.submission(callerOf(officers.westDecider), submission)).resolves.toBeUndefined();
    await expect(commands.submission(registrar, `${submission}x`)).resolves.toBeUndefined();
  });
});

describe('an Idempotency-Key', () => {
  it('refuses a key whose life is over for a record, which every list would take for a repeat', async () => {
    const request = { ...create, idempotencyKey: 'over' };
    const first = await run(registrar, request);
    await gateway.reach(first.block);
    const { keys } = gateway.services;
    const all = { nowMs: Date.now(), beforeMs: Date.now() + 1_000, isOpen: () => Promise.resolve(false) };
    await keys.expire(all);
    await expect(run(registrar, { ...request, body: { ...body, year: '2025' } })).rejects.toMatchObject({
      code: 'command-conflict',
      document: { detail: { record: first.result['id'] } },
    });
  });

  it('creates one record, though the ledger derives its identifier', async () => {
    const before = await recordCount();
    const request = { ...create, idempotencyKey: 'one record' };
    const first = await run(registrar, request);
    await expect(run(registrar, request)).resolves.toEqual({ ...first, repeated: true });
    await expect(recordCount()).resolves.toBe(before + 1);
  });

  it('creates one record when sent many times concurrently', async () => {
    const before = await recordCount();
    const request = { ...create, idempotencyKey: 'at once' };
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => run(registrar, request)));
    expect(new Set(outcomes.map(({ result }) => result['id'])).size).toBe(1);
    await expect(recordCount()).resolves.toBe(before + 1);
  });

  it.each([
    ['body', { body: { ...body, year: '2025' } }],
    ['type', { command: annotateRecord }],
    ['role', { role: 'registrar' }],
    ['purpose', { purpose: 'audit:2' }],
    ['basis', { basis: 'law:2' }],
  ] as const)('used for another %s is a conflict, at once and later', async (name, other) => {
    const request = { ...create, purpose: 'audit:1', basis: 'law:1', idempotencyKey: `conflict ${name}` };
    await run(registrar, request);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const conflict = ask(registrar, { ...request, ...other });
      await expect(conflict).rejects.toMatchObject({
        code: 'command-conflict',
        document: { field: 'Idempotency-Key' },
      });
    }
  });

  it('belongs to the caller: two officers may use the same', async () => {
    const request = { ...create, idempotencyKey: 'shared by chance' };
    const first = await run(registrar, request);
    const second = await run(callerOf(officers.eastDecider), { ...request, body: { ...body, year: '2024' } });
    expect(second.result['id']).not.toBe(first.result['id']);
  });

  it('of a refused command returns the same refusal', async () => {
    const request = { command: fileRecord, body: { id: 'X', version: 1 }, idempotencyKey: 'refused' };
    const refusals = [1, 2].map(() => ask(registrar, request).catch((error: unknown) => error));
    const [first, second] = await Promise.all(refusals);
    expect((second as Refusal).document).toEqual((first as Refusal).document);
  });

  it('sent again without waiting is answered at once, since the outcome is known', async () => {
    const request = { ...create, idempotencyKey: 'known' };
    const first = await run(registrar, request);
    await expect(ask(registrar, { ...request, respondAsync: true })).resolves.toEqual({
      ...first,
      repeated: true,
    });
  });
});

describe('a relayed command', () => {
  let relayed = 0;
  const signed = async (more: object = {}, by: Caller = registrar): Promise<string> => {
    const officer = await gateway.context.officers.findOfficer(by.organisation, by.officer);
    if (officer === undefined) throw new Error('no such officer');
    return signCommand(officer.identity, {
      ...gateway.context.ledgerName,
      id: `relay-${String((relayed += 1)).padStart(8, '0')}`,
      type: createRecord.type,
      role: 'registrar',
      issuedAt: new Date().toISOString(),
      body,
      ...more,
    });
  };

  it("runs once, under its officer's signature", async () => {
    const jws = await signed();
    const first = done(await commands.relay(registrar, jws));
    expect(first.result).toMatchObject({ version: 1 });
    await expect(commands.relay(registrar, jws)).resolves.toEqual({ ...first, repeated: true });
  });

  it('may run without the caller waiting', async () => {
    const outcome = await commands.relay(registrar, await signed(), { respondAsync: true });
    await expect(ended(registrar, (outcome as Accepted).submission)).resolves.toMatchObject({
      status: 'committed',
    });
  });

  it('is refused when malformed, or of an unknown type', async () => {
    await expect(commands.relay(registrar, 'no.jws.here')).rejects.toMatchObject({
      code: 'command-malformed',
    });
    const unknown = await signed({ type: 'record.forge' });
    await expect(commands.relay(registrar, unknown)).rejects.toMatchObject({ code: 'command-malformed' });
  });

  it('may be as long as one of its type may be that the gateway signs, and no longer', async () => {
    const content = {
      digest: { algorithm: 'sha256', value: 'a'.repeat(64) },
      bytes: 1,
      mediaType: 'image/png',
      role: 'scan',
    };
    const contents = Array.from({ length: 64 }, () => content);
    const list = await signed({
      type: accessionRecords.type,
      body: { records: Array.from({ length: 12 }, () => ({ ...body, contents })) },
    });
    expect(list.length).toBeGreaterThan(limits.commandBytesMax);
    await expect(commands.relay(registrar, list)).resolves.toMatchObject({ repeated: false });
    const notes = 'a'.repeat(limits.commandBytesMax);
    const long = await signed({ type: fileRecord.type, body: { notes } });
    await expect(commands.relay(registrar, long)).rejects.toMatchObject({
      code: 'limit-exceeded',
      message: 'a signed record.file has 65536 bytes at most',
    });
    const records = Array.from({ length: 32 }, () => ({ ...body, contents }));
    const longer = await signed({ type: accessionRecords.type, body: { records } });
    await expect(commands.relay(registrar, longer)).rejects.toMatchObject({ code: 'limit-exceeded' });
  });

  it('is refused when its bytes were altered, or it was signed for another ledger', async () => {
    const [header, payload, signature] = (await signed()).split('.') as [string, string, string];
    const forged = `${header}.${payload}.${signature.replace(/^./u, (letter) => (letter === 'A' ? 'B' : 'A'))}`;
    await expect(commands.relay(registrar, forged)).rejects.toMatchObject({ code: 'signature-invalid' });
    const elsewhere = await signed({ network: 'elsewhere' });
    await expect(commands.relay(registrar, elsewhere)).rejects.toMatchObject({ code: 'wrong-ledger' });
  });

  it('is refused when signed by another officer: the signer must be the caller', async () => {
    const jws = await signed({ role: 'decider' }, callerOf(officers.eastDecider));
    await expect(commands.relay(registrar, jws)).rejects.toMatchObject({ code: 'officer-unknown' });
  });

  it('is refused in a role that the sign-in omits', async () => {
    const limited = callerOf(officers.eastSecondReviewer, ['reviewer']);
    const jws = await signed({ role: 'decider' }, limited);
    await expect(commands.relay(limited, jws)).rejects.toMatchObject({ code: 'role-missing' });
  });
});
