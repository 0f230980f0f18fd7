// SPDX-License-Identifier: Apache-2.0
import type { VerificationQuestion } from '../verification/api';
import type { SealedReport } from './sealed-report';

/** Runs processor-heavy work when it is the caller's turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export interface ReportService {
  /**
   * A verification under the organisation's seal, which waits for the caller's turn: for its proofs and the seal, not
   * for the head that must cover it.
   * @throws {LogError} `keys-missing`; errors of `verify`.
   */
  json(question: VerificationQuestion, inTurn: InTurn): Promise<SealedReport>;
  /** The same report, printed in the same turn. */
  pdf(question: VerificationQuestion, inTurn: InTurn): Promise<Buffer>;
}
