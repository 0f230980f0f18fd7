// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';
import { limits } from './limits';
import { Refusal } from './refusal';

/** A byte-order mark is a character like others here, so that it is refused, not skipped. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Canonical JSON (RFC 8785): the one form that is hashed, signed and stored.
 * @param value JSON data; `undefined` members are left out.
 * @throws {TypeError} on what JSON cannot say (functions, NaN, cycles).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/**
 * Reads JSON that must be canonical already. Demanding the very bytes closes every gap between two readers:
 * duplicate keys, `1.0` for `1`, escapes, byte-order marks.
 * @param bytes UTF-8 text.
 * @throws {Refusal} `command-malformed` unless the bytes are the RFC 8785 form of a well-formed value,
 * `limit-exceeded` when it is too deeply nested.
 */
export function parseCanonicalJson(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Refusal('command-malformed', 'the command is not JSON in UTF-8');
  }
  if (!isWithinDepth(value, limits.jsonDepthMax)) {
    throw new Refusal('limit-exceeded', 'the command is too deeply nested');
  }
  if (!isCanonical(value, text)) {
    throw new Refusal('command-malformed', 'the command is not in canonical JSON (RFC 8785)');
  }
  return value;
}

/** Where a reader's stack would end depends on its machine, and peers must agree: a fixed depth is far below. */
function isWithinDepth(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isWithinDepth(member, depth - 1));
}

/** Lone surrogates have no UTF-8 form, so a canonical text with one would be hashed differently elsewhere. */
function isCanonical(value: unknown, text: string): boolean {
  try {
    const canonical = canonicalJson(value);
    return (
      canonical === text &&
      Buffer.from(canonical, 'utf8').toString('utf8') === text &&
      !loneSurrogate.test(text)
    );
  } catch {
    return false;
  }
}

const loneSurrogate = /\\u[dD][89a-fA-F]|\p{Cs}/u;
