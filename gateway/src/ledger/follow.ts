// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gather } from './gather';
import type { LedgerBlock, LedgerPort } from './port';

/** Whoever reads the ledger's blocks, and knows how far it has read: the projection, an index for search, a feed. */
export interface BlockSubscriber {
  /** The number of the block that it wants next. */
  readonly nextBlock: number;
  /**
   * Takes blocks that follow one another, the wanted one first, all or none.
   * @throws {Error} when it cannot: it is given no more.
   */
  apply(...blocks: readonly LedgerBlock[]): Promise<void>;
}

/** Blocks that wait to be taken, and that a subscriber is given at once at most. */
const gathered = { weight: 8 * 1024 * 1024, weigh: bytesOf };

/**
 * Feeds a subscriber from the ledger until the signal aborts or the blocks end; blocks that have come in between are
 * handed over at once. Each subscriber reads for itself: a slow or failed one holds up no other. A failure ends it:
 * skipping a block silently would let answers go wrong for ever.
 * @throws what reading or applying a block throws, but nothing after the signal.
 */
export async function follow(
  ledger: Pick<LedgerPort, 'blocks'>,
  subscriber: BlockSubscriber,
  signal: AbortSignal,
): Promise<void> {
  try {
    const blocks = ledger.blocks(subscriber.nextBlock, signal);
    for await (const some of gather(blocks, gathered)) {
      // What came with a block, such as the statuses that callers wait for, goes first.
      await nextTurn();
      await subscriber.apply(...some);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function bytesOf({ transactions }: LedgerBlock): number {
  let bytes = 0;
  for (const { writes } of transactions) for (const { value } of writes) bytes += value?.length ?? 0;
  return bytes;
}
