// SPDX-License-Identifier: Apache-2.0
import { limits } from './limits';
import { Refusal } from './refusal';

/** A byte-order mark is decoded like any other character, so that it is refused rather than skipped. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Cached canonical texts of sealed values. */
const texts = new WeakMap<object, string>();

/**
 * Serialises a value as canonical JSON (RFC 8785), the one form that is hashed, signed and stored.
 * @param value JSON data; `undefined` members are left out.
 * @throws {TypeError} on values that JSON cannot represent (functions, NaN); {RangeError} on cycles.
 */
export function canonicalJson(value: unknown): string {
  return (typeof value === 'object' && value !== null ? texts.get(value) : undefined) ?? write(value);
}

/**
 * Deep-freezes a value and caches its canonical text, so that it is serialised once although it is stored, measured and
 * hashed.
 */
export function seal<T extends object>(value: T): T {
  if (!texts.has(value)) texts.set(freeze(value), write(value));
  return value;
}

/** Deep-freezes a value, so that commands of one transaction can share it. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
  return value;
}

/** Most strings need no escaping: this test is faster than escaping them. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function write(value: unknown): string {
  if (typeof value === 'string') return plain.test(value) ? `"${value}"` : JSON.stringify(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object') throw new TypeError('not a JSON value');
  return Array.isArray(value) ? writeArray(value) : writeObject(value);
}

function writeArray(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${write(item)}`;
  return `[${text}]`;
}

/** RFC 8785 section 3.2.3: members are sorted by the UTF-16 code units of their names, the default order of `sort`. */
function writeObject(value: object): string {
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) text += `${text === '' ? '' : ','}${write(name)}:${write(member)}`;
  }
  return `{${text}}`;
}

/**
 * Parses JSON that must already be canonical. Requiring the exact bytes rules out inputs that two parsers read
 * differently: duplicate keys, `1.0` for `1`, escapes, byte-order marks.
 * @param bytes UTF-8 text.
 * @throws {Refusal} `command-malformed` unless the bytes are the RFC 8785 form of a well-formed value, `limit-exceeded`
 * when it is nested too deeply, or a list in it is too long.
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
  if (!isWithinLimits(value, limits.jsonDepthMax)) {
    throw new Refusal('limit-exceeded', 'the command is too deeply nested, or a list in it is too long');
  }
  if (!isCanonical(value, text)) {
    throw new Refusal('command-malformed', 'the command is not in canonical JSON (RFC 8785)');
  }
  return value;
}

/** Stack size differs between machines, and peers must agree: the fixed limit is far below any of them. */
function isWithinLimits(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const members: readonly unknown[] = Object.values(value);
  if (depth === 0 || members.length > limits.jsonMembersMax) return false;
  return members.every((member) => isWithinLimits(member, depth - 1));
}

/** Lone surrogates have no UTF-8 form, so other implementations could hash such a text differently. */
const loneSurrogate = /\\u[dD][89a-fA-F]/;

function isCanonical(value: unknown, text: string): boolean {
  try {
    return write(value) === text && !loneSurrogate.test(text);
  } catch {
    return false;
  }
}
