// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { demand, VerificationError } from './errors';

/** Keeps a byte-order mark as a character, so that it is rejected rather than skipped. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws {VerificationError} `malformed` unless the bytes are UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new VerificationError('malformed', 'not UTF-8', { cause });
  }
}

/**
 * Decodes base64 (RFC 4648 section 4) in canonical form only: a second encoding of the same bytes would be another file
 * with the same proof.
 * @throws {VerificationError} `malformed`.
 */
export function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  demand(bytes.toString('base64') === text, 'malformed', 'not canonical base64');
  return bytes;
}

/** A SHA-256 hash in base64. @throws {VerificationError} `malformed`. */
export function decodeHash(text: string): Buffer {
  const bytes = decodeBase64(text);
  demand(bytes.length === 32, 'malformed', 'not a SHA-256 hash');
  return bytes;
}

const decimal = /^(0|[1-9][0-9]{0,15})$/;

/** A number without sign and leading zeros, at most 2^53 - 1. @throws {VerificationError} `malformed`. */
export function decodeDecimal(text: string): number {
  const value = decimal.test(text) ? Number(text) : -1;
  demand(Number.isSafeInteger(value) && value >= 0, 'malformed', 'not a canonical decimal number');
  return value;
}

/** SHA-256 (FIPS 180-4) of the concatenated parts. */
export function sha256(...parts: readonly (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
