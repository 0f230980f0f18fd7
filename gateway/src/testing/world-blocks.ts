// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Effects } from '../../../chaincode/src/testing/recorded-simulation';
import type { World } from '../../../chaincode/src/testing/world';
import type { LedgerBlock, LedgerTransaction } from '../ledger/port';

/** The transactions of a world from index `from` on, as a ledger would return them. */
export function transactionsOf({ ledger }: World, from = 0): LedgerTransaction[] {
  return ledger.log.slice(from).map((invocation, index) => ({
    id: invocation.transactionId,
    code: 'VALID',
    claimedAt: invocation.claimedAt,
    carrier: invocation.mspId,
    writes: writesOf(ledger.written[from + index]),
    privateHashes: [],
  }));
}

function writesOf(effects: Effects | undefined): LedgerTransaction['writes'] {
  return (effects?.writes ?? []).map(([key, value]) => ({ key, value: Buffer.from(value, 'base64') }));
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
export function blocksOf(world: World): LedgerBlock[] {
  return blocksWith(transactionsOf(world).map((transaction) => [transaction]));
}
