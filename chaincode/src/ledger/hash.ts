// SPDX-License-Identifier: Apache-2.0
import { createHash, hash } from 'node:crypto';
import { canonicalJson } from './canonical';
import type { Digest } from './digest';

/** SHA-256 of bytes, or of a text in UTF-8. The one-shot `hash` of Node 20.12 is 1.5 times as fast as `createHash`. */
export const sha256Bytes: (data: Uint8Array | string) => Buffer =
  (hash as typeof hash | undefined) === undefined
    ? (data) => createHash('sha256').update(data).digest()
    : (data) => hash('sha256', data, 'buffer');

/** SHA-256 of bytes, or of a text in UTF-8. */
export function sha256(data: Uint8Array | string): Digest {
  return { algorithm: 'sha256', value: sha256Bytes(data).toString('hex') };
}

/** SHA-256 of a value's canonical JSON (RFC 8785). */
export function digestOf(value: unknown): Digest {
  return sha256(canonicalJson(value));
}
