// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { BackOff } from '@guidang/gateway/common/back-off';
import pLimit from 'p-limit';
import { ApiProblem, Unanswered } from '../api-client';
import type { ApiClient } from '../api-client';
import { after } from './result-file';
import type { ImportProgress, ResultFile, RowProblem, RowResult } from './result-file';
import type { SourceRow } from './source';
import { isChinese, messageOf, says } from '../terminal-words';

interface TakeInOptions {
  /** Signs in anew for each request: an import may outlast a token. */
  readonly signIn: () => Promise<ApiClient>;
  readonly rows: AsyncIterable<SourceRow>;
  /** Identifies the import: repeating the same rows at the same positions has no second effect. */
  readonly name: string;
  readonly results: ResultFile;
  readonly rowsPerRequest: number;
  /** Whether documents of descriptive metadata go to the content store. */
  readonly sendsDescriptions?: boolean;
  /** How a portion is sent; by default as records, in one request. */
  readonly send?: (client: ApiClient, portion: readonly SourceRow[]) => AsyncGenerator<RowResult[]>;
  /** Called after each answer. */
  readonly onProgress: (progress: ImportProgress) => void;
  /** Called when a request is retried, with the reason. */
  readonly onRetry: (reason: string) => void;
}

const attemptsMax = 20;
const waits = { firstMs: 500, maximumMs: 15_000 };

/**
 * Sends the rows in requests of this size, each under an idempotency key of its own, so that an interrupted one can be
 * sent again without a second effect.
 * @returns how many rows have their result now, including earlier runs
 * @throws {ApiProblem} for a failure that a retry cannot fix, and the last failure after too many retries.
 */
export async function takeIn(options: TakeInOptions): Promise<ImportProgress> {
  let progress = options.results.earlier;
  for await (const portion of portions(options.rows, options.rowsPerRequest)) {
    const last = portion.at(-1)?.row ?? 0;
    if (last > progress.lastRow) progress = await sendUntilAnswered(portion, progress, options);
  }
  return progress;
}

async function sendUntilAnswered(
  portion: readonly SourceRow[],
  before: ImportProgress,
  options: TakeInOptions,
): Promise<ImportProgress> {
  let progress = before;
  const last = portion.at(-1)?.row ?? 0;
  const isResumed = isResumedAt(before, options.results);
  const backOff = new BackOff(waits);
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const results of send(portion, options)) {
        // What an attempt that was cut short has taken in is of this import, and was not in before it.
        const told = tellOf(results, attempt > 1 || isResumed);
        progress = await keep(told, progress, options.results);
        options.onProgress(progress);
      }
      if (progress.lastRow >= last) return progress;
      throw new CutShort(says('the answer was cut short', '答复被截断'));
    } catch (error) {
      // A valid sign-in expired: the embedded default was restarted, or its file does not hold the next token yet.
      const signedIn = progress.rows > options.results.earlier.rows;
      if (attempt === attemptsMax || !isPassing(error, signedIn)) throw error;
      options.onRetry(messageOf(error));
    }
    await backOff.wait();
  }
}

async function* send(portion: readonly SourceRow[], options: TakeInOptions): AsyncGenerator<RowResult[]> {
  const sound = portion.filter(({ faults }) => faults === undefined);
  const client = await options.signIn();
  try {
    if (options.sendsDescriptions === true) await sendDescriptions(client, sound);
    const answers = options.send?.(client, sound) ?? sendRecords(client, sound, options.name);
    yield* inPlace(portion, sound.length === 0 ? none() : answers);
  } finally {
    await client.close();
  }
}

async function* none(): AsyncGenerator<RowResult[]> {
  yield await Promise.resolve([]);
}

/** Sets what is wrong with rows that were not sent between the answers, in the file's order. */
async function* inPlace(
  portion: readonly SourceRow[],
  answers: AsyncIterable<RowResult[]>,
): AsyncGenerator<RowResult[]> {
  let next = 0;
  const faultyBefore = (row: number): RowResult[] => {
    const from = next;
    while ((portion[next]?.row ?? row) < row && portion[next]?.faults !== undefined) next += 1;
    return portion.slice(from, next).map(refusedHere);
  };
  for await (const results of answers) {
    yield results.flatMap((result) => {
      const before = faultyBefore(result.row);
      next += 1;
      return [...before, result];
    });
  }
  yield faultyBefore(Infinity);
}

function refusedHere(row: SourceRow): RowResult {
  return { row: row.row, problem: problemOf(row) };
}

/** What is wrong with a row that is not sent. */
export function problemOf({ faults = [] }: SourceRow): RowProblem {
  const [first] = faults;
  const detail = first === undefined ? '' : `${first.field}: ${first.message}`;
  return { code: 'field-invalid', detail, errors: faults };
}

const uploadsMax = 8;

/** The documents come first: a record names no description that nobody has. */
async function sendDescriptions(client: ApiClient, rows: readonly SourceRow[]): Promise<void> {
  const limit = pLimit(uploadsMax);
  const documents = rows.flatMap(({ description }) => description ?? []);
  await Promise.all(
    documents.map((text) =>
      limit(() => client.send('/api/v1/contents', Buffer.from(text), { 'content-type': 'application/json' })),
    ),
  );
}

async function* sendRecords(
  client: ApiClient,
  portion: readonly SourceRow[],
  name: string,
): AsyncGenerator<RowResult[]> {
  yield* answersTo<RowResult>(client, portion, {
    query: 'equal=known',
    headers: { 'idempotency-key': `${name}-${portion[0]?.row ?? 0}-${digestOf(portion)}` },
  });
}

/** Of what the rows say as they are read: a later version may read one of the same file that this one could not. */
function digestOf(portion: readonly SourceRow[]): string {
  const hash = createHash('sha256');
  for (const { text } of portion) hash.update(`${text}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** What the gateway says of each row, under its number in the file. */
export async function* answersTo<Answer extends { readonly row: number }>(
  client: ApiClient,
  rows: readonly SourceRow[],
  { query, headers = {} }: { readonly query: string; readonly headers?: Readonly<Record<string, string>> },
): AsyncGenerator<Answer[]> {
  const body = Buffer.from(rows.map(({ text }) => `${text}\n`).join(''));
  const answer = client.lines(`/api/v1/records:batch?${query}`, body, {
    'content-type': 'application/x-ndjson',
    'accept-language': isChinese ? 'zh' : 'en',
    ...headers,
  });
  for await (const lines of answer) {
    yield lines.map((line) => {
      const result = JSON.parse(line) as Answer;
      // Row numbers start at 1 in each request.
      return { ...result, row: rows[result.row - 1]?.row ?? 0 };
    });
  }
}

function isResumedAt(before: ImportProgress, { earlier }: ResultFile): boolean {
  return before === earlier && earlier.rows > 0;
}

function tellOf(results: readonly RowResult[], isRepeat: boolean): readonly RowResult[] {
  if (!isRepeat) return results;
  return results.map((result) => ('id' in result ? { row: result.row, id: result.id } : result));
}

/** Stores the results that an earlier attempt has not stored already. */
async function keep(
  results: readonly RowResult[],
  before: ImportProgress,
  file: ResultFile,
): Promise<ImportProgress> {
  const fresh = results.filter(({ row }) => row > before.lastRow);
  await file.add(fresh);
  return after(before, fresh);
}

class CutShort extends Error {}

/**
 * Whether a retry may succeed: network failure, busy gateway, truncated answer, expired sign-in. No disk has room again
 * by itself, nor does a file of sign-ins appear.
 */
function isPassing(error: unknown, signedIn: boolean): boolean {
  if (!(error instanceof ApiProblem)) return error instanceof Unanswered || error instanceof CutShort;
  return error.status === 429 || error.status >= 500 || (error.status === 401 && signedIn);
}

export async function* portions(rows: AsyncIterable<SourceRow>, count: number): AsyncGenerator<SourceRow[]> {
  let portion: SourceRow[] = [];
  for await (const row of rows) {
    portion.push(row);
    if (portion.length < count) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
