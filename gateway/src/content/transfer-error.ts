// SPDX-License-Identifier: Apache-2.0

/**
 * Why a content transfer to another organisation failed:
 * - `transfer-refused`: the receiver rejected it, and will reject the same bytes again;
 * - `transfer-unavailable`: the receiver is unreachable, disconnected or overloaded: try again later;
 * - `transfer-timeout`: nothing moved for too long, and whether the receiver has the content is unknown: send it again.
 */
type TransferErrorCode = 'transfer-refused' | 'transfer-unavailable' | 'transfer-timeout';

export class TransferError extends Error {
  readonly code: TransferErrorCode;
  /** The receiver's own error code, if it sent one. */
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
