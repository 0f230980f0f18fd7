// SPDX-License-Identifier: Apache-2.0
import { OutboxError } from '../../outbox';
import type { Projection } from '../../projection';
import type { Accepted, Committed } from './api';

const projectionWaitMs = 10_000;

/**
 * Awaits a write that must be in the projection before the caller continues, such as an access before the first byte.
 * @throws {OutboxError} `status-timeout` when it takes too long; the access may still be recorded, but nothing is
 * shown.
 */
export async function committed(
  write: Promise<Committed | Accepted>,
  projection: Projection,
): Promise<Committed> {
  const outcome = await write;
  if ('submission' in outcome) {
    throw new OutboxError('status-timeout', 'the access is not recorded yet: ask again');
  }
  if (!(await projection.waitFor(outcome.block, AbortSignal.timeout(projectionWaitMs)))) {
    throw new OutboxError('status-timeout', 'the query store is behind the ledger: ask again');
  }
  return outcome;
}
