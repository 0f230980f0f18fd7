// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, malformedHints } from './malformed';
import type { IdentifierKind } from './malformed';

/**
 * Parses a code. One in which a scanner, or an eye, has read letters for digits is refused all the same, for the letters
 * may be meant; but that is what is said, and not that its check character is to be another.
 *
 * @throws IdentifierMalformed
 */
export function parseTelling<T>(text: string, kind: IdentifierKind, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    const digits = text.replace(/O/gi, '0').replace(/[IL]/gi, '1');
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
