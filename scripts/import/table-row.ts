// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '@guidang/chaincode/model';
import {
  categoryOf,
  damageOf,
  dateFault,
  dateOf,
  dayFault,
  isTotals,
  mediaTypeOf,
  retentionOf,
  typedIn,
  yearOf,
} from './cells';
import type { CellFault, Cells } from './cells';
import type { RecordField, Target } from './headings';
import { says } from '../terminal-words';

/** The record of a table's row, as the gateway takes it. */
interface TableRecord {
  readonly record: object;
  /** The document of descriptive metadata whose digest the record holds. */
  readonly description?: string;
}

type Values = Readonly<Partial<Record<RecordField, string>>>;

interface Read {
  readonly values: Values;
  readonly description: Readonly<Record<string, string>>;
  readonly faults: readonly CellFault[];
}

/**
 * Converts a row of a table to a record's content; the gateway validates it.
 * @returns everything that is wrong with the row, if anything is.
 */
export function recordOf(
  cells: Cells,
  { columns, given }: { readonly columns: readonly Target[]; readonly given: Values },
): TableRecord | { readonly faults: readonly CellFault[] } {
  const misshapen = shapeFault(cells.texts, columns);
  if (misshapen !== undefined) return { faults: [misshapen] };
  const { values, description, faults } = read(cells, columns);
  const all = { ...given, ...values };
  const beside = values.date === undefined ? besideFault(cells.texts, all) : undefined;
  if (beside !== undefined) return { faults: [beside] };
  const found = [...(cells.faults ?? []), ...faults, ...dateFaults(all, columns), ...listFaults(all)];
  if (found.length > 0) return { faults: found };
  const document = Object.keys(description).length === 0 ? undefined : canonicalJson({ ...description });
  if (document !== undefined && all.description !== undefined) {
    return { faults: [describedTwice(columns)] };
  }
  return {
    record: contentOf({ ...all, ...(document === undefined ? {} : { description: sha256(document) }) }),
    ...(document === undefined ? {} : { description: document }),
  };
}

/** Of a row without a date of its own, which stands beside the records. */
function besideFault(texts: Cells['texts'], { date }: Values): CellFault | undefined {
  if (isTotals(texts)) return totalsFault();
  return date === undefined && isRemark(texts) ? remarkFault() : undefined;
}

/** Below the list: who has made it, or how to read it. */
function isRemark(texts: Cells['texts']): boolean {
  return texts.length > 1 && texts.filter((text) => text.trim() !== '').length === 1;
}

/** Of a row that is no row of this table. */
function shapeFault(texts: Cells['texts'], columns: readonly Target[]): CellFault | undefined {
  // What is not read may be missing, such as the reason behind a row that was corrected.
  const missing = columns.slice(texts.length).filter(({ kind }) => kind !== 'ignored');
  if (missing.length > 0) return shortFault(texts.length, missing);
  // What a spreadsheet has left behind at the end of a row holds nothing.
  if (texts.slice(columns.length).some((text) => text.trim() !== '')) {
    return raggedFault(texts.length, columns.length);
  }
  return isHeaderAgain(texts, columns) ? headerFault() : undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function read({ texts, days }: Cells, columns: readonly Target[]): Read {
  const values: Partial<Record<RecordField, string>> = {};
  const description: Record<string, string> = {};
  const faults: CellFault[] = [];
  for (const [index, target] of columns.entries()) {
    const value = typedIn(texts[index] ?? '');
    if (value === '') continue;
    if (target.kind === 'ignored') {
      if (target.heading === '') faults.push(headless(index));
      continue;
    }
    const isDate = target.kind === 'record' && target.field === 'date';
    const damage = days?.has(index) === true && !isDate ? dayFault(value) : damageOf(value);
    if (damage !== undefined) faults.push({ field: target.heading, message: damage });
    else if (target.kind === 'record') values[target.field] = value;
    // A break within a cell is the same whatever program has written it.
    else description[target.name] = value.replaceAll(/\r\n?/gu, '\n');
  }
  return { values, description, faults };
}

function contentOf(values: Values): object {
  const list = (field: RecordField): string[] => listIn(values[field]);
  const [bytes, mediaTypes, roles] = [list('bytes'), list('mediaType'), list('role')];
  const { category = '', retention = '', year = '', date = '', description, archivalCode, fonds } = values;
  return {
    ...{
      category: categoryOf(category),
      retention: retentionOf(retention),
      year: yearOf(year),
      date: dateOf(date),
    },
    ...(archivalCode === undefined ? {} : { archivalCode }),
    ...(fonds === undefined ? {} : { fonds }),
    dossiers: [
      ...list('person').map((person) => ({ person })),
      ...list('organisation').map((organisation) => ({ organisation })),
      ...list('object').map((object) => ({ object })),
    ],
    contents: list('sha256').map((value, index) => ({
      digest: digestOf(value),
      bytes: Number(bytes[index]),
      mediaType: mediaTypeOf(mediaTypes[index] ?? ''),
      role: roles[index],
    })),
    ...(description === undefined ? {} : { description: { algorithm: 'sha256', value: description } }),
    references: list('references'),
  };
}

/** SHA-256, unless the value names the other algorithm: sm3:ab…. */
function digestOf(value: string): { readonly algorithm: string; readonly value: string } {
  const [, algorithm = 'sha256', digits = value] = /^(sm3)[:=](.*)$/iu.exec(value) ?? [];
  return { algorithm: algorithm.toLowerCase(), value: digits };
}

function listIn(value = ''): string[] {
  return value
    .normalize('NFKC')
    .split(/\s+/u)
    .filter((part) => part !== '');
}

const lists = ['sha256', 'bytes', 'mediaType', 'role'] as const;

/** Contents stand in four columns: a value too many would be lost, or belong to another file. */
function listFaults(values: Values): CellFault[] {
  const counts = lists.map((field) => listIn(values[field]).length);
  if (new Set(counts).size > 1) {
    const told = lists.map((field, index) => `${field} ${counts[index] ?? 0}`).join(', ');
    const message = says(
      `these columns must have equally many values, one for each content, apart by spaces; they have: ${told}`,
      `以下各列的值个数须相等（每个文件一个，以空格分隔），实际为：${told}`,
    );
    return [{ field: 'sha256', message }];
  }
  const wrong = listIn(values.bytes).find((part) => !/^\d{1,16}$/.test(part));
  if (wrong === undefined) return [];
  return [
    {
      field: 'bytes',
      message: says(
        `must be whole numbers of bytes without separators, such as 102400; sent: ${wrong}`,
        `须为不带分隔符的字节数，例如 102400；收到的是 ${wrong}`,
      ),
    },
  ];
}

function dateFaults({ date = '' }: Values, columns: readonly Target[]): CellFault[] {
  const message = dateFault(date);
  return message === undefined ? [] : [{ field: headingOf('date', columns), message }];
}

function headingOf(field: RecordField, columns: readonly Target[]): string {
  const column = columns.find((target) => target.kind === 'record' && target.field === field);
  return column?.heading ?? field;
}

function headless(index: number): CellFault {
  return {
    field: `column ${index + 1}`,
    message: says('has a value, and no heading', '有值而无表头'),
  };
}

function totalsFault(): CellFault {
  return {
    field: 'row',
    message: says('a line of totals is no record: remove it', '合计行不是档案条目：请删去'),
  };
}

function remarkFault(): CellFault {
  return {
    field: 'row',
    message: says(
      'a line with one value, such as a remark below the list, is no record: remove it',
      '只有一格有内容的行（如表尾说明）不是档案条目：请删去',
    ),
  };
}

/** Lists that were joined have their header between them. */
function isHeaderAgain(texts: readonly string[], columns: readonly Target[]): boolean {
  return columns.every(({ heading }, index) => (texts[index] ?? '').trim() === heading.trim());
}

function headerFault(): CellFault {
  return {
    field: 'row',
    message: says(
      'is the header again: remove it; are the columns below it the same?',
      '此行又是表头：请删去，并确认其下各列与表头一致',
    ),
  };
}

/** Excel leaves empty cells at the end of a row away; so does whatever has cut a file off, or a break within a value. */
function shortFault(has: number, missing: readonly Target[]): CellFault {
  const named = missing.map(({ heading }) => heading).join(', ');
  return {
    field: 'row',
    message: says(
      `ends after ${has} columns, without ${named}: is the line broken, or the file cut off? If the cells are empty, as Excel leaves them away in CSV, save the list as .xlsx, or add the missing commas`,
      `只有 ${has} 列，缺少 ${named}：请确认该行未被换行拆开、文件未被截断；如各列本为空（Excel 另存 CSV 时会省略行末空列），请另存为 .xlsx，或补足逗号`,
    ),
  };
}

function raggedFault(has: number, wants: number): CellFault {
  return {
    field: 'row',
    message: says(
      `has ${has} columns, and the header ${wants}: a value with a comma must stand in quotes, and nothing behind the last column`,
      `有 ${has} 列，表头有 ${wants} 列：含逗号的值须加双引号，最后一列之后不得有内容`,
    ),
  };
}

function describedTwice(columns: readonly Target[]): CellFault {
  return {
    field: headingOf('description', columns),
    message: says(
      'stands beside columns of which the description is made: leave one out with --ignore',
      '已有描述性元数据各列，不能再给出元数据摘要：请用 --ignore 略去其一',
    ),
  };
}
