// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../ledger/port';

/** The result of one invocation out of several in a transaction. */
export type Part =
  | { readonly kind: 'done'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly refusal: string };

/** How invocations are combined into one transaction, and its result split into theirs. */
export interface Batching {
  /** The maximum size of one transaction. */
  readonly invocationsMax: number;
  combine(invocations: readonly Invocation[]): Promise<Invocation>;
  /** Adds what each transaction brings anew: called right before an invocation is endorsed, at every try. */
  completed(invocation: Invocation): Invocation;
  /** @param result of a transaction; the parts are in the order of its invocations */
  split(result: string): readonly Part[];
}
