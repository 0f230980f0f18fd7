// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Level } from 'level';
import { departments, licences, organisations, records, tableKey } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import {
  accessRecord,
  amendRecord,
  cancelLicence,
  createRecord,
  fileRecord,
} from '@guidang/chaincode/commands';
import type { CommandKind } from '@guidang/chaincode/commands';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { optional } from '../common/optional';
import { uniqueId } from '../../../chaincode/src/ledger/unique-id';
import { sha256 } from '../../../chaincode/src/ledger/hash';
import { content, parcel, registerSellerCertificate } from '../../../chaincode/src/testing/transfer';
import { World } from '../../../chaincode/src/testing/world';
import { blocksOf, blocksWith, transactionsOf } from '../testing/world-blocks';
import type { LedgerBlock, LedgerTransaction } from '../ledger/port';
import { ProjectedEvents } from '../application/event/queries';
import { ProjectedRecords } from '../application/record/queries';
import { keys } from './keys';
import { eventsBetween, everyRow, find, list, modules, Projection } from './index';
import type { IndexRange, StoredEvent } from './index';

jest.setTimeout(60_000);

const recordBody = aRecord({
  category: 'ZY·BDC',
  retention: 'D30',
  dossiers: [{ object: parcel }],
  contents: [content('contract')],
});

let base: World;
let past: LedgerBlock[];
let world: World;
let folder: string;
let projection: Projection;

beforeAll(async () => {
  base = await World.create();
  past = blocksOf(base);
});

beforeEach(async () => {
  world = base.fork();
  folder = await mkdtemp(join(tmpdir(), 'guidang-projection-'));
  projection = await Projection.open(join(folder, 'projection'));
  await applyAll(projection, past);
});

afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

async function applyAll(to: Projection, blocks: readonly LedgerBlock[]): Promise<void> {
  for (const block of blocks) await to.apply(block);
}

/** Projects the world's new transactions, several per block. */
async function catchUp(transactionsPerBlock = 1): Promise<LedgerBlock[]> {
  const transactions = transactionsOf(world, base.ledger.log.length);
  const groups: LedgerTransaction[][] = [];
  while (transactions.length > 0) groups.push(transactions.splice(0, transactionsPerBlock));
  const blocks = blocksWith(groups, past.at(-1));
  await applyAll(projection, blocks);
  return blocks;
}

async function eventsFrom(from: number): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  const { nextSequence } = projection.checkpoint;
  for await (const event of eventsBetween(projection, from, { before: nextSequence })) events.push(event);
  return events;
}

async function create(more: Partial<typeof recordBody> = {}): Promise<string> {
  const { done } = await world.give(world.officers.eastRegistrar, createRecord, {
    ...recordBody,
    ...more,
  });
  return done.result.id;
}
function change<Input>(command: CommandKind<Input>, body: NoInfer<Input>): Promise<unknown> {
  return world.give(world.officers.eastRegistrar, command, body);
}
const { indexes } = modules.record;
async function idsBy(index: IndexRange<ArchiveRecord> = everyRow(records)): Promise<string[]> {
  return (await list(projection, { index, limit: 1000 })).items.map(({ id }) => id);
}

describe('rows and indexes', () => {
  it('hold the registry as on the ledger', async () => {
    const { department } = world.officers.eastDecider;
    await expect(find(projection, organisations, 'east')).resolves.toEqual(
      await world.query('query:organisation', 'east'),
    );
    await expect(find(projection, departments, department)).resolves.toEqual(
      await world.query('query:department', department),
    );
  });

  it('are listed newest first', async () => {
    const ids = [await create(), await create(), await create()];
    await catchUp();
    await expect(idsBy()).resolves.toEqual([...ids].reverse());
  });

  it('replace only the entries of a changed row', async () => {
    const id = await create();
    const other = await create();
    const body = { ...recordBody, contents: [content('deed')], dossiers: [] };
    await change(amendRecord, { id, version: 1, content: body });
    await change(fileRecord, { id, version: 2 });
    await catchUp();
    await expect(idsBy(indexes.state.by('collecting'))).resolves.toEqual([other]);
    await expect(idsBy(indexes.state.by('filed'))).resolves.toEqual([id]);
    await expect(idsBy(indexes.content.by(sha256('contract')))).resolves.toEqual([other]);
    await expect(idsBy(indexes.content.by(sha256('deed')))).resolves.toEqual([id]);
    await expect(idsBy(indexes.dossier.by(parcel))).resolves.toEqual([other]);
    await expect(idsBy()).resolves.toEqual([other, id]);
  });

  it('are the same when all changes are in one block', async () => {
    const id = await create();
    await change(amendRecord, { id, version: 1, content: { ...recordBody, dossiers: [] } });
    await change(fileRecord, { id, version: 2 });
    await catchUp(3);
    await expect(idsBy(indexes.state.by('collecting'))).resolves.toEqual([]);
    await expect(idsBy(indexes.dossier.by(parcel))).resolves.toEqual([]);
    await expect(idsBy()).resolves.toEqual([id]);
  });

  it('contain each record of a transaction with many pages', async () => {
    const commands = Array.from({ length: 70 }, () =>
      world.sign(world.officers.eastRegistrar, createRecord, recordBody),
    );
    const { outcomes, events } = await world.batch('east', commands);
    await catchUp();
    const ids = await idsBy();
    expect(ids.sort()).toEqual(
      outcomes.map((outcome) => (outcome.status === 'done' ? outcome.result['id'] : '')).sort(),
    );
    const stored = await eventsFrom(0);
    expect(stored.slice(-70).map(({ event }) => event)).toEqual(events);
    expect(stored.map(({ sequence }) => sequence)).toEqual(stored.map((_, index) => index));
  });

  it('keep the newer state of a record that one transaction creates and changes, and every version of it', async () => {
    const sign = <Input>(command: CommandKind<Input>, body: NoInfer<Input>): string =>
      world.sign(world.officers.eastRegistrar, command, body);
    const first = sign(createRecord, recordBody);
    const id = uniqueId(world.transactionIdAfter(1), { page: 0, slot: 0 });
    const second = sign(amendRecord, { id, version: 1, content: { ...recordBody, year: '2025' } });
    const { outcomes } = await world.batch('east', [first, second]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done']);
    await catchUp();
    const queries = new ProjectedRecords(projection);
    await expect(queries.get(id)).resolves.toEqual(await world.query('query:record', id));
    await expect(queries.get(id)).resolves.toMatchObject({ version: 2, year: '2025' });
    await expect(queries.get(id, 1)).resolves.toMatchObject({ version: 1, year: '2026' });
    await expect(queries.get(id, 3)).resolves.toBeUndefined();
  });

  it('contain nothing of an invalid transaction', async () => {
    await create();
    const [transaction] = transactionsOf(world, base.ledger.log.length);
    const conflict = { ...(transaction as LedgerTransaction), code: 'MVCC_READ_CONFLICT' };
    const before = projection.checkpoint;
    await applyAll(projection, blocksWith([[conflict]], past.at(-1)));
    await expect(idsBy()).resolves.toEqual([]);
    expect(projection.checkpoint).toMatchObject({
      height: before.height + 1,
      nextSequence: before.nextSequence,
    });
  });

  it('are never older than the last block, although they are cached', async () => {
    const id = await create();
    const state = { reading: true };
    await change(fileRecord, { id, version: 1 });
    const blocks = await catchUp();
    const reader = (async () => {
      while (state.reading) {
        await turn();
        await find(projection, records, id);
        await find(projection, departments, world.officers.eastDecider.department);
      }
    })();
    const [filed] = transactionsOf(world, base.ledger.log.length + blocks.length - 1);
    let last = blocks.at(-1);
    for (let version = 3; version < 60; version += 1) {
      const value = { ...(await find(projection, records, id)), version };
      const writes = [{ key: tableKey(records.name, [id]), value: Buffer.from(JSON.stringify(value)) }];
      const changed = { ...(filed as LedgerTransaction), id: String(version).padStart(64, '0'), writes };
      const next = blocksWith([[changed]], last);
      last = next.at(-1);
      await applyAll(projection, next);
      await expect(find(projection, records, id)).resolves.toMatchObject({ version });
    }
    state.reading = false;
    await reader;
  });

  it('index a licence by its current status, and keep its earlier version', async () => {
    const { done } = await registerSellerCertificate(world);
    const identifier = done.result['identifier'] as string;
    const decider = world.officers.eastDecider;
    await world.give(decider, cancelLicence, { identifier, version: 1, reason: 'transfer', basis: 'a:1' });
    await catchUp();
    const inStatus = async (status: string): Promise<readonly unknown[]> =>
      (await list(projection, { index: modules.licence.indexes.status.by(status), limit: 9 })).items;
    await expect(inStatus('in-force')).resolves.toEqual([]);
    await expect(inStatus('cancelled')).resolves.toHaveLength(1);
    const versions = await projection.range(keys.versions(licences, identifier), { limit: 9 });
    expect(versions.items).toHaveLength(1);
    await expect(find(projection, licences, identifier)).resolves.toMatchObject({ version: 2 });
  });
});

describe('paging', () => {
  const walk = async (limit: number, where?: (record: ArchiveRecord) => boolean): Promise<string[]> => {
    const ids: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 100; pages += 1) {
      const request = { index: everyRow(records), limit, after, ...optional({ where }) };
      const page = await list(projection, request);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === undefined) return ids;
      after = page.next;
    }
    throw new Error('the pages do not end');
  };

  it.each([1, 2, 3, 6, 7, 8, 100])('of %d returns each row once, in order', async (limit) => {
    for (let count = 0; count < 7; count += 1) await create({ year: String(2020 + count) });
    await catchUp();
    await expect(walk(limit)).resolves.toEqual(await idsBy());
    const even = (record: ArchiveRecord): boolean => Number(record.year) % 2 === 0;
    const expected = (await list(projection, { index: everyRow(records), limit: 100 })).items
      .filter(even)
      .map(({ id }) => id);
    expect(expected).toHaveLength(4);
    await expect(walk(limit, even)).resolves.toEqual(expected);
  });

  it('does not skip or repeat rows when others are inserted in between', async () => {
    const ids = [await create(), await create(), await create()].reverse();
    const blocks = await catchUp();
    const request = { index: everyRow(records), limit: 2 };
    const first = await list(projection, request);
    const transactions = base.ledger.log.length + blocks.length;
    await create();
    const later = transactionsOf(world, transactions);
    await applyAll(projection, blocksWith([later], blocks.at(-1)));
    const second = await list(projection, { ...request, after: first.next });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  });

  it('works in both directions over a key space', async () => {
    const all = (await projection.range(keys.runs(), { limit: 10_000 })).items.map(({ key }) => key);
    expect(all).toHaveLength(past.length);
    for (const reverse of [false, true]) {
      const seen: string[] = [];
      let after: string | undefined;
      for (let more = true; more;) {
        const page = await projection.range(keys.runs(), { limit: 4, after, reverse });
        seen.push(...page.items.map(({ key }) => key));
        after = seen.at(-1);
        more = page.more;
      }
      expect(seen).toEqual(reverse ? [...all].reverse() : all);
    }
  });

  it('returns a short page with a position when a filter matches few of many rows', async () => {
    await create();
    const blocks = await catchUp();
    const [template] = (await list(projection, { index: everyRow(records), limit: 1 })).items;
    const rows = Array.from({ length: 4_500 }, (_, count) => {
      // None of the world's own transactions, whose identifiers are digests of bare numbers.
      const transaction = createHash('sha256').update(`row ${count}`).digest('hex');
      const id = uniqueId(transaction, { page: 0, slot: 0 });
      return { ...(template as ArchiveRecord), id, createdAt: '2027-01-01T00:00:00.000Z' };
    });
    const writes = rows.map((row) => ({
      key: tableKey(records.name, [row.id]),
      value: Buffer.from(JSON.stringify(row)),
    }));
    const [transaction] = transactionsOf(world, base.ledger.log.length);
    const bulk = { ...(transaction as LedgerTransaction), id: 'b'.repeat(64), writes };
    await applyAll(projection, blocksWith([[bulk]], blocks.at(-1)));
    const rare = (record: ArchiveRecord): boolean => record.id === template?.id;
    const first = await list(projection, { index: everyRow(records), limit: 50, where: rare });
    expect(first.items).toEqual([]);
    expect(first.next).toBeDefined();
    await expect(walk(50, rare)).resolves.toEqual([template?.id]);
  });
});

describe('history', () => {
  it("returns a subject's events in ledger order, at a constant cost per page", async () => {
    const id = await create();
    const other = await create();
    const actor = world.officers.archivist;
    const access = { purpose: 'audit:1', basis: 'law:1' };
    for (let count = 0; count < 30; count += 1) {
      await world.give(actor, accessRecord, { id: count % 3 === 0 ? other : id }, access);
    }
    await catchUp(4);
    const events = new ProjectedEvents(projection);
    const range = jest.spyOn(projection, 'range');
    const getMany = jest.spyOn(projection, 'getMany');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const filters = { subject: { kind: 'record', id } as const };
      const page = await events.history({ filters, limit: 5, after });
      expect(getMany.mock.lastCall?.[0].length).toBeLessThanOrEqual(5);
      seen.push(...(page?.items ?? []).map(({ sequence, type }) => `${sequence} ${type}`));
      after = page?.next;
    } while (after !== undefined);
    expect(seen).toHaveLength(21);
    // The first page also looks up the event that created the record.
    expect(range).toHaveBeenCalledTimes(6);
    expect(getMany).toHaveBeenCalledTimes(5);
    const sequences = seen.map((text) => Number(text.split(' ')[0]));
    expect(sequences).toEqual([...sequences].sort((left, right) => left - right));
    expect(seen[0]).toMatch(/record\.created$/u);
    const used = await events.history({
      filters: { subject: { kind: 'record', id }, type: 'record.created' },
      limit: 50,
    });
    expect(used?.items.map(({ type }) => type)).toEqual(['record.created']);
    await expect(
      events.history({ filters: { subject: { kind: 'record', id: 'nobody' } }, limit: 5 }),
    ).resolves.toBeUndefined();
  });

  it("returns an officer's uses, newest first, wherever they are among those of others", async () => {
    const [id, other] = [await create(), await create()];
    const { archivist, auditor } = world.officers;
    const access = { purpose: 'audit:1', basis: 'law:1' };
    for (let count = 0; count < 40; count += 1) {
      const isOwn = count < 3;
      await world.give(isOwn ? auditor : archivist, accessRecord, { id: count === 1 ? other : id }, access);
    }
    await catchUp();
    const events = new ProjectedEvents(projection);
    const by = { organisation: auditor.organisation, officer: auditor.id };
    const usesOf = async (filters: object, limit = 2): Promise<(readonly string[])[]> => {
      const pages: string[][] = [];
      let after: string | undefined;
      do {
        const page = await events.uses({ filters: { by, ...filters }, after, limit });
        pages.push(page.items.map(({ subject }) => subject.id));
        after = page.next;
      } while (after !== undefined);
      return pages.filter(({ length }) => length > 0);
    };
    expect(await usesOf({})).toEqual([[id, other], [id]]);
    expect(await usesOf({ kind: 'record.accessed', subject: other })).toEqual([[other]]);
    expect(await usesOf({ kind: 'licence.used' })).toEqual([]);
    expect(await usesOf({ by: { ...by, organisation: 'elsewhere' } })).toEqual([]);
    // One page looks only so far back, and the next goes on there.
    const range = jest.spyOn(projection, 'range');
    await events.uses({ filters: { by, subject: 'nobody' }, limit: 50 });
    expect(range.mock.calls.length).toBeLessThanOrEqual(32 * 6);
  });

  it('follows all events from any sequence on, as they arrive, until the signal aborts', async () => {
    const events = new ProjectedEvents(projection);
    const from = projection.checkpoint.nextSequence;
    const stop = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const event of events.follow(from, stop.signal)) {
        seen.push(event.type);
        if (seen.length === 3) stop.abort();
      }
    })();
    for (let count = 0; count < 5; count += 1) await create();
    await catchUp(5);
    await following;
    expect(seen).toEqual(['record.created', 'record.created', 'record.created']);
    await expect(events.nextSequence()).resolves.toBe(from + 5);
  });

  it('finds an event by its identifier', async () => {
    const { events: written } = await world.give(world.officers.eastRegistrar, createRecord, recordBody);
    await catchUp();
    const id = `${written[0]?.transaction}-0`;
    await expect(new ProjectedEvents(projection).get(id)).resolves.toMatchObject({
      ...written[0],
      id,
      block: past.length,
    });
    await expect(new ProjectedEvents(projection).get(`${'0'.repeat(64)}-0`)).resolves.toBeUndefined();
  });
});

describe('progress', () => {
  it('can be awaited by many, until the block arrives or the signal aborts', async () => {
    await expect(projection.waitFor(past.length - 1, AbortSignal.abort())).resolves.toBe(true);
    await expect(projection.waitFor(past.length, AbortSignal.abort())).resolves.toBe(false);
    await expect(projection.waitFor(past.length, AbortSignal.timeout(20))).resolves.toBe(false);
    const told: number[] = [];
    const off = projection.onBlock((block) => told.push(block));
    const waiting = [0, 1].flatMap((next) =>
      Array.from({ length: 50 }, () => projection.waitFor(past.length + next, new AbortController().signal)),
    );
    await create();
    await create();
    await catchUp();
    await expect(Promise.all(waiting)).resolves.toEqual(Array.from({ length: 100 }, () => true));
    expect(told).toEqual([past.length, past.length + 1]);
    off();
  });

  it.each([
    ['skips a block', (next: LedgerBlock) => ({ ...next, number: next.number + 1 })],
    ['comes again', (next: LedgerBlock) => ({ ...next, number: next.number - 1 })],
    ['is of another ledger', (next: LedgerBlock) => ({ ...next, previousHash: 'f'.repeat(64) })],
  ])('is not changed by a block that %s', async (_, spoil) => {
    const before = await projection.digest();
    const [next] = blocksWith([[]], past.at(-1));
    await expect(projection.apply(spoil(next as LedgerBlock))).rejects.toThrow('does not follow');
    await expect(projection.digest()).resolves.toBe(before);
    await projection.apply(next as LedgerBlock);
  });

  it('is not changed, not even in part, by a block with a value that this version cannot read', async () => {
    await create();
    const [good] = transactionsOf(world, base.ledger.log.length);
    const key = tableKey('department', ['X']);
    const strange = { ...(good as LedgerTransaction), writes: [{ key, value: Buffer.from('{"schema":2}') }] };
    const before = await projection.digest();
    const [block] = blocksWith([[good as LedgerTransaction, strange]], past.at(-1));
    await expect(projection.apply(block as LedgerBlock)).rejects.toThrow('cannot be read');
    await expect(projection.digest()).resolves.toBe(before);
  });
});

describe('a rebuild', () => {
  it('gives the same ordered entries, whether or not interrupted and reopened', async () => {
    const id = await create();
    await change(amendRecord, { id, version: 1, content: { ...recordBody, contents: [content('x')] } });
    await change(fileRecord, { id, version: 2 });
    await registerSellerCertificate(world);
    const blocks = [...past, ...(await catchUp(2))];
    let rebuilt = await Projection.open(join(folder, 'again'));
    const half = Math.floor(blocks.length / 2);
    await applyAll(rebuilt, blocks.slice(0, half));
    await rebuilt.close();
    rebuilt = await Projection.open(join(folder, 'again'));
    expect(rebuilt.checkpoint.height).toBe(half);
    await applyAll(rebuilt, blocks.slice(half));
    await expect(rebuilt.digest()).resolves.toBe(await projection.digest());
    expect(rebuilt.checkpoint).toEqual(projection.checkpoint);
    await rebuilt.close();
  });

  it('is automatic, and reported, when the store has another schema', async () => {
    const old = new Level<string, unknown>(join(folder, 'old'), { valueEncoding: 'json' });
    await old.put('checkpoint', { height: 5, hash: 'x', nextSequence: 9, claimedAt: '' });
    await old.put('row\u0000record\u0000X', {});
    await old.close();
    const told: unknown[] = [];
    const opened = await Projection.open(join(folder, 'old'), { onRebuild: (schema) => told.push(schema) });
    expect(told).toEqual([undefined]);
    expect(opened.checkpoint).toMatchObject({ height: 0, nextSequence: 0 });
    await applyAll(opened, past);
    await expect(opened.digest()).resolves.toBe(await projection.digest());
    await opened.close();
    const again = await Projection.open(join(folder, 'old'), { onRebuild: () => told.push('again') });
    expect(again.checkpoint.height).toBe(past.length);
    expect(told).toHaveLength(1);
    await again.close();
  });
});
