// SPDX-License-Identifier: Apache-2.0
import { normaliseArchivalCode } from './archival-code-import';
import { withoutInvisible } from './invisible';
import { licenceRoot } from './licence-identifier';
import { tidyCode } from './tidy-code';

/** Identifiers that people copy from documents, web pages and the output of other programs. */
export type PastedKind = 'archival-code' | 'code' | 'digest' | 'hyphenated-code' | 'licence';

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
  code: compact,
  digest: (text) => compact(text).replace(dashes, '').replaceAll(':', '').toLowerCase(),
  'hyphenated-code': (text) => compact(text).replace(dashes, ''),
  licence,
};

function compact(text: string): string {
  return tidyCode(withoutInvisible(text));
}

/** The one identifier in the text, whatever address or label stands around it; of two, neither is meant for certain. */
function licence(text: string): string {
  const plain = compact(text).replace(dots, '.');
  const [only, ...more] = plain.match(licencePattern) ?? [];
  return only === undefined || more.length > 0 ? plain : only;
}

function archivalCode(text: string): string {
  try {
    return normaliseArchivalCode(withoutInvisible(text)).code;
  } catch {
    return text;
  }
}
