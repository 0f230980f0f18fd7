// SPDX-License-Identifier: Apache-2.0
import type { LedgerErrorCode } from '../ledger/ledger-error';

export type FailureCode =
  | LedgerErrorCode
  /** Others kept changing what the transaction read, up to the limit of attempts. */
  | 'read-conflict'
  /** Ordered, and found invalid for another reason, up to the limit of attempts. */
  | 'transaction-invalid'
  /** Too many submissions are in progress. */
  | 'outbox-full'
  /** Too many submissions of this caller are in progress. */
  | 'caller-busy'
  | 'outbox-closed';

/** The transaction took effect. */
export interface CommittedOutcome {
  readonly kind: 'committed';
  readonly transactionId: string;
  readonly block: number;
  /** The contract's result as JSON values. */
  readonly result: unknown;
}

/** The contract refused; a resubmission gets the same answer from now on. */
export interface RefusedOutcome {
  readonly kind: 'refused';
  /** The contract's own message. */
  readonly refusal: string;
}

/** Nothing took effect and nothing will. Submitting the same identifier again starts over. */
export interface FailedOutcome {
  readonly kind: 'failed';
  readonly code: FailureCode;
  readonly message: string;
  /** Whether a later attempt may succeed. */
  readonly retryable: boolean;
}

/** Undecided. The outbox continues by itself; query again, or submit the same identifier again. */
export interface PendingOutcome {
  readonly kind: 'pending';
  /** The transaction that may take effect, once there is one. */
  readonly transactionId?: string;
  readonly message: string;
}

export const pending: PendingOutcome = { kind: 'pending', message: 'The outcome is not known yet' };

export type Settled = CommittedOutcome | RefusedOutcome | FailedOutcome;
export type Outcome = Settled | PendingOutcome;

/** The outcome of a transaction, with the contract's unparsed result. */
export type TransactionOutcome =
  | (Omit<CommittedOutcome, 'result'> & { readonly result: string })
  | RefusedOutcome
  | FailedOutcome
  | PendingOutcome;

export const failureCodes = [
  'contract-refused',
  'endorser-unavailable',
  'endorsement-mismatch',
  'ledger-unreachable',
  'outcome-unknown',
  'status-timeout',
  'clock-skew',
  'network-unsupported',
  'ledger-damaged',
  'ledger-closed',
  'read-conflict',
  'transaction-invalid',
  'outbox-full',
  'caller-busy',
  'outbox-closed',
] as const satisfies readonly FailureCode[];
