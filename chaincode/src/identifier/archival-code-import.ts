// SPDX-License-Identifier: Apache-2.0
import { archivalCodeLengthMax, parseArchivalCode } from './archival-code';
import { IdentifierMalformed } from './malformed';

/** Longer than the strict form may be: spaces and Chinese words fall away. */
export const archivalImportLengthMax = 2 * archivalCodeLengthMax;

/** What stands for the middle dot and the hyphen in codes of other systems. */
const dots = /[.•‧∙⋅・･]/g;
const dashes = /[‐‑‒–—―−]/g;

/** Words in the place of the retention code. */
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
  /** What the other system wrote: evidence, kept as it came. */
  readonly original: string;
}

/**
 * The strict form of a 档号 that another system wrote: full-width characters, spaces, small letters, look-alike
 * separators, retention words, item numbers without zeros or glued to the office. What would be a guess, such as a
 * letter that a scan lost, stays refused. Only for import: a new code is issued in the strict form or not at all.
 *
 * @throws IdentifierMalformed where the outcome is still not strict.
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
  const [fonds = '', series = '', retention = '', ...rest] = text.split('-');
  const period = retentionWords.get(retention) ?? retention;
  const code = [fonds, series, period, ...numbered(rest)].join('-');
  parseArchivalCode(code);
  return { code, original };
}

/** The full-width forms U+FF01 to U+FF5E lie at a fixed distance from ASCII. */
function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/** Gives the item number its four digits, and its own place where it was glued to the office (`BGS0001`). */
function numbered(parts: readonly string[]): string[] {
  const split = parts.length === 1 ? parts.flatMap(unglued) : parts;
  return split.map((part, index) =>
    index === split.length - 1 && /^\d{1,4}$/.test(part) ? part.padStart(4, '0') : part,
  );
}

function unglued(part: string): string[] {
  return part.replace(/^([A-Z一-鿿]+)(\d{1,4})$/, '$1-$2').split('-');
}
