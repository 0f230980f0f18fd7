// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProblem, Unanswered } from '../api-client';
import type { ApiClient } from '../api-client';
import { ResultFile } from './result-file';
import type { ImportProgress } from './result-file';
import { takeIn } from './take-in';

const keys: string[] = [];
const ended = new ApiProblem(401, { code: 'token-invalid' });

let folder: string;
/** What each row says. */
let text: string;
beforeEach(async () => {
  keys.length = 0;
  text = '{}';
  folder = await mkdtemp(join(tmpdir(), 'guidang-take-in-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Imports three rows, one per request; each request is answered, or fails as scripted. */
async function takeThree(...failures: readonly (Error | undefined)[]): Promise<ImportProgress> {
  const left = [...failures];
  const client = {
    async *lines(_path: string, _body: Buffer, headers: Record<string, string>): AsyncGenerator<string[]> {
      keys.push(headers['idempotency-key'] ?? '');
      const failure = left.shift();
      if (failure !== undefined) throw failure;
      yield [await Promise.resolve('{"row":1,"id":"x"}')];
    },
    close: () => Promise.resolve(),
  } as unknown as ApiClient;
  const results = await ResultFile.open(join(folder, 'results'), 'digest');
  async function* rows() {
    for (const row of [1, 2, 3]) yield await Promise.resolve({ row, text, raw: '{}' });
  }
  const silent = (): void => undefined;
  return takeIn({
    ...{ signIn: () => Promise.resolve(client), rows: rows(), name: 'name', results, rowsPerRequest: 1 },
    ...{ onProgress: silent, onRetry: silent },
  }).finally(() => results.close());
}

describe('taking rows in', () => {
  it('goes on when a sign-in that was good has ended and is renewed', async () => {
    await expect(takeThree(undefined, ended)).resolves.toMatchObject({ rows: 3, refused: 0, lastRow: 3 });
  });

  it('ends at once when the sign-in is not good from the start', async () => {
    await expect(takeThree(ended)).rejects.toBe(ended);
  });

  it('goes on when the gateway was gone for a while', async () => {
    const gone = new Unanswered('http://localhost:1', new TypeError('fetch failed'));
    await expect(takeThree(undefined, gone)).resolves.toMatchObject({ rows: 3, lastRow: 3 });
  });

  it('ends at once where waiting mends nothing, such as a disk that is full', async () => {
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    await expect(takeThree(undefined, full)).rejects.toBe(full);
    expect(keys).toHaveLength(2);
  });

  it('has a key for what the rows say: a later version that reads one otherwise is not told of a conflict', async () => {
    await takeThree();
    await rm(join(folder, 'results'));
    await takeThree();
    await rm(join(folder, 'results'));
    text = '{"retention":"D30"}';
    await takeThree();
    const [first, again, otherwise] = [keys.slice(0, 3), keys.slice(3, 6), keys.slice(6)];
    expect(again).toEqual(first);
    expect(new Set([...first, ...otherwise]).size).toBe(6);
  });
});
