// SPDX-License-Identifier: Apache-2.0
import * as crypto from 'node:crypto';

/** SHA-256 of bytes, or of a text's UTF-8. The call in one piece, which came with Node 20.12, is half again as fast. */
export const sha256: (data: Uint8Array | string) => Buffer =
  (crypto as { hash?: typeof crypto.hash }).hash === undefined
    ? (data) => crypto.createHash('sha256').update(data).digest()
    : (data) => crypto.hash('sha256', data, 'buffer');

/** SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return sha256(data).toString('hex');
}
