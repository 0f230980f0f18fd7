// SPDX-License-Identifier: Apache-2.0
import { arrangeRecords } from './arrange';
import { createRecord, fileRecord } from './commands';
import { parseArchivalCode } from '../identifier';
import { limits } from '../ledger/limits';
import { encode } from '../ledger/codec';
import { tableKey } from '../ledger/table';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { content } from '../testing/transfer';
import type { World, BodyOf } from '../testing/world';
import type { RecordContent } from './model';
import { seriesCounters, seriesKey } from './model';

const series = { fonds: 'A001', category: 'ZY·BDC', year: '2026', retention: 'Y' } as const;
const recordBody = aRecord({
  category: series.category,
  retention: series.retention,
  year: series.year,
  contents: [content('contract')],
});

let world: World;
useWorld((fresh) => {
  world = fresh;
});

type Series = BodyOf<typeof arrangeRecords>['series'];

interface At {
  readonly id: string;
  readonly version: number;
}

async function filed(more: Partial<RecordContent> = {}): Promise<At> {
  const { eastRegistrar } = world.officers;
  const created = await world.give(eastRegistrar, createRecord, { ...recordBody, ...more });
  const id = created.done.result.id;
  await world.give(eastRegistrar, fileRecord, { id, version: 1 });
  return { id, version: 2 };
}

async function arrange(records: At[], more: Partial<Series> = {}): Promise<Record<string, string>> {
  const body = { series: { ...series, ...more }, records };
  const { done } = await world.give(world.officers.archivist, arrangeRecords, body);
  return done.result.codes;
}

function refusal(records: At[], more: Partial<Series> = {}): ReturnType<World['refusal']> {
  return world.refusal(world.officers.archivist, arrangeRecords, {
    series: { ...series, ...more },
    records,
  });
}

describe('arranging', () => {
  it('assigns item numbers without gaps, in the given order, over many commands', async () => {
    const records = [await filed(), await filed(), await filed(), await filed()];
    const [first, second, third, fourth] = records as [At, At, At, At];
    const codes = { ...(await arrange([third, first])), ...(await arrange([fourth, second])) };
    expect([third, first, fourth, second].map(({ id }) => codes[id])).toEqual([
      'A001-ZY·BDC·2026-Y-0001',
      'A001-ZY·BDC·2026-Y-0002',
      'A001-ZY·BDC·2026-Y-0003',
      'A001-ZY·BDC·2026-Y-0004',
    ]);
    expect(await world.query('query:record', first.id)).toMatchObject({
      archivalCode: codes[first.id],
      version: 3,
    });
  });

  it('leaves no gap where a command was refused', async () => {
    const [first, second] = [await filed(), await filed()];
    expect(await refusal([first, { ...second, version: 9 }])).toMatchObject({ code: 'version-stale' });
    expect(Object.values(await arrange([second]))).toEqual(['A001-ZY·BDC·2026-Y-0001']);
    expect(Object.values(await arrange([first]))).toEqual(['A001-ZY·BDC·2026-Y-0002']);
  });

  it('counts per series, including its section', async () => {
    const records = [
      await filed(),
      await filed(),
      await filed({ category: 'WS', retention: 'D10' }),
    ] as const;
    const codes = [
      await arrange([records[0]]),
      await arrange([records[1]], { section: 'BGS' }),
      await arrange([records[2]], { category: 'WS', retention: 'D10' }),
    ].flatMap((each) => Object.values(each));
    expect(codes).toEqual([
      'A001-ZY·BDC·2026-Y-0001',
      'A001-ZY·BDC·2026-Y-BGS-0001',
      'A001-WS·2026-D10-0001',
    ]);
    for (const code of codes) expect(parseArchivalCode(code).item).toBe('0001');
  });

  it('is refused after the last item number, which can still be assigned', async () => {
    const key = tableKey(seriesCounters.name, seriesKey(series));
    const [first, second] = [await filed(), await filed()];
    world.ledger.state.set(key, Buffer.from(encode({ schema: 1, series, last: limits.itemNumberMax - 1 })));
    expect(await refusal([first, second])).toMatchObject({ code: 'numbers-exhausted', detail: { series } });
    expect(Object.values(await arrange([first]))).toEqual(['A001-ZY·BDC·2026-Y-9999']);
    expect(await refusal([second])).toMatchObject({ code: 'numbers-exhausted' });
  });

  it.each<[string, Partial<RecordContent>]>([
    ['of another category', { category: 'WS' }],
    ['of another year', { year: '2025' }],
    ['of another retention', { retention: 'D10' }],
  ])('refuses a record %s', async (_, more) => {
    expect(await refusal([await filed(more)])).toMatchObject({ code: 'state-conflict' });
  });

  it('refuses a record that is not filed, one that is arranged, and one named twice', async () => {
    const created = await world.give(world.officers.eastRegistrar, createRecord, recordBody);
    const collecting = { id: created.done.result.id, version: 1 };
    expect(await refusal([collecting])).toMatchObject({ code: 'state-conflict' });
    const record = await filed();
    expect(await refusal([record, record])).toMatchObject({ code: 'version-stale' });
    await arrange([record]);
    expect(await refusal([{ ...record, version: 3 }])).toMatchObject({ code: 'state-conflict' });
  });

  it.each([
    ['no record', { records: [] }, 'body/records'],
    ['a fonds in small letters', { series: { ...series, fonds: 'a001' } }, 'body/series/fonds'],
    ['a section with a separator', { series: { ...series, section: 'A-B' } }, 'body/series/section'],
  ])('refuses %s', async (_, more, field) => {
    const body = { series, records: [await filed()], ...more };
    expect(await world.refusal(world.officers.archivist, arrangeRecords, body)).toMatchObject({
      code: 'command-malformed',
      field,
    });
  });
});
