// SPDX-License-Identifier: Apache-2.0
import { normaliseArchivalCode } from './archival-code-import';
import { trimInvisible, withoutInvisible, withoutMarks } from './invisible';
import { licenceRoot } from './licence-identifier';
import { halfWidth, tidyCode } from './tidy-code';

/** Identifiers that people copy from documents, web pages and the output of other programs. */
export type PastedKind =
  | 'archival-code'
  | 'case'
  | 'case-number'
  | 'category'
  | 'code'
  | 'digest'
  | 'event'
  | 'hyphenated-code'
  | 'licence'
  | 'lower-case'
  | 'record'
  | 'text'
  | 'year';

/** Far more than any identifier with its address or label; what is longer is no identifier. */
const pastedLengthMax = 1024;

const dots = /[\u3002\uff61\u00b7\u2022\u2027\u2219\u30fb\uff65]/gu;
const dashes = /[-\u2010-\u2015\u2212]/gu;
const root = licenceRoot.replaceAll('.', '\\.');
const licencePattern = new RegExp(`(?<![0-9A-Z.])${root}(?:\\.[0-9A-Z]+)+`, 'gu');
/** With all its parts and nothing that goes on behind them but the extension of a file that is named after it. */
const wholeLicencePattern = new RegExp(
  `(?<![0-9A-Z.])${root}(?:\\.[0-9A-Z]+){4}\\.[0-9A-Z](?=(?:\\.(?:PDF|OFD|PNG|JPE?G|XML|JSON|HTML?))?(?!\\.?[0-9A-Z]))`,
  'gu',
);
/** The unique codes (唯一标识码) that the ledger gives are of one length. */
const recordPattern = /(?<![0-9A-Z])[0-9A-Z]{30}(?![0-9A-Z])/gu;
/** Where a mail program or an editor has broken a word: a hyphen before the break, marks of a quotation behind it. */
const brokenLine = /^[\s>|]+|-?[ \t]*[\r\n]+[\s>|]*/gu;

/**
 * The strict spelling of an identifier as people paste it: full-width or small letters, blanks and line breaks, colons
 * in a digest, the address in a QR code, a label before it. Nothing is guessed: whoever takes the text parses the
 * result, and its check character must still fit. For user input only; what the ledger holds is strict already.
 */
export function readPasted(kind: PastedKind, text: string): string {
  return text.length > pastedLengthMax ? text : readers[kind](text);
}

const readers: Readonly<Record<PastedKind, (text: string) => string>> = {
  'archival-code': archivalCode,
  case: caseIdentifier,
  'case-number': trimInvisible,
  category: (text) => compact(text).replace(dots, '·').replaceAll('.', '·'),
  code: compact,
  digest,
  event: (text) => compact(text).replace(dashes, '-').toLowerCase(),
  'hyphenated-code': (text) => compact(text).replace(dashes, '').replace(dots, '').replaceAll('.', ''),
  licence,
  'lower-case': (text) => compact(text).toLowerCase(),
  record,
  // A purpose, a legal basis, a name that somebody chose: what stands inside is not for us to change.
  text: (text) => trimInvisible(halfWidth(text)),
  year: (text) => compact(text).replace(/年度?$/u, ''),
};

/** Without the label in Chinese before it, which people copy along: 唯一标识码：… */
function compact(text: string): string {
  return tidyCode(withoutInvisible(text)).replace(/^[一-鿿]+:/u, '');
}

/**
 * The one identifier in the text, whatever stands around it: an address, a label, the cells of a row, a sentence. Of two,
 * neither is meant for certain; one that stands there twice, as in a link, is one.
 */
function licence(text: string): string {
  const bare = halfWidth(withoutMarks(unescaped(text)))
    .toUpperCase()
    .replace(dots, '.');
  const plain = compact(bare.replace(brokenLine, ''));
  const begun = plain.split(`${licenceRoot}.`).length - 1;
  const whole = bare.match(wholeLicencePattern) ?? [];
  const found = whole.length === begun ? whole : (plain.match(licencePattern) ?? []);
  const [only, ...more] = new Set(found);
  return only === undefined || more.length > 0 ? plain : only;
}

/** An address as scanners and log files hand it over: its colons, slashes and dots as %3A, %2F, %2E. */
function unescaped(text: string): string {
  return text.replace(/%(?:25)*([0-7][0-9a-f])/giu, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

/** Also as a line of sha256sum or certutil has it, with the file's name behind it, or with the mark of hexadecimals. */
function digest(text: string): string {
  const [, alone = text] =
    /^\s*\*?(?:0x|\\x)?([0-9a-f]{64})(?:\s+\*?(?![0-9a-f]{64})\S.*)?\s*$/iu.exec(halfWidth(text)) ?? [];
  return withoutInvisible(halfWidth(alone)).replace(dashes, '').replaceAll(':', '').toLowerCase();
}

/** The one in its address, or that stands whole among other words; of two, neither is meant for certain. */
function record(text: string): string {
  const bare = halfWidth(withoutMarks(unescaped(text))).toUpperCase();
  const plain = compact(bare.replace(brokenLine, ''));
  const [, addressed] = /\/RECORDS\/([0-9A-Z]+)/u.exec(plain) ?? [];
  if (addressed !== undefined) return addressed;
  const [only, ...more] = new Set(bare.match(recordPattern));
  if (only === undefined) return plain;
  return more.length > 0 ? bare : only;
}

/** The department's code before the first dot is one of ours; the number behind it is kept as it is. */
function caseIdentifier(text: string): string {
  const plain = trimInvisible(text);
  const [, code, number] = /^(.{18,64}?)[.．。](.+)$/su.exec(plain) ?? [];
  return code === undefined || number === undefined ? plain : `${compact(code)}.${trimInvisible(number)}`;
}

/** The only cell of a row that is one, or the text. */
function archivalCode(text: string): string {
  const [only, ...more] = text.split('\t').flatMap((cell) => archivalCodeIn(cell) ?? []);
  return only === undefined || more.length > 0 ? text : only;
}

function archivalCodeIn(text: string): string | undefined {
  try {
    return normaliseArchivalCode(text).code;
  } catch {
    return undefined;
  }
}
