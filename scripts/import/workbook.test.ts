// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { rowsOf } from './source';
import type { Header, SourceRow } from './source';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-workbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
const columns = ['类别', '保管期限', '年度', '日期', '题名'];
const good = ['WS', '永久', '2013', '2013-05-07', '甲'];

/** A cell as it stands in a sheet: a text, or the XML of another kind between `<c r="…"` and `</c>`. */
type Cell = string | { readonly xml: string };

interface SheetOptions {
  readonly name?: string;
  readonly state?: string;
  /** After the rows, such as merged cells. */
  readonly more?: string;
  /** The numbers of rows that the spreadsheet does not show. */
  readonly hidden?: readonly number[];
}

function sheet(rows: readonly (readonly Cell[])[], options: SheetOptions = {}) {
  return { rows, name: '目录', ...options };
}

async function workbook(name: string, ...sheets: ReturnType<typeof sheet>[]): Promise<string> {
  const file = join(folder, `${name}.xlsx`);
  const list = sheets.map(({ name: title, state }, index) => {
    const said = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${title}" sheetId="${index + 1}"${said} r:id="rId${index + 1}"/>`;
  });
  const targets = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const parts = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}">${targets.join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((each, index) => [`xl/worksheets/sheet${index + 1}.xml`, xmlOf(each)])),
  };
  await writeFile(
    file,
    zipSync(Object.fromEntries(Object.entries(parts).map(([at, xml]) => [at, strToU8(xml)]))),
  );
  return file;
}

function xmlOf({ rows, more = '', hidden = [] }: ReturnType<typeof sheet>): string {
  const lines = rows.map((cells, row) => {
    const made = cells.map((cell, column) => {
      const at = `<c r="${String.fromCharCode(65 + column)}${row + 1}"`;
      return typeof cell === 'string'
        ? `${at} t="inlineStr"><is><t>${cell}</t></is></c>`
        : `${at}${cell.xml}</c>`;
    });
    return `<row r="${row + 1}"${hidden.includes(row + 1) ? ' hidden="1"' : ''}>${made.join('')}</row>`;
  });
  return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${more}</worksheet>`;
}

async function read(file: string): Promise<{ rows: SourceRow[]; header: Header | undefined }> {
  const rows: SourceRow[] = [];
  let header: Header | undefined;
  const options = { form: { encoding: 'utf-8', hasMark: false }, given: {}, leftOut: [] } as const;
  for await (const row of rowsOf(file, { ...options, onHeader: (found) => (header = found) })) rows.push(row);
  return { rows, header };
}

function faultsOf(rows: readonly SourceRow[]): unknown[] {
  return rows.map(({ faults }) => faults?.map(({ field }) => field));
}

describe('a workbook', () => {
  it('is read from its first sheet that is not hidden, and says which are not read', async () => {
    const file = await workbook(
      'sheets',
      sheet([['隐藏']], { name: '隐藏', state: 'veryHidden' }),
      sheet([columns, good], { name: '文书' }),
      sheet([columns, good, good], { name: '会计' }),
    );
    const { rows, header } = await read(file);
    expect(rows).toHaveLength(1);
    expect(header?.sheet).toEqual({ name: '文书', others: ['隐藏', '会计'], hiddenRows: 0 });
  });

  it('is read from its first sheet in which something stands', async () => {
    const file = await workbook('empty', sheet([], { name: '空' }), sheet([columns, good], { name: '文书' }));
    const { rows, header } = await read(file);
    expect(rows).toHaveLength(1);
    expect(header?.sheet).toMatchObject({ name: '文书', others: ['空'] });
    const none = await read(await workbook('nothing', sheet([])));
    expect(none).toEqual({ rows: [], header: undefined });
  });

  it('says how many rows it hides, which are read all the same', async () => {
    const file = await workbook('hidden', sheet([columns, good, good, good], { hidden: [3] }));
    const { rows, header } = await read(file);
    expect(rows).toHaveLength(3);
    expect(header?.sheet?.hiddenRows).toBe(1);
  });

  it('with formulas is read by the values that were saved, and refused by cell where one was not', async () => {
    const formula = (value: string): Cell => ({ xml: ` t="str"><f>A1</f>${value}` });
    const rows = [
      columns,
      [...good.slice(0, 4), formula('<v>丙</v>')],
      [...good.slice(0, 4), formula('')],
      [...good.slice(0, 4), { xml: '><f>1+1</f><v>2</v>' }],
      [...good.slice(0, 4), { xml: '><f>1+1</f><v/>' }],
      [...good.slice(0, 4), formula('<v></v>')],
    ];
    const read1 = await read(await workbook('formulas', sheet(rows)));
    expect(read1.rows.map(({ description }) => description)).toEqual([
      '{"题名":"丙"}',
      undefined,
      '{"题名":"2"}',
      undefined,
      undefined,
    ]);
    expect(faultsOf(read1.rows)).toEqual([undefined, ['E3'], undefined, ['E5'], undefined]);
    expect(read1.rows[1]?.faults?.[0]?.message).toMatch(/formula whose value is not in the file/);
  });

  it('with errors in cells is refused by cell: an error is not nothing', async () => {
    const { rows } = await read(
      await workbook('errors', sheet([columns, [...good.slice(0, 4), { xml: ' t="e"><v>#REF!</v>' }], good])),
    );
    expect(faultsOf(rows)).toEqual([['E2'], undefined]);
    expect(rows[0]?.faults?.[0]?.message).toContain('#REF!');
  });

  it('with merged cells is refused by row, since only the first of them has the value', async () => {
    const more = '<mergeCells count="1"><mergeCell ref="E2:E3"/></mergeCells>';
    const second = [...good.slice(0, 3), '2013-05-08', ''];
    const { rows } = await read(await workbook('merged', sheet([columns, good, second, good], { more })));
    expect(faultsOf(rows)).toEqual([['E2:E3'], ['E2:E3'], undefined]);
  });

  it('keeps the rows apart from the lines of the sheet, where blank ones stand between', async () => {
    const more = '<mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>';
    const { rows } = await read(await workbook('blank', sheet([columns, [], good, [''], good], { more })));
    expect(rows.map(({ row }) => row)).toEqual([1, 2]);
    expect(faultsOf(rows)).toEqual([undefined, ['A5:B5']]);
  });

  it('that is a bomb is refused, and does not take all memory', async () => {
    const far = sheet([columns]);
    const xml = xmlOf(far).replace('</row>', '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    const file = await workbook('far', far);
    await writeFile(file, zipSync({ 'xl/worksheets/sheet1.xml': strToU8(xml), ...(await partsOf('far')) }));
    await expect(read(file)).rejects.toThrow(/too large, or has cells far from all others/);

    // What unpacks to more than it is allowed says so in its directory, and nothing of it is unpacked.
    const large = join(folder, 'large.xlsx');
    const bytes = Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': strToU8(xml) }));
    bytes.writeUInt32LE(300 * 1024 * 1024, bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24);
    await writeFile(large, bytes);
    await expect(read(large)).rejects.toThrow(/too large/);
    // One that says less than it is is cut to what it says.
    bytes.writeUInt32LE(8, bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24);
    await writeFile(large, bytes);
    await expect(read(large)).rejects.toThrow(/no workbook that can be read/);
  });

  it.each([
    ['empty', new Uint8Array()],
    ['a text', strToU8('类别,保管期限\n')],
    ['cut short', undefined],
  ])('that is %s is refused with the way out', async (name, bytes) => {
    const file = await workbook(name, sheet([columns, good]));
    if (bytes !== undefined) await writeFile(file, bytes);
    else await writeFile(file, zipSync({ 'xl/workbook.xml': strToU8('<workbook>') }).subarray(0, 60));
    await expect(read(file)).rejects.toThrow(/is no workbook that can be read .*save it as \.xlsx/);
  });
});

/** The parts of the workbook but its sheet. */
async function partsOf(name: string): Promise<Record<string, Uint8Array>> {
  const { 'xl/worksheets/sheet1.xml': _, ...others } = unzipSync(
    await readFile(join(folder, `${name}.xlsx`)),
  );
  return others;
}
