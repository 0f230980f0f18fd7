// SPDX-License-Identifier: Apache-2.0
import { createRecord } from './commands';
import { limits } from '../ledger/limits';
import { splitTableKey } from '../ledger/table';
import { uniqueId } from '../ledger/unique-id';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { content } from '../testing/transfer';
import { recordPagesIn } from '../testing/world';
import type { World, Given } from '../testing/world';
import { accessionRecords, accessionedRecords } from './accession';
import type { RecordContent } from './model';

const recordContent: RecordContent = aRecord({
  retention: 'D10',
  year: '1999',
  date: '1999-11-20',
  contents: [content('scan')],
});
function list(count: number): RecordContent[] {
  return Array.from({ length: count }, (_, row) => ({ ...recordContent, year: String(1700 + row) }));
}

let world: World;
useWorld((fresh) => {
  world = fresh;
});

function take(records: RecordContent[], options = {}): Promise<Given> {
  return world.give(world.officers.archivist, accessionRecords, { records }, options);
}
function refusal(records: readonly unknown[]): Promise<unknown> {
  return world.refusalUnchecked(world.officers.archivist, accessionRecords, { records });
}

describe('an accession', () => {
  it('creates every record of its list, each with its event, and returns their places', async () => {
    const { done, events, effects } = await take(list(100));
    const ids = accessionedRecords(done);
    const brought = recordPagesIn(effects).flat();
    expect(brought.map(({ id, year, state }) => ({ id, year, state }))).toEqual(
      ids.map((id, row) => ({ id, year: String(1700 + row), state: 'collecting' })),
    );
    expect(events.map(({ type, subject, position }) => [type, subject.id, position])).toEqual(
      ids.map((id, position) => ['record.created', id, position]),
    );
    expect(JSON.stringify(done).length).toBeLessThan(600);
    const last = ids.at(-1) ?? '';
    expect(await world.query('query:record', last)).toMatchObject({ id: last, year: '1799' });
  });

  it('shares a transaction with other commands', async () => {
    const { archivist } = world.officers;
    const single = (): string => world.sign(archivist, createRecord, recordContent);
    const accession = (count: number): string =>
      world.sign(archivist, accessionRecords, { records: list(count) });
    const commands = [single(), accession(30), accession(30), single()];
    const { outcomes, effects } = await world.batch('archives', commands);
    const ids = outcomes.flatMap((outcome) => {
      if (outcome.status !== 'done') throw new Error(outcome.refusal.message);
      return 'runs' in outcome.result ? accessionedRecords(outcome) : [outcome.result['id']];
    });
    expect(ids).toEqual(
      recordPagesIn(effects)
        .flat()
        .map(({ id }) => id),
    );
    expect(ids).toHaveLength(62);
  });

  it('has one effect when given again, with the same answer', async () => {
    const { done } = await take(list(3), { id: 'accession-1' });
    const again = await take(list(3), { id: 'accession-1' });
    expect(again.done).toMatchObject({ repeated: true, transaction: done.transaction, result: done.result });
    expect(accessionedRecords(again.done)).toEqual(accessionedRecords(done));
    expect(again.effects.writes).toEqual([]);
  });

  it('is all or nothing: a refusal names the row and the field', async () => {
    const rows: unknown[] = list(20);
    rows[17] = { ...recordContent, retention: 'D99' };
    expect(await refusal(rows)).toMatchObject({
      code: 'command-malformed',
      field: 'body/records/17/retention',
    });
    rows[17] = { ...recordContent, references: [uniqueId('f'.repeat(64), { page: 0, slot: 0 })] };
    expect(await refusal(rows)).toMatchObject({ code: 'not-found', field: 'body/records/17/references/0' });
    rows[17] = { ...recordContent, references: ['nonsense'] };
    expect(await refusal(rows)).toMatchObject({
      code: 'identifier-malformed',
      field: 'body/records/17/references/0',
    });
  });

  it('has at least one record, and no more than its limits', async () => {
    expect(await refusal([])).toMatchObject({ field: 'body/records' });
    expect(await refusal(list(limits.recordsPerAccessionMax + 1))).toMatchObject({ field: 'body/records' });
    const { effects } = await take(list(limits.recordsPerAccessionMax));
    expect(new Set(effects.writes.map(([key]) => splitTableKey(key)?.table))).toEqual(
      new Set(['command', 'record-page', 'event']),
    );
    const large = { ...recordContent, contents: Array<unknown>(60).fill(content('scan')) };
    expect(await refusal(Array(20).fill(large))).toMatchObject({ code: 'limit-exceeded' });
  });

  it('is refused when its transaction has filled all the pages that identifiers can name', async () => {
    // Through the batch contract nobody comes so far any more.
    jest.replaceProperty(limits, 'batchBytesMax', 16 * 1024 * 1024);
    const { archivist } = world.officers;
    const full = { ...recordContent, contents: Array.from({ length: 60 }, () => content('scan')) };
    const commands = Array.from({ length: 86 }, () =>
      world.sign(archivist, accessionRecords, { records: Array<RecordContent>(12).fill(full) }),
    );
    const { outcomes } = await world.batch('archives', commands);
    jest.restoreAllMocks();
    const codes = outcomes.map((outcome) => (outcome.status === 'done' ? 'done' : outcome.refusal.code));
    expect(codes).toEqual([...Array<string>(85).fill('done'), 'limit-exceeded']);
  });
});
