// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@guidang/chaincode/model';
import type { Verdict } from './verdict';

export interface VerificationQuestion {
  readonly licence?: string | undefined;
  /** The digests of one file, any of which may be registered. Empty: the file is not checked. */
  readonly digests: readonly Digest[];
  /** The text of a receipt instead of a licence: the verdict is on the subject of its event. */
  readonly receipt?: string | undefined;
  /** A date YYYY-MM-DD or an RFC 3339 time in the past. */
  readonly at?: string | undefined;
  /** The data source: this gateway's query store, or the ledger's own state, which has no history. */
  readonly consistency?: 'projection' | 'ledger' | undefined;
}

export interface VerificationService {
  /**
   * Shows no details and records nothing.
   * @throws {LedgerError} when the ledger was chosen as the source and cannot be reached.
   */
  verify(question: VerificationQuestion): Promise<Verdict>;
}
