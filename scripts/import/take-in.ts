// SPDX-License-Identifier: Apache-2.0
import { BackOff } from '@guidang/gateway/common/back-off';
import { ApiProblem } from '../api-client';
import type { ApiClient } from '../api-client';
import type { ImportProgress, ResultFile, RowResult } from './result-file';
import type { SourceRow } from './source';

interface TakeInOptions {
  /** Signed in anew for each request: an import may outlast a token. */
  readonly signIn: () => Promise<ApiClient>;
  readonly rows: AsyncIterable<SourceRow>;
  /** Names the import: the same rows in the same places have one effect. */
  readonly name: string;
  readonly results: ResultFile;
  readonly rowsPerRequest: number;
  /** Told after each answer. */
  readonly onProgress: (progress: ImportProgress) => void;
  /** Told when a request is sent again, and why. */
  readonly onRetry: (reason: string) => void;
}

const attemptsMax = 20;
const waits = { firstMs: 500, maximumMs: 15_000 };

/**
 * Sends the rows in requests of so many, each under a key of its own, so that one that was cut short is sent again
 * without a second effect.
 * @returns how many rows have their result now, those of earlier runs included
 * @throws {ApiProblem} for what sending again does not mend, and the last failure when it has failed too often.
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
      // A sign-in that was good ends: at a restart of the embedded default, or before its file holds the next one.
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
    const body = Buffer.from(portion.map(({ text }) => `${text}\n`).join(''));
    const answer = client.lines('/api/v1/records:batch', body, {
      'content-type': 'application/x-ndjson',
      'idempotency-key': `${options.name}-${portion[0]?.row ?? 0}-${portion.length}`,
    });
    for await (const lines of answer) {
      yield lines.map((line) => {
        const result = JSON.parse(line) as RowResult;
        // Within the request, rows are numbered from 1.
        return { ...result, row: portion[result.row - 1]?.row ?? 0 };
      });
    }
  } finally {
    await client.close();
  }
}

/** What an earlier try had answered already is there. */
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

/** Whether a later try may succeed: the network, a busy gateway, an answer that was cut, a sign-in to be renewed. */
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
