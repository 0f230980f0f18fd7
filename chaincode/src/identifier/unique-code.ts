// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed } from './malformed';
import type { MalformedReason } from './malformed';
import { alphanumeric, checkCharacter } from './mod-37-36';

export const uniqueCodeLengthMin = 2;
export const uniqueCodeLengthMax = 64;

export interface UniqueCode {
  readonly body: string;
  readonly check: string;
}

/**
 * Formats the unique identifier code (唯一标识码) of a record: a body of `0-9A-Z` derived by the ledger, and its ISO 7064
 * MOD 37,36 check character, which reveals mistakes when the code is copied by hand.
 *
 * @throws IdentifierMalformed when {@link parseUniqueCode} would refuse it.
 */
export function formatUniqueCode(body: string): string {
  if (body.length < uniqueCodeLengthMin - 1 || body.length >= uniqueCodeLengthMax) throw malformed('length');
  if (!alphanumeric.test(body)) throw malformed('character');
  return body + checkCharacter(body);
}

/**
 * Parses a unique identifier code.
 *
 * @throws IdentifierMalformed
 */
export function parseUniqueCode(text: string): UniqueCode {
  if (text.length < uniqueCodeLengthMin || text.length > uniqueCodeLengthMax) throw malformed('length');
  if (!alphanumeric.test(text)) throw malformed('character');
  const body = text.slice(0, -1);
  const expected = checkCharacter(body);
  if (text.slice(-1) !== expected) throw malformed('check', expected);
  return { body, check: expected };
}

function malformed(reason: MalformedReason, expected?: string): IdentifierMalformed {
  return new IdentifierMalformed({
    kind: 'unique-code',
    reason,
    ...(expected !== undefined && { expected }),
  });
}
