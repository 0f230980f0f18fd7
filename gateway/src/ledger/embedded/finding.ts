// SPDX-License-Identifier: Apache-2.0

/** One thing that is wrong with a stored ledger. */
export interface Finding {
  readonly kind: 'file' | 'chain' | 'state' | 'index' | 'private' | 'mark' | 'unknown-key';
  /** The file, block or key. */
  readonly where: string;
  readonly problem: string;
}
