// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { reasonOf, writeRefused } from './refused-file';
import type { RowProblem } from './result-file';
import { rowsOf } from './source';
import type { SourceRow } from './source';
import type { TextForm } from './text-encoding';
import { readWorkbook } from './workbook';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-refused-'));
});
afterEach(() => rm(folder, { recursive: true }));

const problem = { code: 'field-invalid', detail: 'row/date: must be a date, such as "2024-05-06"' };
const options = { form: { encoding: 'utf-8', hasMark: false }, given: {}, leftOut: [] } as const;

async function refusedOf(
  file: string,
  refused: Readonly<Record<number, RowProblem>>,
  form: TextForm = options.form,
): Promise<string> {
  const problems = new Map(Object.entries(refused).map(([row, each]) => [Number(row), each]));
  return (await writeRefused(file, problems, { ...options, form })).path ?? '';
}

it.each([
  [[], 'no such person'],
  [[{ field: 'row/person', message: 'no such person' }], 'row/person: no such person'],
  [
    [
      { field: 'row/person', message: 'no such person' },
      { field: 'row/date', message: 'none' },
    ],
    'row/person: no such person; row/date: none',
  ],
])('a reason names the place of each fault: %j', (errors, reason) => {
  expect(reasonOf({ code: 'not-found', detail: 'no such person', errors })).toBe(reason);
});

describe('the file of refused rows', () => {
  it('has the form of the file: encoding, columns and quotes, and a reason', async () => {
    const file = join(folder, 'list.csv');
    const text =
      '类别,保管期限,年度,日期,题名\r\nWS,永久,2013,x,"甲, ""乙"""\r\nWS,永久,2013,2013-05-07,丙\r\n';
    await writeFile(file, iconv.encode(text, 'gb18030'));
    const form = { encoding: 'gb18030', hasMark: false } as const;
    const path = await refusedOf(file, { 1: problem }, form);
    expect(iconv.decode(await readFile(path), 'gb18030')).toBe(
      '类别,保管期限,年度,日期,题名,reason\r\n' +
        'WS,永久,2013,x,"甲, ""乙""","row/date: must be a date, such as ""2024-05-06"""\r\n',
    );
    // Corrected in part, and refused again: the reason is replaced.
    const second = await refusedOf(path, { 1: { ...problem, detail: 'no' } }, form);
    expect(iconv.decode(await readFile(second), 'gb18030')).toMatch(/,reason\r\nWS,.*"甲, ""乙""",no\r\n$/);
  });

  it('of lines has a member', async () => {
    const file = join(folder, 'list.ndjson');
    await writeFile(file, '{"year":"1"}\nnot json\n');
    const path = await refusedOf(file, { 1: problem, 2: problem });
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { reason: problem.detail, year: '1' },
      { reason: problem.detail, line: 'not json' },
    ]);
  });

  it('of a workbook opens in a spreadsheet; and is removed when nothing is refused any more', async () => {
    const file = join(folder, 'list.xlsx');
    const day = { value: new Date('2013-05-07'), type: Date, format: 'yyyy-mm-dd' };
    const header = ['类别', '保管期限', '年度', '日期', '题名'].map((value) => ({ value }));
    const cells = [{ value: 'WS' }, { value: '永久' }, { value: 2013, type: Number }, day, { value: '甲' }];
    const { default: writeWorkbook } = await import('write-excel-file/node');
    await writeWorkbook([header, cells]).toFile(file);
    const rows: SourceRow[] = [];
    for await (const row of rowsOf(file, options)) rows.push(row);
    expect(rows[0]?.text).toContain('"year":"2013","date":"2013-05-07"');
    // A code such as 2013-5-7 that a spreadsheet has made a day: only the workbook tells.
    const turned = join(folder, 'turned.xlsx');
    await writeWorkbook([header, [...cells.slice(0, 4), day]]).toFile(turned);
    for await (const { faults } of rowsOf(turned, options)) expect(faults).toMatchObject([{ field: '题名' }]);
    const path = await refusedOf(file, { 1: problem });
    expect(path).toBe(`${file}.refused.xlsx`);
    await writeRefused(file, new Map(), options);
    expect(existsSync(path)).toBe(false);
  });

  it('of a workbook is one, of texts that become no numbers and days, and has a reason', async () => {
    const file = join(folder, 'list.xlsx');
    const { default: writeWorkbook } = await import('write-excel-file/node');
    const [header = [], cells = []] = [
      ['类别', '保管期限', '年度', '日期', '题名', '件号', '文号', '卷号'],
      ['WS', '永久', '2013', '2013-05-07', '=1+1', '0001', '2013-5', '999999001001001234'],
    ].map((row) => row.map((value) => ({ value })));
    await writeWorkbook([header, cells], { sheet: '目录' }).toFile(file);
    const path = await refusedOf(file, { 1: problem });
    const { rows, name } = await readWorkbook(path);
    expect(name).toBe('目录');
    expect(rows.map(({ texts }) => texts)).toEqual([
      [...header.map(({ value }) => value), 'reason'],
      [...cells.map(({ value }) => value), problem.detail],
    ]);
    const read = async (from: string): Promise<(string | undefined)[]> => {
      const descriptions = [];
      for await (const { description } of rowsOf(from, options)) descriptions.push(description);
      return descriptions;
    };
    expect((await read(file))[0]).toContain('0001');
    expect(await read(path)).toEqual(await read(file));
    // Refused again for the same reason it is the same file, and none is kept aside.
    await refusedOf(file, { 1: problem });
    expect(await readdir(folder)).toEqual(['list.xlsx', 'list.xlsx.refused.xlsx']);
  });

  it('that somebody has corrected is kept, whatever is refused then; one that says the same is not', async () => {
    const file = join(folder, 'list.csv');
    await writeFile(file, '类别,保管期限,年度,日期\r\nWS,永久,2013,x\r\n');
    const path = await refusedOf(file, { 1: problem });
    await refusedOf(file, { 1: problem });
    expect(await readdir(folder)).toEqual(['list.csv', 'list.csv.refused.csv']);
    const corrected = (await readFile(path, 'utf8')).replace(',x,', ',2013-05-06,');
    await writeFile(path, corrected);
    const kept = `${file}.refused.1.csv`;
    await expect(writeRefused(file, new Map([[1, problem]]), options)).resolves.toEqual({ path, kept });
    expect(await readFile(kept, 'utf8')).toBe(corrected);
    await expect(writeRefused(file, new Map(), options)).resolves.toEqual({
      kept: `${file}.refused.2.csv`,
    });
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['whole', 'WS,永久,2013,2013-05-06,甲', []],
    ['without cells at the end that nobody reads', 'WS,永久,2013,2013-05-06,甲', []],
    ['cut off before its last value', 'WS,永久,2013,2013-05-06', ['row']],
  ])('has each row with its reason, which is no value of it: %s', async (what, row, faultyAt) => {
    const file = join(folder, 'list.csv');
    const heading = what.startsWith('without') ? ',reason' : '';
    await writeFile(file, `类别,保管期限,年度,日期,题名${heading}\r\n${row}\r\n`);
    const first = await refusedOf(file, { 1: problem });
    const second = await refusedOf(first, { 1: { ...problem, detail: 'no' } });
    for (const path of [first, second]) {
      const rows = [];
      for await (const each of rowsOf(path, options)) rows.push(each);
      expect(rows.map(({ faults = [] }) => faults.map(({ field }) => field))).toEqual([faultyAt]);
      expect(rows.map(({ description }) => description)).toEqual([
        faultyAt.length === 0 ? '{"题名":"甲"}' : undefined,
      ]);
    }
    expect(await readFile(second, 'utf8')).toContain(',no');
  });
});
