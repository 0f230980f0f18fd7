// SPDX-License-Identifier: Apache-2.0
import { createReadStream, existsSync, statSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CellFault } from './cells';
import { says } from '../terminal-words';
import { naming } from './written-file';

export interface RowProblem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly CellFault[] | undefined;
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
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, earlier: ImportProgress) {
    this.#path = path;
    this.#file = file;
    this.earlier = earlier;
  }

  /** @throws {Error} if the file that is there holds no results. */
  static async open(path: string, digest: string): Promise<ResultFile> {
    const earlier = existsSync(path) ? await readEarlier(path, digest) : undefined;
    const file = await open(path, earlier === undefined ? 'w' : 'a', 0o600);
    const results = new ResultFile(path, file, earlier ?? noProgress);
    if (earlier === undefined) await results.#write(`${JSON.stringify({ import: digest })}\n`);
    return results;
  }

  /** @throws {Error} of the operating system, if the disk is full: what was written of the last line is cut off later. */
  async add(results: readonly RowResult[]): Promise<void> {
    await this.#write(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(text: string): Promise<void> {
    await naming(this.#path, this.#file.appendFile(text));
  }
}

/** The refused rows of a result file, by row. */
export async function refusedIn(path: string): Promise<Map<number, RowProblem>> {
  const refused = new Map<number, RowProblem>();
  for await (const line of linesOf(path)) {
    const { row, problem } = resultSchema.safeParse(jsonOf(line)).data ?? {};
    if (row !== undefined && problem !== undefined) refused.set(row, problem);
  }
  return refused;
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

/**
 * An incomplete line of the last run is cut off.
 * @throws {Error} with its number on any other line that is no result.
 */
async function readEarlier(path: string, digest: string): Promise<ImportProgress | undefined> {
  const { size } = statSync(path);
  let progress = noProgress;
  let [length, number, isCut] = [0, 0, false];
  for await (const line of linesOf(path)) {
    if (isCut) throw noResult(path, number);
    number += 1;
    const value = jsonOf(line);
    const end = length + Buffer.byteLength(line) + 1;
    isCut = value === undefined || end > size;
    if (number === 1 && isCut && !isCutHead(line)) throw notResults(path);
    if (isCut) continue;
    length = end;
    if (number > 1) progress = after(progress, [resultOf(value, path, number)]);
    else if (digestOf(value, path) !== digest) return undefined;
  }
  truncateSync(path, length);
  return length === 0 ? undefined : progress;
}

function digestOf(head: unknown, path: string): string {
  const { data } = headSchema.safeParse(head);
  if (data === undefined) throw notResults(path);
  return data.import;
}

function resultOf(value: unknown, path: string, number: number): RowLine {
  const { data } = resultSchema.safeParse(value);
  if (data === undefined) throw noResult(path, number);
  return data;
}

/** A run that was killed at its first write. */
function isCutHead(line: string): boolean {
  const start = '{"import":"';
  return start.startsWith(line.slice(0, start.length));
}

function noResult(path: string, number: number): Error {
  return new Error(says(`line ${number} of ${path} is no result`, `${path} 第 ${number} 行不是导入结果`));
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
export function after(before: ImportProgress, results: readonly RowLine[]): ImportProgress {
  return {
    rows: before.rows + results.length,
    refused: before.refused + results.filter(({ problem }) => problem !== undefined).length,
    known: before.known + results.filter(({ known }) => known === true).length,
    lastRow: results.at(-1)?.row ?? before.lastRow,
  };
}

const headSchema = z.object({ import: z.string() });
const resultSchema = z.object({
  row: z.int().min(1),
  known: z.literal(true).optional(),
  problem: z
    .object({
      code: z.string(),
      detail: z.string(),
      errors: z.array(z.looseObject({ field: z.string(), message: z.string() })).optional(),
    })
    .optional(),
});

/** What progress needs to know of a row's result. */
interface RowLine {
  readonly row: number;
  readonly known?: true | undefined;
  readonly problem?: unknown;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
