// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { demand, VerificationError } from './errors';

const encoder = new TextEncoder();
/** Keeps a byte-order mark as a character, so that it is rejected rather than skipped. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** @throws {VerificationError} `malformed` unless the bytes are UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new VerificationError('malformed', 'not UTF-8', { cause });
  }
}

const latin1Bytes = 8 * 1024;

/** A character for each byte, so that offsets stay the same. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += latin1Bytes) {
    text += String.fromCharCode(...bytes.subarray(at, at + latin1Bytes));
  }
  return text;
}

export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Base64 (RFC 4648 section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  return btoa(decodeLatin1(bytes));
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base64Values = new Int8Array(128).fill(-1);
for (let value = 0; value < base64Alphabet.length; value += 1) {
  base64Values[base64Alphabet.charCodeAt(value)] = value;
}

/**
 * Decodes base64 in canonical form only: a second encoding of the same bytes would be another file with the same proof.
 * @throws {VerificationError} `malformed`.
 */
export function decodeBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  const bytes = new Uint8Array(Math.floor((digits * 6) / 8));
  let isCanonical = text.length % 4 === 0;
  // Bits that do not fill a byte yet.
  let rest = 0;
  let restBits = 0;
  let count = 0;
  for (let at = 0; at < digits; at += 1) {
    const value = base64Values[text.charCodeAt(at)] ?? -1;
    isCanonical &&= value >= 0;
    rest = (rest << 6) | value;
    restBits += 6;
    if (restBits < 8) continue;
    restBits -= 8;
    bytes[count] = rest >> restBits;
    rest &= (1 << restBits) - 1;
    count += 1;
  }
  demand(isCanonical && rest === 0, 'malformed', 'not canonical base64');
  return bytes;
}

/** A SHA-256 hash in base64. @throws {VerificationError} `malformed`. */
export function decodeHash(text: string): Uint8Array {
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

export function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** SHA-256 (FIPS 180-4) of the concatenated parts. */
export function sha256(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const hash = platform.hash('sha256');
  for (const part of parts) hash.update(typeof part === 'string' ? encodeUtf8(part) : part);
  return hash.digest();
}
