// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { checkColumns, recordOf } from './csv-record';

/** One record of a file: the number of its row, and what to send. */
export interface SourceRow {
  /** In NDJSON the number of its line; in CSV that of its record, without the header. */
  readonly row: number;
  readonly text: string;
}

/** What a file holds, so that the same rows are known again and others are not taken for them. */
export async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * The records of a file, one at a time.
 * @throws {Error} when the name ends neither in .ndjson or .jsonl nor in .csv, or the file cannot be read as such.
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
