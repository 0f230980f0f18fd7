// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../words/language';

/**
 * What a caller can do after a problem:
 * `none`: the answer stays the same until the request, or the state it depends on, changes;
 * `same`: send the same request again, after `Retry-After` if present;
 * `new`: read the current state, then decide again and send a new request;
 * `unknown`: it may have happened; query the submission, or send it again under the same Idempotency-Key.
 */
export type ProblemRetry = 'none' | 'same' | 'new' | 'unknown';

export interface CatalogueEntry {
  /** The HTTP status (RFC 9110). */
  readonly status: number;
  readonly title: Bilingual;
  readonly retry: ProblemRetry;
  /** When it occurs and what to do, in a line or two. */
  readonly text: Bilingual;
}
