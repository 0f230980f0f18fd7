// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, statSync, truncateSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** The result of one row of the file. */
export type RowResult =
  | { readonly row: number; readonly id: string }
  | { readonly row: number; readonly problem: { readonly code: string; readonly detail: string } };

/** The progress of an earlier run. */
export interface ImportProgress {
  readonly rows: number;
  readonly refused: number;
  /** Rows up to this one have their result. */
  readonly lastRow: number;
}

/**
 * The results of an import, one line per row in file order, after a first line that identifies the file. A stopped run
 * continues after the last line.
 */
export class ResultFile {
  readonly earlier: ImportProgress;
  readonly #stream: WriteStream;

  private constructor(stream: WriteStream, earlier: ImportProgress) {
    this.#stream = stream;
    this.earlier = earlier;
  }

  /** @throws {Error} if the existing results belong to another file, or are malformed. */
  static async open(path: string, digest: string): Promise<ResultFile> {
    const earlier = existsSync(path) ? await readEarlier(path, digest) : undefined;
    const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
    if (earlier === undefined) stream.write(`${JSON.stringify({ import: digest })}\n`);
    return new ResultFile(stream, earlier ?? { rows: 0, refused: 0, lastRow: 0 });
  }

  /** Resolves when there is room for more (backpressure). */
  async add(results: readonly RowResult[]): Promise<void> {
    const text = results.map((result) => `${JSON.stringify(result)}\n`).join('');
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}

/**
 * An incomplete line of the last run is cut off.
 * @throws {Error} with its number on any other line that is no result.
 */
async function readEarlier(path: string, digest: string): Promise<ImportProgress | undefined> {
  let [rows, refused, lastRow, length, number] = [0, 0, 0, 0, 0];
  const { size } = statSync(path);
  let isCut = false;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (isCut) throw new Error(`line ${number} of ${path} is no result`);
    number += 1;
    const value = jsonOf(line);
    const end = length + Buffer.byteLength(line) + 1;
    isCut = value === undefined || end > size;
    if (isCut) continue;
    length = end;
    if (number === 1) {
      if (headSchema.safeParse(value).data?.import !== digest) {
        throw new Error(`${path} holds the results of another file`);
      }
      continue;
    }
    const result = resultSchema.safeParse(value).data;
    if (result === undefined) throw new Error(`line ${number} of ${path} is no result`);
    rows += 1;
    if (result.problem !== undefined) refused += 1;
    lastRow = result.row;
  }
  truncateSync(path, length);
  return length === 0 ? undefined : { rows, refused, lastRow };
}

const headSchema = z.object({ import: z.string() });
const resultSchema = z.object({ row: z.int().min(1), problem: z.unknown().optional() });

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
