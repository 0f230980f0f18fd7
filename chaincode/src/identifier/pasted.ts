// SPDX-License-Identifier: Apache-2.0
import { normaliseArchivalCode } from './archival-code-import';
import { trimInvisible, withoutInvisible } from './invisible';
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
const licencePattern = new RegExp(
  `(?<![0-9A-Z.])${licenceRoot.replaceAll('.', '\\.')}(?:\\.[0-9A-Z]+)+`,
  'gu',
);

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

/** The one identifier in the text, whatever address or label stands around it; of two, neither is meant for certain. */
function licence(text: string): string {
  const plain = compact(unescaped(text)).replace(dots, '.');
  const [only, ...more] = plain.match(licencePattern) ?? [];
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

/** The one in its address, or the text. */
function record(text: string): string {
  const plain = compact(unescaped(text));
  const [, found = plain] = /\/RECORDS\/([0-9A-Z]+)/u.exec(plain) ?? [];
  return found;
}

/** The department's code before the first dot is one of ours; the number behind it is kept as it is. */
function caseIdentifier(text: string): string {
  const plain = trimInvisible(text);
  const [, code, number] = /^(.{18,64}?)[.．。](.+)$/su.exec(plain) ?? [];
  return code === undefined || number === undefined ? plain : `${compact(code)}.${trimInvisible(number)}`;
}

function archivalCode(text: string): string {
  try {
    return normaliseArchivalCode(withoutInvisible(text).replace(/^档号[：:]/u, '')).code;
  } catch {
    return text;
  }
}
