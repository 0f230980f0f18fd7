// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { formatUniqueCode, limits } from '@guidang/chaincode/model';
import { amendRecord } from '@guidang/chaincode/commands';
import { fonds, officers } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import { createRecordExample } from '../../http/openapi/examples';
import { until } from '../../common/until';
import type { IntakeRow, RowCheck, RowOutcome } from './api';
import { KnownRows } from './known-rows';
import { rowIdentity } from './row-identity';
import type { Services } from '../services';

jest.setTimeout(120_000);

const caller = callerOf(officers.eastRegistrar);
/** Of a transaction that never was. */
const nowhere = formatUniqueCode('0'.repeat(29));
const unknownRecord = `${'0'.repeat(26)}000`;
const options = {
  idempotencyKey: undefined,
  role: undefined,
  recognise: false,
  nextSlice: () => Promise.resolve(),
};

let gateway: EmbeddedGateway;
let intake: Services['intake'];

beforeAll(async () => {
  gateway = await EmbeddedGateway.seeded();
  intake = gateway.services.http.intake;
});
afterAll(() => gateway.close());

function wellFormed(row: number, more: object = {}): IntakeRow {
  return {
    row,
    content: { ...createRecordExample, year: String(1000 + (row % 1000)), ...more },
    bytes: 300,
  };
}

async function take(rows: readonly IntakeRow[], more: object = {}, by = caller): Promise<RowOutcome[]> {
  const given = Readable.from(rows) as AsyncIterable<IntakeRow>;
  const outcomes: RowOutcome[] = [];
  for await (const some of intake.take(by, given, { ...options, ...more })) outcomes.push(...some);
  return outcomes;
}

function height(): Promise<number> {
  return gateway.context.organisations.get('east')?.ledger.height() ?? Promise.reject(new Error('no east'));
}

function ids(outcomes: readonly RowOutcome[]): string[] {
  return outcomes.flatMap((outcome) => ('id' in outcome ? [outcome.id] : []));
}

describe('a list of records', () => {
  it('of any length is imported, each row with its identifier, in order', async () => {
    const count = limits.recordsPerAccessionMax * 3 + 7;
    const rows = Array.from({ length: count }, (_, index) => wellFormed(index + 1));
    const outcomes = await take(rows);
    expect(outcomes.map(({ row }) => row)).toEqual(rows.map(({ row }) => row));
    expect(new Set(ids(outcomes)).size).toBe(count);
    await gateway.reach();
    const { records } = gateway.services.http;
    for (const { row } of [{ row: 1 }, { row: 300 }, { row: count }]) {
      const outcome = outcomes[row - 1];
      const id = outcome !== undefined && 'id' in outcome ? outcome.id : '';
      expect(await records.get(id)).toMatchObject({ id, year: String(1000 + row), organisation: 'east' });
    }
  });

  it('keeps valid rows when some are malformed, and when the ledger refuses some', async () => {
    const fault = { code: 'field-invalid', message: 'row/year: must be a year', field: 'row/year' } as const;
    const outcomes = await take([
      wellFormed(1),
      { row: 2, fault },
      wellFormed(3, { references: [`${unknownRecord}X`] }),
      wellFormed(4),
    ]);
    expect(outcomes.map((outcome) => ('id' in outcome ? 'id' : outcome.fault.code))).toEqual([
      'id',
      'field-invalid',
      expect.stringMatching(/identifier-malformed|not-found/),
      'id',
    ]);
    expect(new Set(ids(outcomes)).size).toBe(2);
  });

  it('sent again under its key has one effect', async () => {
    const rows = Array.from({ length: limits.recordsPerAccessionMax + 1 }, (_, index) =>
      wellFormed(index + 1),
    );
    const first = await take(rows, { idempotencyKey: 'list-1' });
    const before = await height();
    expect(await take(rows, { idempotencyKey: 'list-1' })).toEqual(first);
    expect(await height()).toBe(before);
  });

  it('with other rows under the same key is a conflict', async () => {
    await take([wellFormed(1)], { idempotencyKey: 'list-2' });
    const other = take([wellFormed(1, { year: '2001' })], { idempotencyKey: 'list-2' });
    await expect(other).rejects.toMatchObject({ document: { code: 'command-conflict' } });
  });

  it('is refused as a whole without a permitted role', async () => {
    const verifier = callerOf(officers.westVerifier);
    await expect(take([wellFormed(1)], {}, verifier)).rejects.toMatchObject({
      document: { code: 'role-missing' },
    });
  });

  it('whose refused row was corrected is a conflict under the same key: no good row is taken in twice', async () => {
    const fault = { code: 'field-invalid', message: 'row/date: must be a date', field: 'row/date' } as const;
    await take([wellFormed(1), { row: 2, fault }], { idempotencyKey: 'list-3' });
    const before = await height();
    const corrected = take([wellFormed(1), wellFormed(2)], { idempotencyKey: 'list-3' });
    await expect(corrected).rejects.toMatchObject({ document: { code: 'command-conflict' } });
    expect(await height()).toBe(before);
  });

  it.each([
    ['more', limits.recordsPerAccessionMax * 2 + 1],
    ['fewer', limits.recordsPerAccessionMax],
  ])('with %s rows under the same key takes in nothing new', async (kind, count) => {
    const rows = (length: number): IntakeRow[] => Array.from({ length }, (_, index) => wellFormed(index + 1));
    const key = { idempotencyKey: `list-${kind}` };
    await take(rows(limits.recordsPerAccessionMax + 5), key);
    const before = await height();
    const outcomes = await take(rows(count), key).catch((error: unknown) => error);
    expect(JSON.stringify(outcomes)).toContain('command-conflict');
    expect(await height()).toBe(before);
  });

  it('takes each step when it has the main thread, and the list of another goes first meanwhile', async () => {
    const waiting: (() => void)[] = [];
    let isHeld = true;
    let steps = 0;
    const inTurn = (): Promise<void> => {
      steps += 1;
      return isHeld ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
    };
    const before = await height();
    const portions = 3;
    const rows = Array.from({ length: limits.recordsPerAccessionMax * portions }, (_, row) =>
      wellFormed(row + 1),
    );
    const greedy = take(rows, { nextSlice: inTurn });
    await until('all portions wait for their first step', () => waiting.length === portions || undefined);
    expect(await height()).toBe(before);
    expect(ids(await take([wellFormed(1)], {}, callerOf(officers.archivist)))).toHaveLength(1);
    isHeld = false;
    for (const begin of waiting) begin();
    expect(ids(await greedy)).toHaveLength(rows.length);
    // To claim the command, to sign it, and to find what it locks.
    expect(steps).toBe(portions * 3);
  });

  it('without rows has no outcome', async () => {
    await expect(take([])).resolves.toEqual([]);
  });
});

describe('a list whose rows are recognised', () => {
  const recognise = { recognise: true };

  it('takes in what is new, whatever list, order and portion brought the rest', async () => {
    const rows = Array.from({ length: limits.recordsPerAccessionMax + 20 }, (_, index) =>
      wellFormed(index + 1, { date: '1955-01-02' }),
    );
    const first = await take(rows.slice(0, -10), { ...recognise, idempotencyKey: 'july' });
    const shuffled = [...rows].reverse().map((row, index) => ({ ...row, row: index + 1 }));
    const second = await take(shuffled, { ...recognise, idempotencyKey: 'august' });
    expect(second.filter((outcome) => 'known' in outcome)).toHaveLength(rows.length - 10);
    expect(second.slice(10).map((outcome) => 'id' in outcome && outcome.id)).toEqual(
      [...ids(first)].reverse(),
    );
    const before = await height();
    expect(ids(await take(rows, recognise))).toEqual([...ids(second)].reverse());
    expect(await height()).toBe(before);
  });

  it('takes a row that stands in it twice in once, and two lists at once take it in once', async () => {
    const row = wellFormed(1, { date: '1955-01-03' });
    const far = Array.from({ length: limits.recordsPerAccessionMax }, (_, index) =>
      wellFormed(index + 3, { date: '1955-01-03' }),
    );
    const list = [row, { ...row, row: 2 }, ...far, { ...row, row: 9_000 }];
    const [one, other] = await Promise.all([take(list, recognise), take(list, recognise)]);
    expect(new Set([...ids(one), ...ids(other)]).size).toBe(far.length + 1);
    expect(ids(one)).toEqual(ids(other));
  });

  it('knows a row again after the record was changed, and the same row of another department as another', async () => {
    const row = wellFormed(1, { date: '1955-01-04', dossiers: [], references: [] });
    const [id = ''] = ids(await take([row]));
    await gateway.reach();
    await gateway.services.commands.run(caller, amendRecord, {
      ...{ id, version: 1 },
      content: { ...createRecordExample, year: '1956' },
    });
    expect(await take([row], recognise)).toMatchObject([{ row: 1, id, known: true }]);
    const others = await take([row], recognise, callerOf(officers.archivist));
    expect(others).toMatchObject([{ row: 1, id: expect.any(String) as string }]);
    expect(others[0]).not.toHaveProperty('known');
    expect(ids(others)).not.toEqual([id]);
  });

  it('is recognised by an index that may be lost, and that never answers for another ledger', async () => {
    const row = wellFormed(1, { date: '1955-01-06' });
    const [id = ''] = ids(await take([row], recognise));
    await gateway.reach();
    const identity = 'content' in row ? rowIdentity(caller, row.content) : '';
    const found = async (of: EmbeddedGateway): Promise<unknown> => {
      const known = new KnownRows(of.projection, gateway.store);
      await known.catchUp();
      return (await known.find([identity]))[0];
    };
    await expect(found(gateway)).resolves.toBe(id);
    const other = await EmbeddedGateway.open();
    await expect(found(other)).resolves.toBeUndefined();
    await other.close();
    await expect(found(gateway)).resolves.toBe(id);
  });

  it('is checked row by row, and nothing is taken in', async () => {
    const row = wellFormed(1, { date: '1955-01-07' });
    const [id = ''] = ids(await take([row], recognise));
    await gateway.reach();
    const fault = { code: 'field-invalid', message: 'row/year: must be a year', field: 'row/year' } as const;
    const rows: IntakeRow[] = [
      { ...row, row: 1 },
      { row: 2, fault },
      wellFormed(3, { date: '1955-01-07', references: [id, nowhere] }),
      wellFormed(4, { date: '1955-01-07' }),
      wellFormed(5, { date: '9999-01-07' }),
      wellFormed(6, { retention: 'D20' }),
      wellFormed(7, { fonds: 'Q999' }),
      wellFormed(8, { fonds: fonds.archives.code }),
      wellFormed(9, { dossiers: [{ person: `P${'0'.repeat(32)}` }] }),
      wellFormed(10, { archivalCode: 'Q998-1955-Y-0001' }),
      wellFormed(11, { archivalCode: 'Q998-1955-Y-0002' }),
      wellFormed(12, { archivalCode: 'q998－1955－Y－0002' }),
    ];
    await take([wellFormed(1, { archivalCode: 'Q998-1955-Y-0001' })]);
    await gateway.reach();
    const before = await height();
    const checks: RowCheck[] = [];
    const given = Readable.from(rows) as AsyncIterable<IntakeRow>;
    for await (const some of intake.check(caller, given, options)) {
      checks.push(...some);
    }
    expect(checks).toMatchObject([
      { row: 1, check: 'known', id },
      { row: 2, fault },
      { row: 3, fault: { code: 'not-found', field: 'row/references/1' } },
      { row: 4, check: 'new' },
      { row: 5, fault: { code: 'command-malformed', field: 'row/date' } },
      { row: 6, fault: { code: 'command-malformed', field: 'row/retention' } },
      { row: 7, fault: { code: 'not-found', field: 'row/fonds' } },
      { row: 8, fault: { code: 'not-competent', field: 'row/fonds' } },
      { row: 9, fault: { code: 'not-found', field: 'row/dossiers/0/person' } },
      { row: 10, fault: { code: 'already-exists', field: 'row/archivalCode' } },
      { row: 11, check: 'new' },
      { row: 12, fault: { code: 'already-exists', field: 'row/archivalCode' } },
    ]);
    expect(await height()).toBe(before);
    // What is taken in is refused alike.
    const codes = (told: readonly object[]): unknown[] =>
      told.map((each) => ('fault' in each ? (each.fault as { readonly code: string }).code : 'taken'));
    expect(codes(await take(rows.slice(4), recognise))).toEqual(codes(checks.slice(4)));
  });

  it('says of a row that was refused the same wherever it stands', async () => {
    const wrong = wellFormed(1, { date: '1955-01-05', references: [`${unknownRecord}X`] });
    const outcomes = await take(
      [wrong, { ...wrong, row: 2 }, wellFormed(3, { date: '1955-01-05' })],
      recognise,
    );
    expect(outcomes.map((outcome) => ('id' in outcome ? 'id' : outcome.row))).toEqual([1, 2, 'id']);
  });
});
