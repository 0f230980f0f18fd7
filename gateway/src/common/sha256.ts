// SPDX-License-Identifier: Apache-2.0
import * as crypto from 'node:crypto';

/** SHA-256 of bytes, or of a text in UTF-8. The one-shot `hash` of Node 20.12 is 1.5 times as fast as `createHash`. */
export const sha256: (data: Uint8Array | string) => Buffer =
  (crypto as { hash?: typeof crypto.hash }).hash === undefined
    ? (data) => crypto.createHash('sha256').update(data).digest()
    : (data) => crypto.hash('sha256', data, 'buffer');

/** SHA-256 of bytes, or of a text in UTF-8, in lower-case hexadecimal. */
export const sha256Hex: (data: Uint8Array | string) => string =
  (crypto as { hash?: typeof crypto.hash }).hash === undefined
    ? (data) => crypto.createHash('sha256').update(data).digest('hex')
    : (data) => crypto.hash('sha256', data, 'hex');
