// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { limits } from '@guidang/chaincode/model';
import { officers } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import { createRecordExample } from '../../http/openapi/examples';
import type { IntakeRow, RowOutcome } from './api';
import type { Services } from '../services';

jest.setTimeout(120_000);

const caller = callerOf(officers.eastRegistrar);
const unknownRecord = `${'0'.repeat(26)}000`;
const options = { idempotencyKey: undefined, role: undefined };

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
    content: { ...createRecordExample, year: String(1000 + (row % 9000)), ...more },
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

  it('without rows has no outcome', async () => {
    await expect(take([])).resolves.toEqual([]);
  });
});
