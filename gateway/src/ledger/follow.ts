// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gather } from './gather';
import type { LedgerBlock, LedgerPort } from './port';

/** Consumes the ledger's blocks and knows how far it has read: the projection, a search index, a feed. */
export interface BlockSubscriber {
  /** The number of the next block that it needs. */
  readonly nextBlock: number;
  /**
   * Processes consecutive blocks, beginning with the next one, atomically.
   * @throws {Error} on failure, after which it gets no more blocks.
   */
  apply(...blocks: readonly LedgerBlock[]): Promise<void>;
}

/** Maximum number of blocks that are buffered, and passed to a subscriber at once. */
const gathered = { weight: 8 * 1024 * 1024, weigh: bytesOf };

/**
 * Feeds a subscriber from the ledger until the signal aborts or the blocks end; blocks that arrived in the meantime are
 * passed on together. Each subscriber reads on its own, so that a slow or failed one does not hold up the others. An
 * error ends the subscription: silently skipping a block would make answers wrong for ever.
 * @throws errors of reading or applying a block, but nothing once the signal is aborted.
 */
export async function follow(
  ledger: Pick<LedgerPort, 'blocks'>,
  subscriber: BlockSubscriber,
  signal: AbortSignal,
): Promise<void> {
  try {
    const blocks = ledger.blocks(subscriber.nextBlock, signal);
    for await (const some of gather(blocks, gathered)) {
      // Let callbacks triggered by a block, such as the statuses that callers wait for, run first.
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
