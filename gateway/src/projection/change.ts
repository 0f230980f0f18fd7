// SPDX-License-Identifier: Apache-2.0
import { transactionCode } from '@guidang/chaincode/model';
import { broughtBy, eventsBetween } from './events';
import type { StoredEvent } from './events';
import { keys } from './keys';
import type { Projection } from './projection';

/** A version of a subject that has an event for each, and the transaction that wrote it. */
export interface Change {
  readonly kind: 'record' | 'licence';
  readonly id: string;
  readonly version: number;
  readonly transaction: string;
}

/**
 * The event of a version of a record or licence; accesses have none. The cost grows with the transaction, not with the
 * history.
 */
export async function eventOfChange(
  projection: Projection,
  change: Change,
): Promise<StoredEvent | undefined> {
  const brought = change.version === 1 ? await broughtBy(projection, change) : undefined;
  if (brought !== undefined) return brought;
  const start = await projection.get(keys.transaction(transactionCode(change.transaction)));
  if (start === undefined) return undefined;
  const { nextSequence } = projection.checkpoint;
  for await (const found of eventsBetween(projection, start[0], { before: nextSequence })) {
    const { event } = found;
    if (event.transaction !== change.transaction) return undefined;
    const isAbout = event.subject.kind === change.kind && event.subject.id === change.id;
    if (isAbout && event.version === change.version) return found;
  }
  return undefined;
}
