// SPDX-License-Identifier: Apache-2.0

/**
 * Why a content did not reach the other organisation:
 * - `transfer-refused`: it answered that it does not take it; the same bytes will be refused again;
 * - `transfer-unavailable`: it could not be reached, broke off or is too busy: try again later;
 * - `transfer-timeout`: the deadline passed; whether it has the content is unknown: send it again.
 */
type TransferErrorCode = 'transfer-refused' | 'transfer-unavailable' | 'transfer-timeout';

export class TransferError extends Error {
  readonly code: TransferErrorCode;
  /** The receiver's own code, where it answered with one. */
  readonly reason: string | undefined;

  constructor(
    code: TransferErrorCode,
    message: string,
    { reason, cause }: { reason?: string; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'TransferError';
    this.code = code;
    this.reason = reason;
  }
}
