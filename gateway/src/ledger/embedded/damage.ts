// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../ledger-error';

/** The error for stored bytes that this ledger did not write. */
export function damaged(message: string, cause?: unknown): LedgerError {
  return new LedgerError('ledger-damaged', `the stored ledger is damaged: ${message}`, {
    retry: 'none',
    cause,
  });
}
