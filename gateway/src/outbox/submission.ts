// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../ledger/port';

/** A write on its way to the ledger. */
export interface OutboxSubmission {
  /** The caller's own identifier. The first submission under it decides; later ones get its outcome. */
  readonly id: string;
  readonly invocation: Invocation;
  /** Whether somebody may ask for it again under its identifier: then its outcome is kept. */
  readonly kept: boolean;
  /** What lets it share a transaction with others; without, it goes alone. */
  readonly sharing?: Sharing;
}

/** What must be known of a command before others may stand beside it in one transaction. */
export interface Sharing {
  /** Whose turn it takes: each caller gets its share of a transaction. */
  readonly caller: string;
  /** The kind of command, whose time in the chaincode is learnt. */
  readonly type: string;
  /** What it changes: no two transactions in flight may change one subject. */
  readonly subjects: readonly string[];
  /** Organisations that must endorse it, besides those that endorse everything. */
  readonly owners: readonly string[];
}

/** What a submission weighs in a transaction, and in memory. */
export function bytesOf({ invocation }: OutboxSubmission): number {
  return invocation.args.reduce((sum, argument) => sum + argument.length, 0);
}
