// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../common/coded-error';

/** Error codes of the gateway's log: as a witness, when it verifies receipts, and when it seals. */
export type LogCode =
  | 'checkpoint-malformed'
  | 'checkpoint-unsigned'
  | 'log-unknown'
  | 'checkpoint-inconsistent'
  | 'leaves-missing'
  | 'receipt-malformed'
  | 'head-set-aside'
  | 'head-missing'
  | 'proof-pending'
  | 'keys-missing';

export class LogError extends CodedError<LogCode> {}
