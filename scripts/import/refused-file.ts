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
import { writeWhole } from './written-file';

/** The file of the refused rows of another: in its form, so that it is corrected and imported in its turn. */
function refusedFileOf(file: string): string {
  const extension = kindOf(file) === 'xlsx' ? '.csv' : extname(file);
  return `${file}.refused${extension}`;
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
  if (refused.size > 0) await writeWhole(written, linesOf(file, refused, options));
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

async function* linesOf(
  file: string,
  refused: ReadonlyMap<number, RowProblem>,
  options: SourceOptions,
): AsyncGenerator<Buffer> {
  let header: Header | undefined;
  const rows = rowsOf(file, {
    ...options,
    onHeader: (found) => {
      header = found;
    },
  });
  // A workbook's rows are written as Excel opens them best.
  const form: TextForm = kindOf(file) === 'xlsx' ? { encoding: 'utf-8', hasMark: true } : options.form;
  let written = 0;
  const inForm = (line: string): Buffer => {
    written += 1;
    return encoded(line, { ...form, hasMark: written === 1 && form.hasMark });
  };
  for await (const row of rows) {
    const problem = refused.get(row.row);
    if (problem === undefined) continue;
    if (written === 0 && header !== undefined) {
      yield inForm(tableLine(withReason(header.cells, reasonHeading, header), header));
    }
    const told = kindOf(file) === 'xlsx' ? keptAsText(row) : row;
    yield inForm(lineOf(told, reasonOf(problem), header));
  }
}

/** What a spreadsheet makes a number or a day of when it opens a CSV file, such as 0001, which is a text in a workbook. */
const turned = /^(?:0\d+|\d{12,}|\d+e\d+|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?)$/iu;

function keptAsText(row: SourceRow): SourceRow {
  if (typeof row.raw === 'string') return row;
  return { ...row, raw: row.raw.map((cell) => (turned.test(cell) ? `="${cell}"` : cell)) };
}

/** Everything that is wrong with a row, and where, for people. */
export function reasonOf({ detail, errors: [first, ...others] = [] }: RowProblem): string {
  if (first === undefined) return detail;
  const told = detail.includes(first.field) ? detail : `${first.field}: ${detail}`;
  const more = others.map(({ field, message }) => `${field}: ${message}`);
  return [told, ...more.filter((text) => !told.includes(text))].join('; ');
}

function lineOf({ raw }: SourceRow, reason: string, header: Header | undefined): string {
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
