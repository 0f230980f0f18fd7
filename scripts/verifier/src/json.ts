// SPDX-License-Identifier: Apache-2.0
import { decodeUtf8 } from './bytes';
import { demand, VerificationError } from './errors';
import { limits } from './limits';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses JSON (RFC 8259) without ambiguity: duplicate names in an object are rejected.
 * @throws {VerificationError} `malformed`, or `limit-exceeded` if it is nested too deeply.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  const value = parseText(text);
  const names = countNames(value, limits.jsonDepthMax);
  demand(names === countWrittenNames(text), 'malformed', 'a name stands twice in one object');
  return value;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VerificationError('malformed', 'not JSON', { cause });
  }
}

/** @throws {VerificationError} `limit-exceeded` for more than `depth` levels. */
function countNames(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  demand(depth > 0, 'limit-exceeded', `JSON of more than ${limits.jsonDepthMax} levels`);
  const members: unknown[] = Object.values(value);
  let count = Array.isArray(value) ? 0 : members.length;
  for (const member of members) count += countNames(member, depth - 1);
  return count;
}

/** Within a string: its end, or an escape, whose second character is neither. */
const endOrEscape = /["\\]/g;
const colon = /\s*:/y;

/**
 * In valid JSON, a string before a colon is a name. One expression for whole strings would need stack for each
 * character, and fail on a text of several million.
 */
function countWrittenNames(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', endOrEscape.lastIndex)) {
    endOrEscape.lastIndex = start + 1;
    while (endOrEscape.exec(text)?.[0] === '\\') endOrEscape.lastIndex += 1;
    colon.lastIndex = endOrEscape.lastIndex;
    if (colon.test(text)) count += 1;
  }
  return count;
}

/** Encodes the result of `parseJson` as canonical JSON (RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as JsonObject;
  // RFC 8785 section 3.2.3: sorted by UTF-16 code units, which is how `sort` compares.
  const members = Object.keys(object).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name])}`).join(',')}}`;
}

/** Lone surrogates have no UTF-8 form (RFC 8785 section 3.2.2.2). */
const loneSurrogate = /(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/;

/**
 * Parses JSON that must be canonical.
 * @throws {VerificationError} `malformed` for any other bytes, `limit-exceeded` if it is nested too deeply.
 */
export function parseCanonicalJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  const value = parseText(text);
  countNames(value, limits.jsonDepthMax);
  const isCanonical = canonicalJson(value) === text && !loneSurrogate.test(text);
  demand(isCanonical, 'malformed', 'not canonical JSON (RFC 8785)');
  return value;
}

/** @throws {VerificationError} `malformed` unless the value is an object. */
export function asObject(value: unknown, what: string): JsonObject {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  demand(isObject, 'malformed', `${what} is not an object`);
  return value as JsonObject;
}

/** Own properties only: a name such as `constructor` is data here. */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** @throws {VerificationError} `malformed` if an object has a member unknown to its format. */
export function demandMembers(object: JsonObject, known: readonly string[], what: string): void {
  for (const name of Object.keys(object)) {
    demand(known.includes(name), 'malformed', `${what} has an unknown member ${JSON.stringify(name)}`);
  }
}

/** @throws {VerificationError} `malformed`. */
export function stringMember(object: JsonObject, name: string): string {
  const value = member(object, name);
  demand(typeof value === 'string', 'malformed', `${name} is not a text`);
  return value;
}

/** @throws {VerificationError} `malformed`. */
export function optionalString(object: JsonObject, name: string): string | undefined {
  return member(object, name) === undefined ? undefined : stringMember(object, name);
}

/** An integer from 0 to 2^53 - 1. @throws {VerificationError} `malformed`. */
export function countMember(object: JsonObject, name: string): number {
  const value = member(object, name);
  const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  demand(isCount && !Object.is(value, -0), 'malformed', `${name} is not a count`);
  return value;
}

/** @throws {VerificationError} `malformed`, or `limit-exceeded` for a list of more than `max` texts. */
export function stringsMember(object: JsonObject, name: string, max: number): string[] {
  const value = member(object, name);
  demand(Array.isArray(value), 'malformed', `${name} is not a list`);
  demand(value.length <= max, 'limit-exceeded', `${name} has more than ${max} items`);
  return value.map((item: unknown) => {
    demand(typeof item === 'string', 'malformed', `${name} holds what is not a text`);
    return item;
  });
}
