// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/**
 * How to proceed after a failure (reference: Fabric's outcomes, docs/decisions/0001-client-library.md).
 *
 * - `none`: final; trying again gives the same result.
 * - `same`: send the same bytes again.
 * - `new`: endorse again under a new transaction id.
 * - `unknown`: query the status first, then send the same bytes again.
 */
export type RetryClass = 'none' | 'same' | 'new' | 'unknown';

export type LedgerErrorCode =
  /** The contract refused; the message is its JSON. */
  | 'contract-refused'
  /** Not enough endorsers can be reached, or planned, for the keys touched. */
  | 'endorser-unavailable'
  /** Endorsers answered differently. */
  | 'endorsement-mismatch'
  /** The peer or the ordering service cannot be reached. */
  | 'ledger-unreachable'
  /** Sent, but no answer: the transaction may or may not be ordered. */
  | 'outcome-unknown'
  /** The status did not arrive in time. */
  | 'status-timeout'
  /** The client's clock differs too much from the peer's. */
  | 'clock-skew'
  /** The adapter cannot serve this network (fabric-network on BFT). */
  | 'network-unsupported'
  /** The stored ledger is damaged. */
  | 'ledger-damaged'
  | 'ledger-closed';

/** A failure of the ledger or on the way to it; includes refusals by the contract. */
export class LedgerError extends CodedError<LedgerErrorCode> {
  readonly retry: RetryClass;
  readonly transactionId: string | undefined;

  constructor(
    code: LedgerErrorCode,
    message: string,
    options: { retry: RetryClass; transactionId?: string; cause?: unknown },
  ) {
    super(code, message, { cause: options.cause });
    this.retry = options.retry;
    this.transactionId = options.transactionId;
  }
}
