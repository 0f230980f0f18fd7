// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';
import { Refusal } from './refusal';

const utf8 = new TextDecoder('utf-8', { fatal: true });

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
 * @throws {Refusal} `command-malformed` unless the bytes are the RFC 8785 form of a well-formed value.
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
  if (!isCanonical(value, text)) {
    throw new Refusal('command-malformed', 'the command is not in canonical JSON (RFC 8785)');
  }
  return value;
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
