// SPDX-License-Identifier: Apache-2.0
import type { Invocation } from '../ledger/port';

/** A write to be submitted to the ledger. */
export interface OutboxSubmission {
  /** The caller's own identifier. The first submission under it counts; later ones get its outcome. */
  readonly id: string;
  readonly invocation: Invocation;
  /** Whether it may be asked for again under its identifier: then its outcome is kept. */
  readonly kept: boolean;
  /** What allows it to share a transaction with others; without this it gets its own. */
  readonly sharing?: Sharing;
}

/** Facts about a command that decide which others may share its transaction. */
export interface Sharing {
  /** The caller whose turn it takes: each caller gets a share of a transaction. */
  readonly caller: string;
  /** The type of command, for estimating its time in the chaincode. */
  readonly type: string;
  /** What it changes: no two transactions in flight may change the same subject. */
  readonly subjects: readonly string[];
  /** Organisations that must endorse it, in addition to those that endorse everything. */
  readonly owners: readonly string[];
}

/** The size in bytes of a submission in a transaction and in memory. */
export function bytesOf({ invocation }: OutboxSubmission): number {
  return invocation.args.reduce((sum, argument) => sum + argument.length, 0);
}
