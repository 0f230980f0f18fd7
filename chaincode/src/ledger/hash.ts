// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical';
import type { Digest } from './digest';

/** SHA-256 of bytes, or of a text in UTF-8. */
export function sha256(data: Uint8Array | string): Digest {
  return { algorithm: 'sha256', value: createHash('sha256').update(data).digest('hex') };
}

/** SHA-256 of a value's canonical JSON (RFC 8785). */
export function digestOf(value: unknown): Digest {
  return sha256(canonicalJson(value));
}
