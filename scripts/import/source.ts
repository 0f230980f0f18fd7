// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
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

/**
 * Yields the records of a file, one at a time.
 * @throws {Error} unless the name ends in .ndjson, .jsonl or .csv and the file can be parsed as such.
 */
export function rowsOf(file: string): AsyncGenerator<SourceRow> {
  switch (extname(file).toLowerCase()) {
    case '.ndjson':
    case '.jsonl':
      return ndjsonRows(file);
    case '.csv':
      return csvRows(file);
    default:
      throw new Error(`${file} is neither .ndjson, .jsonl nor .csv`);
  }
}

async function* ndjsonRows(file: string): AsyncGenerator<SourceRow> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let row = 0;
  for await (const text of lines) {
    row += 1;
    if (text.trim() !== '') yield { row, text };
  }
}

async function* csvRows(file: string): AsyncGenerator<SourceRow> {
  const columns = (header: string[]): string[] => {
    checkColumns(header);
    return header;
  };
  const records = createReadStream(file).pipe(
    parse({ bom: true, columns, trim: true, skip_empty_lines: true }),
  );
  let row = 0;
  for await (const record of records as AsyncIterable<Record<string, string>>) {
    row += 1;
    yield { row, text: JSON.stringify(recordOf(record)) };
  }
}
