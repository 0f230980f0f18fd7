// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { finished } from 'node:stream';
import type { Duplex, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import split from 'split2';
import { checkColumns, recordOf } from './csv-record';

/** One record of a file: its row number, and what to send. */
export interface SourceRow {
  /** In NDJSON the line number; in CSV the number of the record, not counting the header. */
  readonly row: number;
  readonly text: string;
}

/** SHA-256 of the file: identifies its rows, so that a repeated import recognises them. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Longer than any record that a gateway takes; a file of another kind may hold no line end at all. */
const rowBytesMax = 1024 * 1024;

/**
 * Yields the records of a file, one at a time.
 * @throws {Error} unless the name ends in .ndjson, .jsonl or .csv and the file can be read, and parsed as such.
 */
export function rowsOf(file: string): AsyncGenerator<SourceRow> {
  switch (extname(file).toLowerCase()) {
    case '.ndjson':
    case '.jsonl':
      return opened(file, ndjsonRows);
    case '.csv':
      return opened(file, csvRows);
    default:
      throw new Error(`${file} is neither .ndjson, .jsonl nor .csv`);
  }
}

/** Opens the file with the first row that is asked for: before, nobody would hear that it cannot be opened. */
async function* opened(
  file: string,
  rows: (source: Readable) => AsyncGenerator<SourceRow>,
): AsyncGenerator<SourceRow> {
  yield* rows(createReadStream(file));
}

/** @throws {Error} for a line that is longer than any record. */
export async function* ndjsonRows(source: Readable): AsyncGenerator<SourceRow> {
  const lines = through(source, split({ maxLength: rowBytesMax }));
  let row = 0;
  for await (const text of lines as AsyncIterable<string>) {
    row += 1;
    if (text.trim() !== '') yield { row, text };
  }
}

/** @throws {Error} for columns that no record has; {@link CsvError} for what is no CSV. */
export async function* csvRows(source: Readable): AsyncGenerator<SourceRow> {
  const columns = (header: string[]): string[] => {
    checkColumns(header);
    return header;
  };
  const options = { bom: true, columns, trim: true, skip_empty_lines: true, max_record_size: rowBytesMax };
  let row = 0;
  for await (const record of through(source, parse(options)) as AsyncIterable<Record<string, string>>) {
    row += 1;
    yield { row, text: JSON.stringify(recordOf(record)) };
  }
}

export { CsvError };

/** As `pipe`, which alone would leave an error of the source without a listener: it would end the process. */
function through(source: Readable, parser: Duplex): Duplex {
  finished(source, (error) => {
    if (error !== undefined && error !== null) parser.destroy(error);
  });
  // Ends the reading of a file whose rows are not wanted any more.
  finished(parser, () => source.destroy());
  return source.pipe(parser);
}
