// SPDX-License-Identifier: Apache-2.0
import { BackOff } from '@guidang/gateway/common/back-off';
import { ApiProblem } from '../api-client';
import type { ApiClient } from '../api-client';
import type { ImportProgress, ResultFile, RowResult } from './result-file';
import type { SourceRow } from './source';

interface TakeInOptions {
  /** Signs in anew for each request: an import may outlast a token. */
  readonly signIn: () => Promise<ApiClient>;
  readonly rows: AsyncIterable<SourceRow>;
  /** Identifies the import: repeating the same rows at the same positions has no second effect. */
  readonly name: string;
  readonly results: ResultFile;
  readonly rowsPerRequest: number;
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
  const backOff = new BackOff(waits);
  for (let attempt = 1; ; attempt += 1) {
    try {
      for await (const results of send(portion, options)) {
        progress = await keep(results, progress, options.results);
        options.onProgress(progress);
      }
      if (progress.lastRow >= last) return progress;
      throw new Error('the answer was cut short');
    } catch (error) {
      // A valid sign-in expired: the embedded default was restarted, or its file does not hold the next token yet.
      const signedIn = progress.rows > options.results.earlier.rows;
      if (attempt === attemptsMax || !isPassing(error, signedIn)) throw error;
      options.onRetry(error instanceof Error ? error.message : String(error));
    }
    await backOff.wait();
  }
}

async function* send(portion: readonly SourceRow[], options: TakeInOptions): AsyncGenerator<RowResult[]> {
  const client = await options.signIn();
  try {
    yield* options.send?.(client, portion) ?? sendRecords(client, portion, options.name);
  } finally {
    await client.close();
  }
}

async function* sendRecords(
  client: ApiClient,
  portion: readonly SourceRow[],
  name: string,
): AsyncGenerator<RowResult[]> {
  const body = Buffer.from(portion.map(({ text }) => `${text}\n`).join(''));
  const answer = client.lines('/api/v1/records:batch', body, {
    'content-type': 'application/x-ndjson',
    'idempotency-key': `${name}-${portion[0]?.row ?? 0}-${portion.length}`,
  });
  for await (const lines of answer) {
    yield lines.map((line) => {
      const result = JSON.parse(line) as RowResult;
      // Row numbers start at 1 in each request.
      return { ...result, row: portion[result.row - 1]?.row ?? 0 };
    });
  }
}

/** Stores the results that an earlier attempt has not stored already. */
async function keep(
  results: readonly RowResult[],
  before: ImportProgress,
  file: ResultFile,
): Promise<ImportProgress> {
  const fresh = results.filter(({ row }) => row > before.lastRow);
  await file.add(fresh);
  return {
    rows: before.rows + fresh.length,
    refused: before.refused + fresh.filter((result) => 'problem' in result).length,
    lastRow: fresh.at(-1)?.row ?? before.lastRow,
  };
}

/** Whether a retry may succeed: network failure, busy gateway, truncated answer, expired sign-in. */
function isPassing(error: unknown, signedIn: boolean): boolean {
  if (!(error instanceof ApiProblem)) return true;
  return error.status === 429 || error.status >= 500 || (error.status === 401 && signedIn);
}

async function* portions(rows: AsyncIterable<SourceRow>, count: number): AsyncGenerator<SourceRow[]> {
  let portion: SourceRow[] = [];
  for await (const row of rows) {
    portion.push(row);
    if (portion.length < count) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
