// SPDX-License-Identifier: Apache-2.0
import type { VerificationQuestion } from '../verification/api';
import type { SealedReport } from './sealed-report';

/** Runs processor-heavy work when it is the caller's turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export interface ReportService {
  /** A verification under the organisation's seal. @throws {LogError} `keys-missing`; errors of `verify`. */
  json(question: VerificationQuestion): Promise<SealedReport>;
  /** The same report, printed, which waits for the caller's turn. */
  pdf(question: VerificationQuestion, inTurn: InTurn): Promise<Buffer>;
}
