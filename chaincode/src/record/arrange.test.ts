// SPDX-License-Identifier: Apache-2.0
import { arrangeRecords } from './arrange';
import { accessionRecords } from './accession';
import { amendRecord, createRecord, fileRecord } from './commands';
import { formatUniqueCode, parseArchivalCode } from '../identifier';
import { limits } from '../ledger/limits';
import { encode } from '../ledger/codec';
import { tableKey } from '../ledger/table';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { content } from '../testing/transfer';
import { agree } from '../testing/scenes';
import { testFonds } from '../testing/world';
import type { Actor, World, BodyOf, NamedCommand } from '../testing/world';
import { nameKeeper } from '../registry/fonds-commands';
import type { RegistryChange } from '../registry/model';
import { departments } from '../sample/registry';
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

type DepartmentChange = Extract<RegistryChange, { kind: 'department' }>;

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

describe('who arranges', () => {
  const own = { kind: 'fonds', code: 'B001', name: '西部全宗', owner: departments.westLand.code } as const;

  async function archivistOf({ code, organisation }: DepartmentChange): Promise<Actor> {
    const id = `archivist-${code.toLowerCase()}`;
    const of = organisation as Actor['organisation'];
    const archivist = await world.enrol({ id, organisation: of, department: code, roles: ['archivist'] });
    await world.register(archivist);
    return archivist;
  }

  /** A record that the archivist's own department has filed. */
  async function filedBy(archivist: Actor): Promise<At> {
    const { id } = (await world.give(archivist, createRecord, recordBody)).done.result;
    await world.give(archivist, fileRecord, { id, version: 1 });
    return { id, version: 2 };
  }

  function refusalOf(
    archivist: Actor,
    record: At,
    fonds: string = testFonds.code,
  ): ReturnType<World['refusal']> {
    const body = { series: { ...series, fonds }, records: [record] };
    return world.refusal(archivist, arrangeRecords, body);
  }

  it('is nobody else, who would use up the numbers of a fonds with records of the own', async () => {
    const stranger = await archivistOf(departments.westLand);
    const refused = await refusalOf(stranger, await filedBy(stranger));
    expect(refused).toMatchObject({ code: 'not-competent' });
    expect(Object.values(await arrange([await filed()]))).toEqual(['A001-ZY·BDC·2026-Y-0001']);
  });

  it('is the owner, for its own records', async () => {
    const owner = await archivistOf(departments.eastLand);
    const body = { series, records: [await filed()] };
    await world.give(owner, arrangeRecords, body);
    const neighbour = await filedBy(await archivistOf(departments.eastMarket));
    expect(await refusalOf(owner, neighbour)).toMatchObject({
      code: 'not-competent',
      field: 'body/records',
      detail: { id: neighbour.id },
    });
  });

  it('is the keeper that the owner has named, until it names another, for records of the owner only', async () => {
    const { archivist } = world.officers;
    expect(await refusalOf(archivist, await filedBy(archivist))).toMatchObject({ field: 'body/records' });
    await world.give(world.governors.east, nameKeeper, { fonds: testFonds.code });
    expect(await refusalOf(archivist, await filed())).toMatchObject({ code: 'not-competent' });
  });

  it('is nobody but the owner where no keeper is named', async () => {
    await agree(world, 'west', own);
    const record = await filedBy(await archivistOf(departments.westLand));
    expect(await refusalOf(world.officers.archivist, record, own.code)).toMatchObject({
      code: 'not-competent',
    });
  });

  it('is nobody of an organisation that the owner has left, and not with records that stayed there', async () => {
    const owner = await archivistOf(departments.eastLand);
    const record = await filed();
    await agree(world, 'move', { ...departments.eastLand, organisation: 'west' });
    expect(await refusalOf(owner, record)).toMatchObject({ code: 'not-competent' });
    const moved = await archivistOf({ ...departments.eastLand, organisation: 'west' });
    expect(await refusalOf(moved, record)).toMatchObject({ code: 'not-competent', field: 'body/records' });
    const { done } = await world.give(moved, arrangeRecords, { series, records: [await filedBy(moved)] });
    expect(Object.values(done.result.codes)).toEqual(['A001-ZY·BDC·2026-Y-0001']);
  });

  it('is nobody in a fonds that is not in the registry', async () => {
    expect(await refusal([await filed()], { fonds: own.code })).toMatchObject({
      code: 'not-found',
      field: 'body/series/fonds',
      message: 'the fonds B001 is not in the registry',
    });
  });

  it('goes on after the highest number of a series that is older than the registry of fonds', async () => {
    const inUse = { ...series, fonds: 'C001' };
    const counter = { schema: 1, series: inUse, last: 41 };
    world.ledger.state.set(tableKey('series', seriesKey(inUse)), Buffer.from(encode(counter)));
    const record = await filed();
    expect(await refusal([record], inUse)).toMatchObject({ code: 'not-found', field: 'body/series/fonds' });
    await agree(world, 'assign', { ...testFonds, code: inUse.fonds });
    await world.give(world.governors.east, nameKeeper, {
      fonds: inUse.fonds,
      keeper: departments.archives.code,
    });
    expect(Object.values(await arrange([record], inUse))).toEqual(['C001-ZY·BDC·2026-Y-0042']);
  });

  it('goes on numbering where a fonds has passed to another department', async () => {
    await arrange([await filed()]);
    const passed = { ...testFonds, owner: departments.westLand.code, formerOwner: departments.eastLand.code };
    await agree(world, 'pass', passed);
    const west = await archivistOf(departments.westLand);
    const { done } = await world.give(west, arrangeRecords, { series, records: [await filedBy(west)] });
    expect(Object.values(done.result.codes)).toEqual(['A001-ZY·BDC·2026-Y-0002']);
  });
});

describe('a number that is brought along', () => {
  const anyId = formatUniqueCode('0123456789ABCDEFGHJKMNPQRST01');
  const brought = { ...recordBody, archivalCode: 'A001-ZY·BDC·2026-Y-0001' };

  it.each<[string, NamedCommand, object]>([
    ['creating', createRecord, brought],
    ['taking in', accessionRecords, { records: [brought] }],
    ['amending', amendRecord, { id: anyId, version: 1, content: brought }],
  ])('is refused when %s: records are numbered by arranging only', async (_, command, body) => {
    expect(await world.refusalUnchecked(world.officers.eastRegistrar, command, body)).toMatchObject({
      code: 'command-malformed',
    });
  });
});
