// SPDX-License-Identifier: Apache-2.0
import { arrangeRecords } from './arrange';
import { accessionRecords } from './accession';
import { amendRecord, createRecord, fileRecord } from './commands';
import { formatUniqueCode, parseArchivalCode } from '../identifier';
import { encode } from '../ledger/codec';
import { tableKey } from '../ledger/table';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { content } from '../testing/transfer';
import { agree } from '../testing/scenes';
import { testFonds } from '../testing/world';
import type { Actor, World, BodyOf } from '../testing/world';
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

async function archivistOf({ code, organisation }: DepartmentChange): Promise<Actor> {
  const id = `archivist-${code.toLowerCase()}`;
  const of = organisation as Actor['organisation'];
  const archivist = await world.enrol({ id, organisation: of, department: code, roles: ['archivist'] });
  await world.register(archivist);
  return archivist;
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
    world.ledger.state.set(key, Buffer.from(encode({ schema: 1, series, last: 9_998 })));
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

  it('is nobody of an organisation that the owner has left, with which its records have gone', async () => {
    const owner = await archivistOf(departments.eastLand);
    const record = await filed();
    await agree(world, 'move', { ...departments.eastLand, organisation: 'west' });
    expect(await refusalOf(owner, record)).toMatchObject({ code: 'not-competent' });
    const moved = await archivistOf({ ...departments.eastLand, organisation: 'west' });
    const records = [record, await filedBy(moved)];
    const { done } = await world.give(moved, arrangeRecords, { series, records });
    expect(Object.values(done.result.codes)).toEqual(['A001-ZY·BDC·2026-Y-0001', 'A001-ZY·BDC·2026-Y-0002']);
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
  const code = 'A001-ZY·BDC·2026-Y-0001';
  const brought = { ...recordBody, archivalCode: code };

  function create(
    body: object,
    by: Actor = world.officers.archivist,
  ): ReturnType<typeof world.giveUnchecked> {
    return world.giveUnchecked(by, createRecord, body);
  }

  function refused(body: object, by: Actor = world.officers.archivist): ReturnType<World['refusal']> {
    return world.refusalUnchecked(by, createRecord, body);
  }

  async function stored(body: object): Promise<Record<string, unknown>> {
    const { done } = await create(body);
    return (await world.query('query:record', done.result['id'] as string)) as Record<string, unknown>;
  }

  it('is kept, with the text as it was sent', async () => {
    const original = 'ａ００１－zy・bdc・2026－永久－7';
    expect(await stored({ ...recordBody, archivalCode: original })).toMatchObject({
      archivalCode: 'A001-ZY·BDC·2026-Y-0007',
      existingCode: { original },
      fonds: 'A001',
    });
  });

  it('is kept as it is where no scheme reads it, with a mark', async () => {
    const form = await stored({ ...recordBody, archivalCode: 'A001-WS·2015·D30·003-005' });
    expect(form).toMatchObject({
      archivalCode: 'A001-WS·2015·D30·003-005',
      existingCode: { unparsed: true },
      fonds: 'A001',
    });
    expect(await stored({ ...recordBody, archivalCode: '案卷 七/12' })).toMatchObject({
      archivalCode: '案卷七/12',
      existingCode: { original: '案卷 七/12', unparsed: true, fondsUnknown: true },
    });
    expect(await stored({ ...recordBody, archivalCode: 'Z777-WS·2015-Y-0001' })).toMatchObject({
      existingCode: { unparsed: true, fondsUnknown: true },
      fonds: 'Z777',
    });
  });

  it('is read by the scheme of its fonds, and marked where it says otherwise than the record', async () => {
    await agree(world, 'scheme', { ...testFonds, scheme: [{ form: 'dat13-2022-item', itemDigits: 3 }] });
    const read = await stored({ ...recordBody, archivalCode: 'A001-WS·2015·D30·003-5' });
    expect(read).toMatchObject({ archivalCode: 'A001-WS·2015·D30·003-005' });
    expect(read['existingCode']).toEqual({
      original: 'A001-WS·2015·D30·003-5',
      differs: ['category', 'year', 'retention'],
    });
  });

  it('is unique in its fonds, in every spelling, also within one list', async () => {
    await create(brought);
    for (const again of [code, 'a001-zy.bdc.2026-永久-1']) {
      expect(await refused({ ...recordBody, archivalCode: again })).toMatchObject({
        code: 'already-exists',
        field: 'body/archivalCode',
      });
    }
    const list = ['A001-ZY·BDC·2026-Y-0002', 'A001-ZY·BDC·2026-Y-2'].map((archivalCode) => ({
      ...recordBody,
      archivalCode,
    }));
    expect(
      await world.refusalUnchecked(world.officers.archivist, accessionRecords, { records: list }),
    ).toMatchObject({ code: 'already-exists', field: 'body/records/1/archivalCode' });
    await create({ ...recordBody, archivalCode: 'Z777-WS·2015-Y-0001' });
    expect(await refused({ ...recordBody, archivalCode: 'Z777-WS·2015-Y-1' })).toMatchObject({
      code: 'already-exists',
    });
  });

  it('is passed over when records are arranged, and not brought again after that', async () => {
    await create(brought);
    await create({ ...brought, archivalCode: 'A001-ZY·BDC·2026-Y-0003' });
    const records = [await filed(), await filed()] as const;
    const codes = await arrange([...records]);
    const given = records.map(({ id }) => codes[id]);
    expect(given).toEqual(['A001-ZY·BDC·2026-Y-0002', 'A001-ZY·BDC·2026-Y-0004']);
    expect(await refused({ ...brought, archivalCode: given[0] })).toMatchObject({ code: 'already-exists' });
  });

  it('is not brought where arranging gave it before codes had entries', async () => {
    const key = tableKey(seriesCounters.name, seriesKey(series));
    world.ledger.state.set(key, Buffer.from(encode({ schema: 1, series, last: 5 })));
    expect(await refused({ ...brought, archivalCode: 'A001-ZY·BDC·2026-Y-0005' })).toMatchObject({
      code: 'already-exists',
    });
    await create({ ...brought, archivalCode: 'A001-ZY·BDC·2026-Y-0006' });
  });

  it('is of the own fonds, or one that the department keeps: nobody uses up the codes of another', async () => {
    const { eastMarketDecider, westDecider } = world.officers;
    for (const stranger of [eastMarketDecider, westDecider]) {
      expect(await refused(brought, stranger)).toMatchObject({ code: 'not-competent' });
      expect(await refused({ ...recordBody, fonds: 'A001' }, stranger)).toMatchObject({
        code: 'not-competent',
        field: 'body/fonds',
      });
    }
    await create(brought, world.officers.eastRegistrar);
  });

  it('stays out of the way of a fonds that is entered later', async () => {
    const early = { ...recordBody, archivalCode: 'B001-ZY·BDC·2026-Y-0001' };
    await create(early, world.officers.westDecider);
    await create(early, world.officers.eastRegistrar);
    await agree(world, 'later', { ...testFonds, code: 'B001' });
    expect(await refused(early, world.officers.eastRegistrar)).toMatchObject({ code: 'already-exists' });
  });

  it('comes with its record, not with a change of it', async () => {
    const body = { id: anyId, version: 1, content: brought };
    expect(await world.refusalUnchecked(world.officers.eastRegistrar, amendRecord, body)).toMatchObject({
      code: 'command-malformed',
    });
    const { done } = await create(brought, world.officers.eastRegistrar);
    const id = done.result['id'] as string;
    await world.give(world.officers.eastRegistrar, amendRecord, { id, version: 1, content: recordBody });
    expect(await world.query('query:record', id)).toMatchObject({ archivalCode: code, fonds: 'A001' });
  });

  it.each([
    ['an unknown fonds that is named', { fonds: 'Q001' }, 'not-found', 'body/fonds'],
    ['characters that no code has', { archivalCode: 'A001<7>' }, 'identifier-malformed', 'body/archivalCode'],
    ['nothing', { archivalCode: ' ' }, 'identifier-malformed', 'body/archivalCode'],
  ])('is refused with %s', async (_, more, refusal, field) => {
    expect(await refused({ ...recordBody, ...more })).toMatchObject({ code: refusal, field });
  });
});

describe('arranging by the scheme of a fonds', () => {
  const item = { form: 'dat13-2022-item', itemDigits: 3 } as const;
  const scheme = [
    { form: 'dat13-2022-file', categories: ['KU'], itemDigits: 3, without: ['retention'] },
    { form: 'dat13-2022-project', categories: ['KJ'], fileDigits: 3 },
    { form: 'dat13-2022-catalogue', categories: ['WJ'], itemDigits: 3 },
    { form: 'dat22-2015', categories: ['XK'] },
    { ...item, categories: ['WS'], retentions: ['Y', 'D20'] },
  ] as const;

  async function one(
    record: Partial<RecordContent>,
    more: Partial<Series>,
    { year, retention }: { year?: string; retention?: string } = series,
  ): Promise<string> {
    const at = await filed(record);
    const { category = series.category } = record;
    const wanted = {
      fonds: 'A001',
      category,
      ...(year && { year }),
      ...(retention && { retention }),
      ...more,
    };
    const body = { series: wanted, records: [at] };
    const { done } = await world.give(world.officers.archivist, arrangeRecords, body);
    return Object.values(done.result.codes).join();
  }

  beforeEach(() => agree(world, 'scheme', { ...testFonds, scheme }));

  it('forms each code as the rule of its category says', async () => {
    expect(await one({ category: 'WS' }, { section: '办公室' })).toBe('A001-WS·2026·Y·办公室-001');
    const y2026 = { year: '2026' };
    expect(await one({ category: 'KU·01' }, { file: '002' }, y2026)).toBe('A001-KU·01·2026-002-001');
    expect(await one({ category: 'KJ·KY·01' }, {}, {})).toBe('A001-KJ·KY·01-001');
    expect(await one({ category: 'WJ' }, { catalogue: '1', file: '002' }, {})).toBe('A001-1-002-001');
    expect(await one({ category: 'XK·ZC·01' }, { section: '003' })).toBe('A001-XK·ZC·01·2026-Y-003-0001');
  });

  it('takes the periods of the scheme, and those alone', async () => {
    const named = { category: 'WS', fonds: 'A001', retention: 'D20' };
    expect(await one(named, {}, { year: '2026', retention: 'D20' })).toBe('A001-WS·2026·D20-001');
    const { eastRegistrar } = world.officers;
    for (const body of [
      { ...named, retention: 'D30' },
      { category: 'WS', retention: 'D20' },
    ]) {
      expect(
        await world.refusalUnchecked(eastRegistrar, createRecord, { ...recordBody, ...body }),
      ).toMatchObject({ code: 'command-malformed', field: 'body/retention' });
    }
  });

  it('refuses a category without a rule, and a series with other parts than the rule has', async () => {
    expect(await refusal([await filed()])).toMatchObject({
      code: 'state-conflict',
      field: 'body/series/category',
    });
    const { retention, ...undated } = { ...series, category: 'WS' };
    const body = { series: undated, records: [await filed({ category: 'WS' })] };
    expect(await world.refusal(world.officers.archivist, arrangeRecords, body)).toMatchObject({
      code: 'identifier-malformed',
      field: 'body/series',
    });
  });

  it('goes on after the number that is said, and not before the last', async () => {
    const body = (after: number, record: At): BodyOf<typeof arrangeRecords> => ({
      series: { ...series, category: 'WS' },
      records: [record],
      after,
    });
    const codes = [];
    for (const after of [41, 3]) {
      const record = await filed({ category: 'WS' });
      const { done } = await world.give(world.officers.archivist, arrangeRecords, body(after, record));
      codes.push(...Object.values(done.result.codes));
    }
    expect(codes).toEqual(['A001-WS·2026·Y-042', 'A001-WS·2026·Y-043']);
  });

  it('stays when a later change of the fonds does not name it', async () => {
    await agree(world, 'rename', { ...testFonds, name: '新名' });
    expect(await world.query('query:fonds', 'A001')).toMatchObject({ name: '新名', scheme });
  });

  it('is refused for a record that was filed into another fonds', async () => {
    await agree(world, 'second', { ...testFonds, code: 'B001' });
    const record = await filed({ fonds: 'B001', category: 'WS' });
    expect(await refusal([record], { category: 'WS' })).toMatchObject({ code: 'state-conflict' });
  });
});

describe('the fonds of a department whose place another has taken', () => {
  it('is arranged by the successor, with the records that were its own, and no others', async () => {
    const record = await filed();
    const { eastMarket, eastLand } = departments;
    await agree(world, 'merged', { ...eastLand, successor: eastMarket.code });
    const archivist = await archivistOf(eastMarket);
    const own = await world.give(archivist, createRecord, recordBody);
    const { id } = own.done.result;
    await world.give(archivist, fileRecord, { id, version: 1 });
    const mixed = { series, records: [record, { id, version: 2 }] };
    expect(await world.refusal(archivist, arrangeRecords, mixed)).toMatchObject({
      code: 'not-competent',
      field: 'body/records',
      detail: { id },
    });
    const { done } = await world.give(archivist, arrangeRecords, { series, records: [record] });
    expect(Object.keys(done.result.codes)).toEqual([record.id]);
  });

  it('is arranged by the keeper as before', async () => {
    const record = await filed();
    await agree(world, 'merged', { ...departments.eastLand, successor: departments.westLand.code });
    expect(Object.keys(await arrange([record]))).toEqual([record.id]);
  });
});
