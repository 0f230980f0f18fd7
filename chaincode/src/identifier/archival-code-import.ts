// SPDX-License-Identifier: Apache-2.0
import { archivalCodeLengthMax, parseArchivalCode, readArchivalCode } from './archival-code';
import type { ArchivalCode } from './archival-code';
import { itemDigitsUsual } from './archival-scheme';
import type { ArchivalRule } from './archival-scheme';
import { IdentifierMalformed } from './malformed';
import { normaliseRetention } from './retention-period';
import { tidyCode } from './tidy-code';

/** More than a scheme allows, since spaces and Chinese words are removed. */
export const archivalImportLengthMax = 2 * archivalCodeLengthMax;

/** Characters that other systems write for the middle dot and the hyphen, and that nobody sees. */
const dots = /[.•‧∙⋅・･᛫]/g;
const dashes = /[‐‑‒–—―−﹣]/g;
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

/** What the code of any archive is written with, once it is tidy: of a text with anything else it is not one. */
const alphabet = /^[0-9A-Z\u3400-\u4dbf一-鿿·\-/_()〔〕[\]#:,]+$/;

/** Copied along: its label, marks of a quotation, brackets around it, the end of a sentence. No code has them. */
const label =
  /^[[【(]?(?:原?[档檔]案?[号號]|ARCHIVALCODE|ARCHIVALREFERENCECODE|REFERENCECODE)[\]】)]?[为為是:=]?/u;
const marksAround =
  /^[>|"'“”‘’「」『』《》]+|(?<!["'“”‘’「」『』《》。｡，、；;,.·•!?])["'“”‘’「」『』《》。｡，、；;,.·•!?]+$/gu;
const enclosed = /^[(【[]([^()【】[\]]+-[^()【】[\]]+)[)】\]]$/u;

/** Two cells of a row, or the code and what stands beside it: which of them is meant, the text does not say. */
const cellBreak = /[^\s\-·]\t+[^\s\-·]/u;

export interface ImportedArchivalCode {
  /** The form of the scheme. */
  readonly code: string;
  /** The text of the other system, kept unchanged as evidence. */
  readonly original: string;
}

/**
 * Normalises a 档号 from another system: full-width characters, spaces, lower case, look-alike separators, retention
 * words, item numbers without leading zeros or attached to the office. Whatever would need a guess, such as a letter
 * lost in a scan, stays refused. Only for import: a new code is issued in the form of its scheme or not at all.
 *
 * @throws IdentifierMalformed when the result still does not follow the rule.
 */
export function normaliseArchivalCode(original: string, rule?: ArchivalRule): ImportedArchivalCode {
  const code = padded(tidyArchivalCode(original), rule?.itemDigits);
  parseArchivalCode(code, rule);
  return { code, original };
}

/** As {@link normaliseArchivalCode}, by the rule of a scheme that the text follows; `undefined` if it follows none. */
export function recogniseArchivalCode(
  original: string,
  scheme: readonly ArchivalRule[],
): { readonly code: string; readonly parts: ArchivalCode } | undefined {
  const tidy = tidyArchivalCode(original);
  const widths = scheme.map(({ itemDigits }) => itemDigits);
  // As it is before padded: three digits may be an item number of one category and a short one of another.
  for (const code of [tidy, ...new Set([undefined, ...widths].map((width) => padded(tidy, width)))]) {
    const parts = readArchivalCode(code, scheme);
    if (parts !== undefined) return { code, parts };
  }
  return undefined;
}

/**
 * A 档号 of any archive as it comes in, without what was copied along with it and what differs from system to system:
 * width, case, spaces, look-alike separators, words for the period. Two texts that differ in these only are one code.
 *
 * @throws IdentifierMalformed for a text that can be nobody's code.
 */
export function tidyArchivalCode(original: string): string {
  if (original.length > archivalImportLengthMax) throw malformed('length');
  if (cellBreak.test(original)) throw malformed('character');
  return tidied(alone(tidyCode(original.replace(unseen, ''))));
}

function tidied(original: string): string {
  if (original.length > archivalImportLengthMax) throw malformed('length');
  const text = tidyCode(original.replace(unseen, '')).replace(dots, '·').replace(dashes, '-');
  const tidy = text
    .split('-')
    .map((level) => level.split('·').map(normaliseRetention).join('·'))
    .join('-');
  if (tidy === '' || tidy.length > archivalCodeLengthMax) throw malformed('length');
  if (!alphabet.test(tidy)) throw malformed('character');
  return tidy;
}

/**
 * What all spellings of a kept 档号 have in common: tidied, and without leading zeros of whole numbers. By this a code is
 * unique in its fonds, and found. Stored, so it must never change: of a code that came in with its label, before labels
 * were dropped, the label is a part.
 *
 * @throws IdentifierMalformed for a text that can be nobody's code.
 */
export function foldArchivalCode(kept: string): string {
  const levels = unglued(tidied(kept).split('-'));
  return levels.map((level) => (/^\d+$/.test(level) ? level.replace(/^0+(?=\d)/, '') : level)).join('-');
}

/**
 * What kept codes may be folded to that a text means: without what was copied along, and with it.
 *
 * @throws IdentifierMalformed for a text that can be nobody's code.
 */
export function foldsOfArchivalCode(typed: string): readonly string[] {
  const meant = foldArchivalCode(tidyArchivalCode(typed));
  try {
    return [...new Set([meant, foldArchivalCode(typed)])];
  } catch {
    return [meant];
  }
}

/** A tidy text without what was copied along with the code. */
function alone(text: string): string {
  const bare = text.replace(marksAround, '').replace(label, '').replace(marksAround, '');
  return enclosed.exec(bare)?.[1] ?? bare;
}

/** Pads the item number, and separates it from the office where they are joined (`BGS0001`). */
function padded(text: string, digits = itemDigitsUsual): string {
  const levels = unglued(text.split('-'));
  return levels
    .map((level, index) =>
      index > 1 && index === levels.length - 1 && /^\d+$/.test(level) ? level.padStart(digits, '0') : level,
    )
    .join('-');
}

function unglued(levels: readonly string[]): string[] {
  const last = levels.length - 1;
  return levels.flatMap((level, index) =>
    index === last && index > 2 ? level.replace(/^([A-Z一-鿿]+)(\d{1,4})$/, '$1-$2').split('-') : [level],
  );
}

function malformed(reason: 'length' | 'character'): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'archival-code', reason });
}
