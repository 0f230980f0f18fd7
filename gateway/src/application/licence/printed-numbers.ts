// SPDX-License-Identifier: Apache-2.0
import { createHmac, hkdfSync } from 'node:crypto';
import { canonicalJson, withoutInvisible } from '@guidang/chaincode/model';
import type { PrintedNumber, PrintedNumberService } from './api';

const openingBrackets = /[[{<〔【〖〈《「『]/gu;
const closingBrackets = /[\]}>〕】〗〉》」』]/gu;
const dashes = /[\u2010-\u2015\u2212\u30fc\u2500]/gu;
const dots = /[\u2022\u2027\u2219\u22c5\u30fb]/gu;
const circles = /[○◯]/gu;
/** Copied along from a mail or a sentence: quotation marks, and what ends the sentence. No number has them at its ends. */
const marksAround = /^[>|"'“”‘’]+|(?<!["'“”‘’。｡、,;.!?])["'“”‘’。｡、,;.!?]+$/gu;
/** What stands before a number on paper, and is typed along or not. */
const label = /^(?:(?:(?:电子)?证照|证书|许可证|证件)?编号|证书号|许可证号|证号|NO(?=[.:\d]))[.:]*(?=.)/u;
/** 不动产权证书号：, with the colon that parts any such word from the number. */
const anyLabel = /^\p{Script=Han}+[号码]:(?=.)/u;

/**
 * The one spelling of a printed number (证照编号): officers type the same paper with other brackets, widths, cases and
 * blanks. It is only ever digested, so it need not look well.
 */
export function normalPrintedNumber(typed: string): string {
  const alone = folded(plain(typed).replace(marksAround, '')).replace(anyLabel, '');
  return alone.replace(label, '').replace(marksAround, '');
}

/** As {@link normalPrintedNumber} before what is copied along was left out: some licences are found by it only. */
function earlierForm(typed: string): string {
  return folded(plain(typed)).replace(label, '');
}

function plain(typed: string): string {
  return withoutInvisible(typed.normalize('NFKC')).toUpperCase();
}

function folded(text: string): string {
  return text
    .replace(openingBrackets, '(')
    .replace(closingBrackets, ')')
    .replace(dashes, '-')
    .replace(dots, '·')
    .replace(circles, '〇');
}

/** What a licence's printed number is on the channel: keyed, since numbers follow one another, or are personal. */
export class PrintedNumbers implements PrintedNumberService {
  readonly #key: Uint8Array;

  /** @param peopleKey the organisations' shared key of 32 bytes. */
  constructor(peopleKey: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync('sha256', peopleKey, '', 'guidang printed number', 32));
  }

  digestOf({ type, printedNumber }: PrintedNumber): string {
    return this.#digestOf(type, normalPrintedNumber(printedNumber));
  }

  digestsOf(number: PrintedNumber): readonly [string, ...string[]] {
    const [digest, earlier] = [
      this.digestOf(number),
      this.#digestOf(number.type, earlierForm(number.printedNumber)),
    ];
    return digest === earlier ? [digest] : [digest, earlier];
  }

  #digestOf(type: string, printedNumber: string): string {
    const named = canonicalJson({ type, printedNumber });
    return createHmac('sha256', this.#key).update(named).digest('hex');
  }
}
