// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { reasonHeading } from './headings';
import type { RowProblem } from './result-file';
import { kindOf, rowsOf } from './source';
import type { Header, SourceOptions, SourceRow } from './source';
import { encoded } from './text-encoding';
import type { TextForm } from './text-encoding';
import { workbookOf } from './workbook';
import { writeWhole } from './written-file';

/** The file of the refused rows of another: in its form, so that it is corrected and imported in its turn. */
function refusedFileOf(file: string): string {
  return `${file}.refused${extname(file)}`;
}

interface RefusedFile {
  /** Where the refused rows are; `undefined` where nothing was refused. */
  readonly path?: string;
  /** Where a file of refused rows that was there, and holds something else, is kept: somebody may have corrected it. */
  readonly kept?: string;
}

/** Writes the refused rows, with the reason in a column or member of its own. */
export async function writeRefused(
  file: string,
  refused: ReadonlyMap<number, RowProblem>,
  options: SourceOptions,
): Promise<RefusedFile> {
  const path = refusedFileOf(file);
  const written = `${path}.new`;
  if (refused.size > 0) await writeWhole(written, partsOf(file, refused, options));
  const isSame = refused.size > 0 && existsSync(path) && (await digestOf(path)) === (await digestOf(written));
  const kept = isSame || !existsSync(path) ? undefined : await keepAside(path);
  if (refused.size > 0) await rename(written, path);
  return { ...(refused.size === 0 ? {} : { path }), ...(kept === undefined ? {} : { kept }) };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Gives a file the next name that is free. */
async function keepAside(path: string): Promise<string> {
  const extension = extname(path);
  for (let number = 1; ; number += 1) {
    const kept = `${path.slice(0, -extension.length)}.${number}${extension}`;
    if (existsSync(kept)) continue;
    await rename(path, kept);
    return kept;
  }
}

interface RefusedRow {
  readonly raw: SourceRow['raw'];
  readonly reason: string;
  /** Of a table. */
  readonly header: Header | undefined;
}

async function* partsOf(
  file: string,
  refused: ReadonlyMap<number, RowProblem>,
  options: SourceOptions,
): AsyncGenerator<Buffer> {
  const rows = refusedRows(file, refused, options);
  if (kindOf(file) === 'xlsx') yield await workbookWith(rows);
  else yield* linesOf(rows, options.form);
}

async function* refusedRows(
  file: string,
  refused: ReadonlyMap<number, RowProblem>,
  options: SourceOptions,
): AsyncGenerator<RefusedRow> {
  let header: Header | undefined;
  const rows = rowsOf(file, {
    ...options,
    onHeader: (found) => {
      header = found;
    },
  });
  for await (const { row, raw } of rows) {
    const problem = refused.get(row);
    if (problem !== undefined) yield { raw, reason: reasonOf(problem), header };
  }
}

async function workbookWith(rows: AsyncIterable<RefusedRow>): Promise<Buffer> {
  const table: (readonly string[])[] = [];
  let name = '';
  for await (const { raw, reason, header } of rows) {
    if (header === undefined || typeof raw === 'string') continue;
    if (table.length === 0) table.push(withReason(header.cells, reasonHeading, header));
    table.push(withReason(raw, reason, header));
    name = header.sheet?.name ?? name;
  }
  return workbookOf(table, name);
}

async function* linesOf(rows: AsyncIterable<RefusedRow>, form: TextForm): AsyncGenerator<Buffer> {
  let written = 0;
  const inForm = (line: string): Buffer => {
    written += 1;
    return encoded(line, { ...form, hasMark: written === 1 && form.hasMark });
  };
  for await (const row of rows) {
    const { header } = row;
    if (written === 0 && header !== undefined) {
      yield inForm(tableLine(withReason(header.cells, reasonHeading, header), header));
    }
    yield inForm(lineOf(row));
  }
}

/** Everything that is wrong with a row, and where, for people. */
export function reasonOf({ detail, errors: [first, ...others] = [] }: RowProblem): string {
  if (first === undefined) return detail;
  const told = detail.includes(first.field) ? detail : `${first.field}: ${detail}`;
  const more = others.map(({ field, message }) => `${field}: ${message}`);
  return [told, ...more.filter((text) => !told.includes(text))].join('; ');
}

function lineOf({ raw, reason, header }: RefusedRow): string {
  if (typeof raw === 'string') return ndjsonLine(raw, reason);
  return header === undefined ? '' : tableLine(withReason(raw, reason, header), header);
}

function ndjsonLine(raw: string, reason: string): string {
  try {
    const record: unknown = JSON.parse(raw);
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
      const said = Object.entries(record).filter(([name]) => name !== reasonHeading);
      return `${JSON.stringify({ [reasonHeading]: reason, ...Object.fromEntries(said) })}\n`;
    }
  } catch {
    // What is no JSON is kept as it is, for whoever corrects it.
  }
  return `${JSON.stringify({ [reasonHeading]: reason, line: raw })}\n`;
}

/** The reason stands in the last column; one of an earlier round is replaced. */
function withReason(cells: readonly string[], reason: string, { cells: header, targets }: Header): string[] {
  const found = header.findIndex((heading) => heading.trim().toLowerCase() === reasonHeading);
  const at = found === -1 ? header.length : found;
  const width = Math.max(header.length, at + 1);
  const padded = [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')];
  // A row that ends too early gets a cell too many: with its reason in place of a value it would be taken in as it is.
  const isShort = targets.slice(cells.length).some((target) => target.kind !== 'ignored');
  if (isShort) return [...padded, reason];
  // Blank cells behind the last column would move the reason; a ragged row stays ragged, so that it is refused again.
  const isWide = cells.slice(header.length).every((cell) => cell.trim() === '');
  if (found === -1 && !isWide) return [...cells, reason];
  return padded.slice(0, isWide ? width : padded.length).map((cell, index) => (index === at ? reason : cell));
}

function tableLine(cells: readonly string[], { delimiter }: Header): string {
  return `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
}

function quoted(cell: string, delimiter: string): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
