// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { Verdict } from './verdict';

export interface VerificationQuestion {
  readonly licence?: string | undefined;
  /** The digests of one file: any of them may be the registered one. None: the file is not asked about. */
  readonly digests: readonly Digest[];
  /** The text of a receipt, in place of a licence: the verdict is on what its event is about. */
  readonly receipt?: string | undefined;
  /** A date YYYY-MM-DD or an RFC 3339 time in the past. */
  readonly at?: string | undefined;
  /** What answers: this gateway's query store, or the ledger's own state, which knows no past. */
  readonly consistency?: 'projection' | 'ledger' | undefined;
}

export interface VerificationService {
  /**
   * Shows no details and records nothing.
   * @throws {LedgerError} when the ledger was to answer and cannot be reached.
   */
  verify(question: VerificationQuestion): Promise<Verdict>;
}
