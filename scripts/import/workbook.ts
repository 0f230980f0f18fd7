// SPDX-License-Identifier: Apache-2.0
import { readFile, stat } from 'node:fs/promises';
import { unzipped } from '@guidang/gateway/common/zip';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { damageOf } from './cells';
import type { CellFault, Cells } from './cells';
import { says } from '../terminal-words';

/** A workbook is read as a whole, and unpacks to many times its size. */
const workbookBytesMax = 64 * 1024 * 1024;
const unpackedBytesMax = 256 * 1024 * 1024;
/** A single cell in the last row and column makes a sheet of 17 thousand million. */
const cellsMax = 16 * 1024 * 1024;

/** The rows of one sheet of a workbook, as texts. */
interface SheetRows {
  readonly rows: readonly Cells[];
  readonly name: string;
  /** The sheets that are not read. */
  readonly others: readonly string[];
  /** How many rows are read that the spreadsheet does not show, since somebody has hidden or filtered them. */
  readonly hiddenRows: number;
}

/** The rows of a workbook's first sheet that is not hidden, nor empty. @throws {Error} for what is no workbook, or too large. */
export async function readWorkbook(file: string): Promise<SheetRows> {
  const { size } = await stat(file);
  if (size > workbookBytesMax) throw tooLarge();
  const parts = unpacked(file, await readFile(file));
  const sheets = sheetsIn(parts);
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const [first = sheets[0]] = [...shown.filter(({ path }) => hasValue.test(textOf(parts, path))), ...shown];
  const at = first === undefined ? 0 : sheets.indexOf(first);
  const xml = textOf(parts, sheets[at]?.path ?? '');
  const faults = faultsIn(xml);
  // An ES module: loaded when a workbook comes, and not before.
  const { readSheet } = await import('read-excel-file/node');
  // Packed again, so that it reads what was unpacked here, within bounds.
  const packed = Buffer.from(zipSync(parts, { level: 0 }));
  const read = await readSheet(packed, at + 1).catch((error: unknown) => {
    throw noWorkbook(file, error);
  });
  const width = read[0]?.length ?? 0;
  return {
    rows: read.map((row, index) => cellsOf(row, { width, faults: faults(index + 1) })),
    name: sheets[at]?.name ?? '',
    others: sheets.filter((_, index) => index !== at).map(({ name }) => name),
    hiddenRows: tagsIn(xml, 'row').filter((tag) => /^(?:1|true)$/u.test(attributeOf(tag, 'hidden'))).length,
  };
}

/** A workbook of one sheet of texts, of which a spreadsheet makes no numbers and days; its first row stays in sight. */
export async function workbookOf(rows: readonly Cells['texts'][], name: string): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node');
  const cells = rows.map((row) => row.map((value) => ({ value, type: String, format: '@' })));
  const packed = await write(cells, { sheet: name, stickyRowsCount: 1 }).toBuffer();
  // Without the time of packing: the same rows are the same bytes.
  return Buffer.from(zipSync(unzipSync(packed), { mtime: '1980-01-02' }));
}

type Parts = Readonly<Record<string, Uint8Array>>;

/** What a workbook consists of, apart from pictures and the like. */
function unpacked(file: string, bytes: Uint8Array): Parts {
  try {
    return unzipped(bytes, {
      isWanted: (name) => /\.(?:xml|rels)$/u.test(name),
      bytesMax: unpackedBytesMax,
    });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge() : noWorkbook(file, error);
  }
}

interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly isHidden: boolean;
}

function sheetsIn(parts: Parts): Sheet[] {
  const relations = new Map(
    tagsIn(textOf(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
      attributeOf(tag, 'Id'),
      attributeOf(tag, 'Target').replace(/^\/?(?:xl\/)?/u, 'xl/'),
    ]),
  );
  return tagsIn(textOf(parts, 'xl/workbook.xml'), 'sheet').map((tag) => ({
    name: attributeOf(tag, 'name'),
    path: relations.get(attributeOf(tag, String.raw`\w+:id`)) ?? '',
    isHidden: /hidden/iu.test(attributeOf(tag, 'state')),
  }));
}

function tagsIn(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(String.raw`<(?:\w+:)?${name}\s([^>]*)>`, 'gu'))].map(
    ([, tag = '']) => tag,
  );
}

function attributeOf(tag: string, name: string): string {
  const [, double, single = ''] =
    new RegExp(String.raw`(?:^|\s)${name}=(?:"([^"]*)"|'([^']*)')`, 'u').exec(tag) ?? [];
  return double ?? single;
}

function textOf(parts: Parts, name: string): string {
  const part = parts[name];
  return part === undefined ? '' : strFromU8(part);
}

/**
 * What the reader of workbooks keeps quiet about, by row: it gives an empty cell for an error, for a formula whose value
 * was not saved, and for all cells but the first of merged ones.
 * @throws {Error} for a sheet that would take all memory.
 */
function faultsIn(xml: string): (row: number) => readonly CellFault[] {
  const merged = mergedIn(xml);
  const faults = new Map<number, CellFault[]>();
  let [rows, columns] = [0, 0];
  for (const [, tag = '', inner = ''] of xml.matchAll(cells)) {
    const [ref = '', letters = '', digits = ''] =
      /^([A-Z]{1,3})(\d{1,7})$/u.exec(attributeOf(tag, 'r')) ?? [];
    const row = Number(digits);
    [rows, columns] = [Math.max(rows, row), Math.max(columns, columnOf(letters))];
    if (rows * columns > cellsMax) throw tooLarge();
    const message = faultOf(tag, inner);
    if (message !== undefined) faults.set(row, [...(faults.get(row) ?? []), { field: ref, message }]);
  }
  return (row) => [
    ...merged.filter(({ first, last }) => first <= row && row <= last).map(({ ref }) => mergedFault(ref)),
    ...(faults.get(row) ?? []),
  ];
}

const cells = /<(?:\w+:)?c\s([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gsu;

const hasValue = /<(?:\w+:)?[vt](?:\s[^>]*)?>[^<]/u;

function faultOf(tag: string, inner: string): string | undefined {
  if (attributeOf(tag, 't') === 'e') return damageOf(/<(?:\w+:)?v>([^<]*)</u.exec(inner)?.[1] ?? '#N/A');
  // Programs that do not calculate write an empty value; where it is said to be a text, the formula has given an empty one.
  const isEmptyText = attributeOf(tag, 't') === 'str' && /<(?:\w+:)?v[\s>/]/u.test(inner);
  const isUnsaved = /<(?:\w+:)?f[\s>/]/u.test(inner) && !hasValue.test(inner) && !isEmptyText;
  if (!isUnsaved) return undefined;
  return says(
    'a formula whose value is not in the file: open the workbook in a spreadsheet and save it',
    '公式的结果未保存在文件中：请用电子表格打开后重新保存',
  );
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

interface MergedCells {
  readonly ref: string;
  readonly first: number;
  readonly last: number;
}

function mergedIn(xml: string): MergedCells[] {
  return tagsIn(xml, 'mergeCell').flatMap((tag) => {
    const ref = attributeOf(tag, 'ref');
    const [, first, last] = /^[A-Z]+(\d+):[A-Z]+(\d+)$/u.exec(ref) ?? [];
    return first === undefined ? [] : [{ ref, first: Number(first), last: Number(last) }];
  });
}

function mergedFault(field: string): CellFault {
  return {
    field,
    message: says(
      'cells are merged: only the first has the value; separate them and fill each',
      '合并单元格只有第一格有值：请取消合并并逐格填写',
    ),
  };
}

/** A spreadsheet leaves empty cells at the end of a row away. */
function cellsOf(
  row: readonly unknown[],
  { width, faults }: { readonly width: number; readonly faults: readonly CellFault[] },
): Cells {
  const empty = Array.from({ length: Math.max(0, width - row.length) }, () => '');
  const days = row.flatMap((cell, index) => (cell instanceof Date ? [index] : []));
  return { texts: [...row.map(cellText), ...empty], days: new Set(days), faults };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // Beyond its 15 digits a spreadsheet makes zeros of them: the row is refused for that.
  if (typeof cell === 'number') {
    return cell.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 });
  }
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

function tooLarge(): Error {
  return new Error(
    says(
      'the workbook is too large, or has cells far from all others: save the sheet as CSV UTF-8',
      '工作簿过大，或有远离其他内容的单元格：请将该工作表另存为“CSV UTF-8”',
    ),
  );
}

function noWorkbook(file: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    says(
      `${file} is no workbook that can be read (${reason}): save it as .xlsx, without a password`,
      `${file} 不是可读取的工作簿（${reason}）：请另存为不加密的 .xlsx`,
    ),
    { cause: error },
  );
}
