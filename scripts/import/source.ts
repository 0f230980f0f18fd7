// SPDX-License-Identifier: Apache-2.0
import { extname } from 'node:path';
import { finished, Readable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { parse } from 'csv-parse';
import type { CsvError, Parser } from 'csv-parse';
import split from 'split2';
import { isEndMark } from './cells';
import type { CellFault, Cells } from './cells';
import { isHeading, mapHeader, reasonHeading } from './headings';
import type { Target } from './headings';
import { recordOf } from './table-row';
import { decoded } from './text-encoding';
import type { TextForm } from './text-encoding';
import { says } from '../terminal-words';
import { readWorkbook } from './workbook';

/** One record of a file: its row number, and what to send. */
export interface SourceRow {
  /** In NDJSON the line number; in a table the number of the record, not counting the header. */
  readonly row: number;
  readonly text: string;
  /** What makes it no record at all, so that it is not sent. */
  readonly faults?: readonly CellFault[];
  /** The document of descriptive metadata whose digest the record holds. */
  readonly description?: string;
  /** The cells as they stand in the file; for a line, its text. */
  readonly raw: string | readonly string[];
}

/** A table's header, as it is read. */
export interface Header {
  readonly cells: readonly string[];
  readonly targets: readonly Target[];
  readonly delimiter: string;
  /** What stands above the header, and is not read. */
  readonly titles: readonly string[];
  /** Of a workbook: the sheet that is read, those that are not, and how many of its rows are hidden. */
  readonly sheet?: Omit<Awaited<ReturnType<typeof readWorkbook>>, 'rows'> | undefined;
}

export interface SourceOptions {
  readonly form: TextForm;
  /** Values for fields that the file has no column for. */
  readonly given: Readonly<Record<string, string>>;
  /** Headings of columns that are left out on purpose. */
  readonly leftOut: readonly string[];
  readonly onHeader?: (header: Header) => void;
}

/** Longer than any record that a gateway takes; a file of another kind may hold no line end at all. */
const rowBytesMax = 1024 * 1024;

type FileKind = 'ndjson' | 'csv' | 'xlsx';

const kinds: Readonly<Record<string, FileKind>> = {
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
  '.tsv': 'csv',
  // Excel's "Unicode text".
  '.txt': 'csv',
  '.xlsx': 'xlsx',
};

/** @throws {Error} for a name that ends otherwise. */
export function kindOf(file: string): FileKind {
  const kind = kinds[extname(file).toLowerCase()];
  if (kind !== undefined) return kind;
  throw new Error(
    says(
      `${file} is neither .csv, .tsv, .txt, .xlsx, .ndjson nor .jsonl: in a spreadsheet, save it as .xlsx or "CSV UTF-8"`,
      `${file} 不是 .csv、.tsv、.txt、.xlsx、.ndjson 或 .jsonl 文件：请在电子表格中另存为 .xlsx 或“CSV UTF-8”`,
    ),
  );
}

/**
 * Yields the records of a file, one at a time.
 * @throws {Error} if the file cannot be read, or has another header than records have.
 */
export async function* rowsOf(file: string, options: SourceOptions): AsyncGenerator<SourceRow> {
  switch (kindOf(file)) {
    case 'ndjson':
      yield* ndjsonRows(Readable.from(decoded(file, options.form)));
      return;
    case 'csv':
      yield* csvRows(Readable.from(decoded(file, options.form)), options);
      return;
    case 'xlsx': {
      const { rows, ...sheet } = await readWorkbook(file);
      yield* tableRows(rows, { ...options, delimiter: ',', sheet });
    }
  }
}

/** @throws {Error} for a line that is longer than any record. */
export async function* ndjsonRows(source: Readable): AsyncGenerator<SourceRow> {
  let row = 0;
  // Blank lines end here: a file of nothing else costs no step of the loop for each.
  const rowOf = (text: string): SourceRow | undefined => {
    row += 1;
    if (row === 1 && isOneDocument(text)) throw oneDocument();
    return text.trim() === '' ? undefined : { row, text: withoutReason(text), raw: text };
  };
  yield* through(source, split(rowOf, { maxLength: rowBytesMax })) as AsyncIterable<SourceRow>;
}

/** A list in brackets, or one record over many lines, as programs export JSON that is no NDJSON. */
function isOneDocument(line: string): boolean {
  return /^\ufeff?\s*(?:\[|\{\s*$)/u.test(line);
}

function oneDocument(): Error {
  return new Error(
    says(
      'the file is one JSON document, and not a record a line: convert it, with jq -c .[] FILE (a list) or jq -c . FILE',
      '文件是一整个 JSON 文档，而不是每行一条记录：请转换，例如 jq -c .[] 文件（数组）或 jq -c . 文件',
    ),
  );
}

/** In a file of refused rows that comes back corrected, why a row was refused is no part of it. */
function withoutReason(text: string): string {
  if (!text.includes(`"${reasonHeading}"`)) return text;
  try {
    const members = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return JSON.stringify(Object.fromEntries(members.filter(([name]) => name !== reasonHeading)));
  } catch {
    return text;
  }
}

type TableOptions = Omit<SourceOptions, 'form'> & Pick<Header, 'delimiter' | 'sheet'>;

/** A row of a table, before it is converted. */
type TableRow = Cells | { readonly unreadable: string; readonly raw: string };

/** @throws {Error} for columns that no record has, that are missing, or stand twice. */
async function* tableRows(
  rows: AsyncIterable<TableRow> | Iterable<TableRow>,
  { given, leftOut, onHeader, delimiter, sheet }: TableOptions,
): AsyncGenerator<SourceRow> {
  let columns: readonly Target[] | undefined;
  const titles: string[] = [];
  let row = 0;
  for await (const cells of rows) {
    if (!('unreadable' in cells) && isBlank(cells.texts)) continue;
    if (columns === undefined) {
      const header = 'unreadable' in cells ? [cells.raw] : cells.texts;
      if (titles.length < titlesMax && isTitle(header)) {
        titles.push(header.filter((cell) => cell.trim() !== '').join(' '));
        continue;
      }
      columns = mapHeader(header, { given, leftOut });
      onHeader?.({ cells: header, targets: columns, delimiter, titles, sheet });
      continue;
    }
    row += 1;
    yield sourceRow(row, cells, { columns, given });
  }
  // Of nothing but titles one was meant to be the header.
  const [header] = titles;
  if (columns === undefined && header !== undefined) mapHeader([header], { given, leftOut });
}

function isBlank(texts: readonly string[]): boolean {
  return texts.every((cell) => cell.trim() === '') || isEndMark(texts);
}

const titlesMax = 3;
/** A table of fewer columns holds no records: they have four fields at least. */
const columnsMin = 4;

/** Above the header catalogues have their title, and who has made them: a cell or two, whether the others stand there or not. */
function isTitle(cells: readonly string[]): boolean {
  const texts = cells.filter((cell) => cell.trim() !== '');
  const isAlone = cells.length === 1 && !texts.some((text) => text.split(/[;；|，、]/u).some(isHeading));
  return (isAlone || cells.length >= columnsMin) && texts.length <= 2 && !texts.some(isHeading);
}

function sourceRow(row: number, cells: TableRow, table: Parameters<typeof recordOf>[1]): SourceRow {
  if ('unreadable' in cells) {
    return { row, text: '', faults: [{ field: 'row', message: cells.unreadable }], raw: [cells.raw] };
  }
  const made = recordOf(cells, table);
  if ('faults' in made) return { row, text: '', faults: made.faults, raw: cells.texts };
  const { record, description } = made;
  return {
    row,
    text: JSON.stringify(record),
    raw: cells.texts,
    ...(description === undefined ? {} : { description }),
  };
}

/** @throws {Error} as {@link rowsOf}. */
export async function* csvRows(
  source: Readable,
  options: Omit<SourceOptions, 'form'> = { given: {}, leftOut: [] },
): AsyncGenerator<SourceRow> {
  const text = textsIn(source);
  const start = await firstLine(text);
  // Excel's own line, by which a file says what its columns are apart by.
  const [line = '', said] = /^\s*"?sep=([,;\t])"?[\r\n]+/iu.exec(start) ?? [];
  const delimiter = said ?? delimiterOf(start);
  const rest = Readable.from(after(start.slice(line.length), text));
  yield* tableRows(parsed(rest, delimiter), { ...options, delimiter });
}

/** Excel's "Unicode text" has tabs, and a system set up for another country semicolons; no heading holds either. */
function delimiterOf(start: string): string {
  const [header = ''] = start.trimStart().split(/[\r\n]/u, 1);
  return ['\t', ';'].find((each) => header.includes(each)) ?? ',';
}

/** The text up to the end of the first line that holds something, and whatever came with it. */
async function firstLine(text: AsyncIterator<string>): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  let hasBegun = false;
  while (length < rowBytesMax) {
    const next = await text.next();
    if (next.done === true) break;
    parts.push(next.value);
    length += next.value.length;
    // One search behind the other: a single pattern for both would try the rest of the text from each of its characters.
    const begin: number = hasBegun ? 0 : next.value.search(/\S/u);
    hasBegun = begin >= 0;
    if (hasBegun && /[\r\n]/u.test(next.value.slice(begin))) break;
  }
  return parts.join('');
}

async function* after(start: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
  if (start !== '') yield start;
  yield* text;
}

async function* textsIn(source: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for await (const chunk of source as AsyncIterable<string | Buffer>) {
    yield typeof chunk === 'string' ? chunk : decoder.write(chunk);
  }
  yield decoder.end();
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The records of a CSV text; what cannot be read as one stands where it was found. */
async function* parsed(source: Readable, delimiter: string): AsyncGenerator<TableRow> {
  const skipped: CsvError[] = [];
  let line = 0;
  const rowOf = (error: CsvError): TableRow => {
    const from = line + 1;
    line = lineOf(error);
    return unreadable(from, line);
  };
  const parser: Parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: rowBytesMax,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === 'CSV_MAX_RECORD_SIZE') queueMicrotask(() => parser.destroy(tooLong(error)));
      else if (error !== undefined) skipped.push(error);
    },
  });
  for await (const { record, info } of through(source, parser) as AsyncIterable<ParsedRecord>) {
    // The parser may be ahead of its reader.
    const before = skipped.filter((error) => lineOf(error) < info.lines).length;
    for (const error of skipped.splice(0, before)) yield rowOf(error);
    line = info.lines;
    yield { texts: record };
  }
  for (const error of skipped) yield rowOf(error);
}

function tooLong(cause: CsvError): Error {
  const from = lineOf(cause);
  return new Error(
    says(
      `a record from line ${from} on is longer than ${rowBytesMax} bytes: is this a CSV file, and is every quote closed?`,
      `自第 ${from} 行起的一条记录超过 ${rowBytesMax} 字节：请确认文件为 CSV，且双引号均已闭合`,
    ),
    { cause },
  );
}

function lineOf(error: CsvError): number {
  return Number(error['lines'] ?? 0);
}

/** Everything that a quote has swallowed is named: rows must not get lost without a word. */
function unreadable(from: number, to: number): TableRow {
  return {
    unreadable: says(
      `lines ${from} to ${to} of the file could not be read: a quote opens there that is not closed; quotes within a value must be doubled`,
      `文件第 ${from} 至 ${to} 行无法读取：其中双引号未闭合；值内的双引号须写两次`,
    ),
    raw: '',
  };
}

/** As `pipe`, which alone would leave an error of the source without a listener: it would end the process. */
function through(source: Readable, parser: Duplex): Duplex {
  finished(source, (error) => {
    if (error !== undefined && error !== null) parser.destroy(error);
  });
  // Ends the reading of a file whose rows are not wanted any more.
  finished(parser, () => source.destroy());
  return source.pipe(parser);
}
