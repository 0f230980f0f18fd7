// SPDX-License-Identifier: Apache-2.0
import type { LedgerPort } from '../ledger/port';
import type { Projection } from './projection';

/**
 * Feeds the projection from the ledger until the signal aborts. A failure ends it: skipping a block silently would
 * let answers go wrong for ever.
 * @throws what reading or applying a block throws, but nothing after the signal.
 */
export async function follow(ledger: LedgerPort, projection: Projection, signal: AbortSignal): Promise<void> {
  try {
    for await (const block of ledger.blocks(projection.checkpoint.height, signal)) {
      await projection.apply(block);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
