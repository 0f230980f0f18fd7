// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { World } from '../../../chaincode/src/testing/world';
import { Projection } from '../projection';
import { blocksOf } from '../testing/world-blocks';
import { follow } from './follow';
import type { BlockSubscriber } from './follow';
import type { LedgerBlock } from './port';

/** A second, minimal subscriber: counts the keys that each block wrote. */
class WriteCounts implements BlockSubscriber {
  readonly counts: number[] = [];
  readonly #failAt: number | undefined;

  constructor(failAt?: number) {
    this.#failAt = failAt;
  }

  get nextBlock(): number {
    return this.counts.length;
  }

  apply(...blocks: readonly LedgerBlock[]): Promise<void> {
    for (const { number, transactions } of blocks) {
      if (number === this.#failAt) return Promise.reject(new Error('the disk is full'));
      this.counts.push(transactions.reduce((sum, { writes }) => sum + writes.length, 0));
    }
    return Promise.resolve();
  }
}

let blocks: LedgerBlock[];
let folder: string;
let projection: Projection;
beforeAll(async () => {
  blocks = blocksOf(await World.create());
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-follow-'));
  projection = await Projection.open(folder);
});
afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

/** A ledger with this many blocks that then ends. */
function ledgerOf(height: number): { blocks: (from: number) => AsyncGenerator<LedgerBlock> } {
  return {
    async *blocks(from) {
      await Promise.resolve();
      yield* blocks.slice(from, height);
    },
  };
}

function countsOf(some: readonly LedgerBlock[]): number[] {
  return some.map(({ transactions }) => transactions.reduce((sum, { writes }) => sum + writes.length, 0));
}

it('feeds a second subscriber beside the projection, each from where it stands', async () => {
  const second = new WriteCounts();
  const { signal } = new AbortController();
  const half = Math.floor(blocks.length / 2);
  await follow(ledgerOf(half), projection, signal);
  await Promise.all([
    follow(ledgerOf(blocks.length), projection, signal),
    follow(ledgerOf(blocks.length), second, signal),
  ]);
  expect(projection.nextBlock).toBe(blocks.length);
  expect(second.counts).toEqual(countsOf(blocks));
});

it('ends with the error of one subscriber, without holding up the others', async () => {
  const second = new WriteCounts(3);
  const { signal } = new AbortController();
  const failing = follow(ledgerOf(blocks.length), second, signal);
  await Promise.all([
    expect(failing).rejects.toThrow('the disk is full'),
    follow(ledgerOf(blocks.length), projection, signal),
  ]);
  expect(second.counts).toEqual(countsOf(blocks.slice(0, 3)));
  expect(projection.nextBlock).toBe(blocks.length);
});

it('says nothing of a failure after the signal', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(follow(ledgerOf(blocks.length), new WriteCounts(0), stop.signal)).resolves.toBeUndefined();
});
