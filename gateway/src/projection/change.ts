// SPDX-License-Identifier: Apache-2.0
import { licences, records, transactionCode } from '@guidang/chaincode/model';
import { broughtBy, eventsBetween } from './events';
import type { StoredEvent } from './events';
import { findRowAt } from './find';
import { keys } from './keys';
import type { Projection } from './projection';

/** The versioned subjects, for which each version has an event. */
export interface Versioned {
  readonly kind: 'record' | 'licence';
  readonly id: string;
}

/**
 * The event that last changed a record or licence by a given moment; accesses do not count. The cost grows with the
 * transaction that created the subject, not with the history.
 * @param moment by default now, that is the newest version, whatever its time.
 */
export async function changeOf(
  projection: Projection,
  subject: Versioned,
  moment?: string,
): Promise<StoredEvent | undefined> {
  const at = { id: subject.id, moment };
  const stored =
    subject.kind === 'record'
      ? await findRowAt(projection, records, at)
      : await findRowAt(projection, licences, at);
  if (stored === undefined) return broughtBy(projection, subject);
  const { version } = stored.row.value;
  const start = await projection.get(keys.transaction(transactionCode(stored.transaction)));
  if (start === undefined) return undefined;
  const { nextSequence } = projection.checkpoint;
  for await (const found of eventsBetween(projection, start[0], { before: nextSequence })) {
    const { event } = found;
    if (event.transaction !== stored.transaction) return undefined;
    const isAbout = event.subject.kind === subject.kind && event.subject.id === subject.id;
    if (isAbout && event.version === version) return found;
  }
  return undefined;
}
