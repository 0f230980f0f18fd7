// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from '../words/language';

/**
 * What a caller may do after a problem:
 * `none`: the answer stays the same until the request, or the state that it met, is another;
 * `same`: send the same request again, after `Retry-After` where there is one;
 * `new`: read the current state, then decide anew and send a new request;
 * `unknown`: it may have happened; ask for the submission, or send it again under the same Idempotency-Key.
 */
export type ProblemRetry = 'none' | 'same' | 'new' | 'unknown';

export interface CatalogueEntry {
  /** The HTTP status (RFC 9110). */
  readonly status: number;
  readonly title: Bilingual;
  readonly retry: ProblemRetry;
  /** When it is met and what helps, in a line or two. */
  readonly text: Bilingual;
}
