// SPDX-License-Identifier: Apache-2.0
import type { Caller } from '../application/caller';
import { coveredBy, coveredText } from './covered-pages';
import type { Cursors } from './request/cursor';
import type { Input } from './route';

interface Shown {
  readonly cursors: Cursors;
  readonly caller: Caller;
  /** When the use was recorded that has opened it, in milliseconds; without one, the receipt's own rules hold. */
  readonly since: number | undefined;
}

/** Where the receipt is of an event to which a dossier leads. */
export function receiptPath(event: string, { cursors, caller, since }: Shown): string {
  const path = `/api/v1/events/${event}/receipt`;
  if (since === undefined) return path;
  const sealed = cursors.seal(coveredText({ since, position: event }), scopeOf(caller, event));
  return `${path}?dossier=${sealed}`;
}

/**
 * Whether a recorded use of a dossier covers the receipt: the same officer's, of this event, for as long as its pages.
 * @throws {Problem} `cursor-invalid`, `cursor-expired`.
 */
export function isCoveredReceipt({
  cursors,
  caller,
  params,
  query,
  clock,
}: Input<{ readonly id: string }, { readonly dossier?: string | undefined }, unknown>): boolean {
  if (query.dossier === undefined) return false;
  const opened = cursors.open(query.dossier, scopeOf(caller, params.id));
  coveredBy(opened, { nowMs: clock.nowMs(), field: 'query/dossier' });
  return true;
}

function scopeOf({ organisation, officer, department }: Caller, event: string): unknown {
  return { operation: 'getReceipt', event, organisation, officer, department };
}
