// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { reasonHeading } from './headings';
import type { RowProblem } from './result-file';
import { kindOf, rowsOf } from './source';
import type { Header, SourceOptions, SourceRow } from './source';
import { encoded } from './text-encoding';
import type { TextForm } from './text-encoding';

/** The file of the refused rows of another: in its form, so that it is corrected and imported in its turn. */
function refusedFileOf(file: string): string {
  const extension = kindOf(file) === 'xlsx' ? '.csv' : extname(file);
  return `${file}.refused${extension}`;
}

/**
 * Writes the refused rows, with the reason in a column or member of its own.
 * @returns the file's name; `undefined` where nothing was refused: then an earlier one is removed.
 */
export async function writeRefused(
  file: string,
  refused: ReadonlyMap<number, RowProblem>,
  options: SourceOptions,
): Promise<string | undefined> {
  const path = refusedFileOf(file);
  if (refused.size === 0) {
    await rm(path, { force: true });
    return undefined;
  }
  let header: Header | undefined;
  const rows = rowsOf(file, {
    ...options,
    onHeader: (found) => {
      header = found;
    },
  });
  // A workbook's rows are written as Excel opens them best.
  const form: TextForm = kindOf(file) === 'xlsx' ? { encoding: 'utf-8', hasMark: true } : options.form;
  const stream = createWriteStream(path, { mode: 0o600 });
  let written = 0;
  const write = async (line: string): Promise<void> => {
    const bytes = encoded(line, { ...form, hasMark: written === 0 && form.hasMark });
    written += 1;
    if (!stream.write(bytes)) await once(stream, 'drain');
  };
  for await (const row of rows) {
    const problem = refused.get(row.row);
    if (problem === undefined) continue;
    if (written === 0 && header !== undefined) {
      await write(tableLine(withReason(header.cells, reasonHeading, header), header));
    }
    await write(lineOf(row, reasonOf(problem), header));
  }
  stream.end();
  await once(stream, 'close');
  return path;
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
function withReason(cells: readonly string[], reason: string, { cells: header }: Header): string[] {
  const at = header.findIndex((heading) => heading.trim().toLowerCase() === reasonHeading);
  // Blank cells behind the last column would move the reason; a ragged row stays ragged, so that it is refused again.
  const isWide = cells.slice(header.length).every((cell) => cell.trim() === '');
  if (at === -1) return [...(isWide ? cells.slice(0, header.length) : cells), reason];
  return cells.map((cell, index) => (index === at ? reason : cell));
}

function tableLine(cells: readonly string[], { delimiter }: Header): string {
  return `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
}

function quoted(cell: string, delimiter: string): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
