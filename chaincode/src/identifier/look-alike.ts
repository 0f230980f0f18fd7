// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, malformedHints } from './malformed';
import type { IdentifierKind } from './malformed';

/** The letters of a code that are read for digits: most alphabets have neither O, I nor L for themselves. */
export interface LookAlikes {
  readonly zero: RegExp;
  readonly one: RegExp;
}

const usual: LookAlikes = { zero: /O/gi, one: /[IL]/gi };

/**
 * Parses a code. One in which a scanner, or an eye, has read letters for digits is refused all the same, for the letters
 * may be meant; but that is what is said, and not that its check character is to be another.
 *
 * @throws IdentifierMalformed
 */
export function parseTelling<T>(
  text: string,
  kind: IdentifierKind,
  parse: (text: string) => T,
  { zero, one }: LookAlikes = usual,
): T {
  try {
    return parse(text);
  } catch (error) {
    const digits = text.replace(zero, '0').replace(one, '1');
    if (digits === text || !isParsed(digits, parse)) throw error;
    throw new IdentifierMalformed({ kind, reason: 'character', hint: malformedHints.lookAlike });
  }
}

function isParsed(text: string, parse: (text: string) => unknown): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
