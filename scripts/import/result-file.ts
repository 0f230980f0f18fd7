// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, statSync, truncateSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CellFault } from './cells';
import { says } from './words';

export interface RowProblem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly CellFault[];
}

/** The result of one row of the file. */
export type RowResult =
  | { readonly row: number; readonly id: string; /** It was in already. */ readonly known?: true }
  | { readonly row: number; readonly problem: RowProblem };

/** The progress of an earlier run. */
export interface ImportProgress {
  readonly rows: number;
  readonly refused: number;
  /** Of those that are in, those that were before. */
  readonly known: number;
  /** Rows up to this one have their result. */
  readonly lastRow: number;
}

const noProgress: ImportProgress = { rows: 0, refused: 0, known: 0, lastRow: 0 };

/**
 * The results of an import, one line per row in file order, after a first line that identifies the file. A stopped run
 * continues after the last line; of a file that was changed since, the results are written anew.
 */
export class ResultFile {
  readonly earlier: ImportProgress;
  readonly #stream: WriteStream;

  private constructor(stream: WriteStream, earlier: ImportProgress) {
    this.#stream = stream;
    this.earlier = earlier;
  }

  /** @throws {Error} if the file that is there holds no results. */
  static async open(path: string, digest: string): Promise<ResultFile> {
    const earlier = existsSync(path) ? await readEarlier(path, digest) : undefined;
    const stream = createWriteStream(path, { flags: earlier === undefined ? 'w' : 'a', mode: 0o600 });
    if (earlier === undefined) stream.write(`${JSON.stringify({ import: digest })}\n`);
    return new ResultFile(stream, earlier ?? noProgress);
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

/** The refused rows of a result file, by row. */
export async function refusedIn(path: string): Promise<Map<number, RowProblem>> {
  const refused = new Map<number, RowProblem>();
  for await (const line of linesOf(path)) {
    const { row, problem } = read(line) ?? {};
    if (row !== undefined && problem !== undefined) refused.set(row, problem);
  }
  return refused;
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

/**
 * An incomplete last line is cut off.
 * @returns undefined when nothing is there yet, or what is there is of another file.
 * @throws {Error} if it holds no results; with its number, on any other line that is no result.
 */
async function readEarlier(path: string, digest: string): Promise<ImportProgress | undefined> {
  const { size } = statSync(path);
  let progress = noProgress;
  let [length, number, isCut] = [0, 0, false];
  for await (const line of linesOf(path)) {
    if (isCut) throw notAResult(path, number);
    number += 1;
    const value = read(line);
    const end = length + Buffer.byteLength(line) + 1;
    if (number === 1 && value?.import === undefined && !isCutHead(line)) throw notResults(path);
    if (value === undefined || end > size) {
      isCut = true;
      continue;
    }
    length = end;
    if (number > 1) progress = after(progress, [resultOf(value, { path, number })]);
    else if (value.import !== digest) return undefined;
  }
  truncateSync(path, length);
  return length === 0 ? undefined : progress;
}

/** A run that was killed at its first write. */
function isCutHead(line: string): boolean {
  const start = '{"import":"';
  return start.startsWith(line.slice(0, start.length));
}

const rowSchema = z.object({ row: z.int().min(1) });

function resultOf(value: Line, { path, number }: { readonly path: string; readonly number: number }): Line {
  if (!rowSchema.safeParse(value).success) throw notAResult(path, number);
  return value;
}

function notAResult(path: string, line: number): Error {
  return new Error(says(`line ${line} of ${path} is no result`, `${path} 第 ${line} 行不是导入结果`));
}

function notResults(path: string): Error {
  return new Error(
    says(
      `${path} is there and holds no results of an import: name another file with --result`,
      `${path} 已存在，且不是导入结果：请用 --result 指定其他文件`,
    ),
  );
}

/** Progress after further results. */
export function after(before: ImportProgress, results: readonly Line[]): ImportProgress {
  return {
    rows: before.rows + results.length,
    refused: before.refused + results.filter(({ problem }) => problem !== undefined).length,
    known: before.known + results.filter(({ known }) => known === true).length,
    lastRow: results.at(-1)?.row ?? before.lastRow,
  };
}

interface Line {
  readonly import?: string;
  readonly row?: number;
  readonly known?: true;
  readonly problem?: RowProblem;
}

function read(line: string): Line | undefined {
  try {
    const value = JSON.parse(line) as Line | null;
    return value ?? undefined;
  } catch {
    return undefined;
  }
}
