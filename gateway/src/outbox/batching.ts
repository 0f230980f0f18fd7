// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../ledger/port';

/** What one invocation of several in a transaction came to. */
export type Part =
  | { readonly kind: 'done'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly refusal: string };

/** How invocations become one transaction, and its answer the answers of each. */
export interface Batching {
  /** The most that one transaction takes. */
  readonly invocationsMax: number;
  combine(invocations: readonly Invocation[]): Promise<Invocation>;
  /** @param result of a transaction; the parts are in the order of its invocations */
  split(result: string): readonly Part[];
}
