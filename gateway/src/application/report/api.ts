// SPDX-License-Identifier: Apache-2.0
import type { VerificationQuestion } from '../verification/api';
import type { SealedReport } from './sealed-report';

export interface ReportService {
  /** A verification under the organisation's seal. @throws {LogError} `keys-missing`; errors of `verify`. */
  json(question: VerificationQuestion): Promise<SealedReport>;
  /** The same report, printed. */
  pdf(question: VerificationQuestion): Promise<Buffer>;
}
