// SPDX-License-Identifier: Apache-2.0
import { type Invocation } from '../ledger/port';

/** What one invocation of several in a transaction came to. */
export type Part =
  | { readonly kind: 'done'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly refusal: string };

/** How invocations become one transaction, and its answer the answers of each. */
export interface Batching {
  /** The most that one transaction takes. */
  readonly invocationsMax: number;
  combine(invocations: readonly Invocation[]): Invocation;
  /** The answer of a transaction of one invocation. */
  read(result: string): unknown;
  /** @param result of the combined transaction; the parts are in the order of the invocations */
  split(result: string): readonly Part[];
}
