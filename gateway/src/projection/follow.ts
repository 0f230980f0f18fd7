// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LedgerBlock, LedgerPort } from '../ledger/port';
import { gather } from './gather';
import type { Projection } from './projection';

/** Blocks that wait to be written, and that one synchronous write takes at most. */
const gathered = { weight: 8 * 1024 * 1024, weigh: bytesOf };

/**
 * Feeds the projection from the ledger until the signal aborts or the blocks end; blocks that are at hand are written at once. A failure
 * ends it: skipping a block silently would let answers go wrong for ever.
 * @throws what reading or applying a block throws, but nothing after the signal.
 */
export async function follow(
  ledger: Pick<LedgerPort, 'blocks'>,
  projection: Projection,
  signal: AbortSignal,
): Promise<void> {
  try {
    const blocks = ledger.blocks(projection.checkpoint.height, signal);
    for await (const some of gather(blocks, gathered)) {
      // What came with a block, such as the statuses that callers wait for, goes first.
      await nextTurn();
      await projection.apply(...some);
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
