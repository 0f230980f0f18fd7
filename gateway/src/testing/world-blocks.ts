// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { MemoryLedger } from '../../../chaincode/src/testing/memory-ledger';
import type { World } from '../../../chaincode/src/testing/world';
import type { LedgerBlock, LedgerTransaction } from '../ledger/port';

/**
 * The transactions of a world from index `from` on, as a ledger would return them: running again gives the same result.
 */
export async function transactionsOf(world: World, from = 0): Promise<LedgerTransaction[]> {
  const ledger = new MemoryLedger();
  const transactions: LedgerTransaction[] = [];
  for (const invocation of world.ledger.log) {
    const { effects } = await ledger.submit(invocation);
    transactions.push({
      id: invocation.transactionId,
      code: 'VALID',
      claimedAt: invocation.claimedAt,
      carrier: invocation.mspId,
      writes: effects.writes.map(([key, value]) => ({ key, value: Buffer.from(value, 'base64') })),
      privateHashes: [],
    });
  }
  return transactions.slice(from);
}

/** Puts transactions into consecutive blocks. */
export function blocksWith(
  groups: readonly (readonly LedgerTransaction[])[],
  after?: LedgerBlock,
): LedgerBlock[] {
  const blocks: LedgerBlock[] = [];
  for (const transactions of groups) {
    const last = blocks.at(-1) ?? after;
    const number = last === undefined ? 0 : last.number + 1;
    const previousHash = last?.hash ?? '';
    const ids = transactions.map(({ id }) => id).join();
    const hash = createHash('sha256').update(`${number}/${previousHash}/${ids}`).digest('hex');
    blocks.push({ number, hash, previousHash, transactions });
  }
  return blocks;
}

/** One transaction per block. */
export async function blocksOf(world: World): Promise<LedgerBlock[]> {
  return blocksWith((await transactionsOf(world)).map((transaction) => [transaction]));
}
