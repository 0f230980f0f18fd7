// SPDX-License-Identifier: Apache-2.0
import { createRecordExample } from '../../gateway/src/http/openapi/examples';
import { markEqual } from './equal-rows';
import type { SourceRow } from './source';

const [one, other] = ['11999999000000019M', '11999999000000027G'];

async function faultsOf(...rows: readonly (object | string)[]): Promise<(number | undefined)[]> {
  const given = async function* (): AsyncGenerator<SourceRow> {
    for (const [index, row] of rows.entries()) {
      const text = typeof row === 'string' ? row : JSON.stringify(row);
      yield await Promise.resolve({ row: index + 1, text, raw: text });
    }
  };
  const found: (number | undefined)[] = [];
  for await (const { faults } of markEqual(given())) {
    const [, row] = /row (\d+)/.exec(faults?.[0]?.message ?? '') ?? [];
    found.push(row === undefined ? undefined : Number(row));
  }
  return found;
}

const { references, ...record } = {
  ...createRecordExample,
  dossiers: [{ organisation: one }, { organisation: other }],
};

describe('rows of one file that say the same', () => {
  it.each<[string, object]>([
    ['the same', {}],
    ['another spelling of the date', { date: '2026/11/23' }],
    ['dossiers in another order', { dossiers: [...record.dossiers].reverse() }],
    ['a period in words', { retention: '永久' }],
  ])('are found, also with %s', async (_, change) => {
    const first = { ...record, references, date: '2026-11-23', retention: 'Y' };
    expect(await faultsOf(first, { ...first, year: '2025' }, { ...first, ...change })).toEqual([
      undefined,
      undefined,
      1,
    ]);
  });

  it('are found by another spelling of their 档号', async () => {
    const first = { ...record, references, archivalCode: 'Z109-WS·2024-D30-0001' };
    expect(await faultsOf(first, { ...first, archivalCode: 'z109－ws.2024-30年-1' })).toEqual([undefined, 1]);
  });

  it('are compared as they stand where they are no records, and left to the gateway where they are no JSON', async () => {
    expect(await faultsOf({ year: 1 }, { year: 1 }, { year: 2 }, '{', '{')).toEqual([
      undefined,
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
