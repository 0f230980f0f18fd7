// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/** What a gateway refuses as a witness of the log, and as a reader of receipts. */
export type LogCode =
  | 'checkpoint-malformed'
  | 'checkpoint-unsigned'
  | 'log-unknown'
  | 'checkpoint-inconsistent'
  | 'leaves-missing'
  | 'receipt-malformed'
  | 'head-missing'
  | 'keys-missing';

export class LogError extends CodedError<LogCode> {}
