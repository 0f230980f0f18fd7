// SPDX-License-Identifier: Apache-2.0
import { archivalCodeLengthMax, parseArchivalCode } from './archival-code';
import { IdentifierMalformed } from './malformed';

/** More than the strict form allows, since spaces and Chinese words are removed. */
export const archivalImportLengthMax = 2 * archivalCodeLengthMax;

/** Characters that other systems write for the middle dot and the hyphen. */
const dots = /[.•‧∙⋅・･]/g;
const dashes = /[‐‑‒–—―−]/g;

/** Words that other systems write for the retention code. */
const retentionWords: ReadonlyMap<string, string> = new Map([
  ['永久', 'Y'],
  ['30年', 'D30'],
  ['定期30年', 'D30'],
  ['10年', 'D10'],
  ['定期10年', 'D10'],
]);

export interface ImportedArchivalCode {
  /** The strict form. */
  readonly code: string;
  /** The text of the other system, kept unchanged as evidence. */
  readonly original: string;
}

/**
 * Normalises a 档号 from another system to the strict form: full-width characters, spaces, lower case, look-alike
 * separators, retention words, item numbers without leading zeros or attached to the office. Whatever would need a
 * guess, such as a letter lost in a scan, stays refused. Only for import: a new code is issued in the strict form or
 * not at all.
 *
 * @throws IdentifierMalformed when the result is still not strict.
 */
export function normaliseArchivalCode(original: string): ImportedArchivalCode {
  if (original.length > archivalImportLengthMax) {
    throw new IdentifierMalformed({ kind: 'archival-code', reason: 'length' });
  }
  const text = halfWidth(original)
    .replace(/\s/g, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replace(dots, '·')
    .replace(dashes, '-');
  const parts = text.split('-');
  const periods = parts.slice(2, 3).map((period) => retentionWords.get(period) ?? period);
  const code = [...parts.slice(0, 2), ...periods, ...numbered(parts.slice(3))].join('-');
  parseArchivalCode(code);
  return { code, original };
}

/** The full-width forms U+FF01 to U+FF5E have a fixed offset from ASCII. */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/** Pads the item number to four digits, and separates it from the office where they are joined (`BGS0001`). */
function numbered(parts: readonly string[]): string[] {
  const split = parts.length === 1 ? parts.flatMap(unglued) : parts;
  return split.map((part, index) =>
    index === split.length - 1 && /^\d{1,4}$/.test(part) ? part.padStart(4, '0') : part,
  );
}

function unglued(part: string): string[] {
  return part.replace(/^([A-Z一-鿿]+)(\d{1,4})$/, '$1-$2').split('-');
}
