// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecord } from '@guidang/chaincode/commands';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { World } from '../../../chaincode/src/testing/world';
import type { LedgerBlock, LedgerTransaction } from '../ledger/port';
import { headTransaction } from '../testing/head-transaction';
import { blocksWith, transactionsOf } from '../testing/world-blocks';
import { Projection, recordedAt, transactionRecordedAt } from './index';

let base: LedgerTransaction[];
let folder: string;
let projection: Projection;
let last: LedgerBlock | undefined;

beforeAll(async () => {
  const world = await World.create();
  for (let count = 0; count < 3; count += 1) {
    await world.give(world.officers.eastRegistrar, createRecord, aRecord());
  }
  base = transactionsOf(world);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-recorded-'));
  projection = await Projection.open(folder);
  last = undefined;
});
afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

function time(seconds: number): string {
  return new Date(1_800_000_000_000 + seconds * 1000).toISOString();
}

async function apply(...transactions: readonly LedgerTransaction[]): Promise<void> {
  for (const block of blocksWith(
    transactions.map((transaction) => [transaction]),
    last,
  )) {
    await projection.apply(block);
    last = block;
  }
}

/** Anchors a head of all leaves up to now. */
async function anchor(...cosigned: readonly number[]): Promise<number> {
  const size = projection.checkpoint.nextSequence;
  await apply(headTransaction({ size, cosigned: cosigned.map(time) }));
  return size;
}

describe('the recorded time of an event', () => {
  it.each([
    ['of one', [7], 7],
    ['of two, the lower', [9, 8], 8],
    ['of three', [3, 900, 5], 5],
    [
      'of six, the lower: one organisation of three cannot move it beyond the others',
      [5, 5, 6, 6, 900, 900],
      6,
    ],
  ])("is the median of its head's cosignature times: %s", async (_, cosigned, expected) => {
    await apply(...base);
    await anchor(...cosigned);
    await expect(recordedAt(projection, 0)).resolves.toBe(time(expected));
    expect(projection.head?.recordedAt).toBe(time(expected));
  });

  it('is that of the first anchored head that covers it, whatever is anchored later', async () => {
    const [first, ...others] = base.slice(-3);
    await apply(...base.slice(0, -2));
    await expect(recordedAt(projection, 0)).resolves.toBeUndefined();
    const size = await anchor(10);
    await apply(...others);
    await expect(recordedAt(projection, size)).resolves.toBeUndefined();
    await anchor(20);
    await expect(recordedAt(projection, size - 1)).resolves.toBe(time(10));
    await expect(recordedAt(projection, size)).resolves.toBe(time(20));
    await expect(transactionRecordedAt(projection, first?.id ?? '')).resolves.toBe(time(10));
    await expect(transactionRecordedAt(projection, others[0]?.id ?? '')).resolves.toBe(time(20));
    await expect(transactionRecordedAt(projection, 'f'.repeat(64))).resolves.toBeUndefined();
  });

  it('never decreases along the heads, also after a restart', async () => {
    const others = base.slice(-2);
    await apply(...base.slice(0, -2));
    await anchor(30);
    await projection.close();
    projection = await Projection.open(folder);
    expect(projection.head?.recordedAt).toBe(time(30));
    for (const [index, transaction] of others.entries()) {
      await apply(transaction);
      const size = await anchor(20 + 20 * index);
      await expect(recordedAt(projection, size - 1)).resolves.toBe(time([30, 40][index] ?? 0));
    }
  });

  it('is not given by a head that ends at no block boundary, nor changed by the same head again', async () => {
    await apply(...base);
    const size = projection.checkpoint.nextSequence;
    await apply(headTransaction({ size: size + 5, cosigned: [time(10)] }));
    await expect(recordedAt(projection, 0)).resolves.toBeUndefined();
    expect(projection.head).toMatchObject({ block: -1, recordedAt: undefined });
    await apply(headTransaction({ size, cosigned: [time(20)] }));
    await apply(headTransaction({ size, cosigned: [time(40)] }));
    await expect(recordedAt(projection, 0)).resolves.toBe(time(20));
  });
});
