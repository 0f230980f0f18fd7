// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '../bytes';
import { attempt, VerificationError } from '../errors';
import { proofHeader } from '../receipt/receipt';
import { textOf } from './source';

/*
 * Receipts come back in mails and chats: quoted, indented, broken into short lines, with a greeting above and a signature
 * below, or in the mail's own encoding. What is read here is checked as any receipt is, so that nothing can be proven by
 * it that was not there.
 */

/** No program breaks a line that is shorter. */
const brokenMin = 60;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** How many receipts a text carries, wherever they begin. */
export function receiptsIn(text: string): number {
  return bareLines(text).filter((line) => line === proofHeader).length;
}

/** The receipt that a text carries, as it was written; the text itself where there is none to be made out. */
export function carriedReceipt(text: string): string {
  const lines = bareLines(text);
  const start = lines.indexOf(proofHeader);
  if (start < 0) return text;
  const parts = new Parts(single(lines.slice(start)).slice(1));
  const proof = parts.until((line) => line === '');
  const head = parts.until((line) => line === '');
  const signatures = parts.until((line) => line === '' || !(isSignature(line) || base64.test(line)));
  if (signatures.length === 0) return text;
  const written = [
    proofHeader,
    ...rejoined(proof, (line) => line.startsWith('index ')),
    '',
    ...head,
    '',
    ...rejoined(signatures.map(withDash), isSignature),
    '',
  ];
  return written.join('\n');
}

class Parts {
  #rest: readonly string[];

  constructor(lines: readonly string[]) {
    this.#rest = lines;
  }

  /** The lines before the next such line, and after any blank ones. */
  until(isEnd: (line: string) => boolean): readonly string[] {
    const from = this.#rest.findIndex((line) => line !== '');
    const rest = from < 0 ? [] : this.#rest.slice(from);
    const end = rest.findIndex(isEnd);
    this.#rest = end < 0 ? [] : rest.slice(end);
    return end < 0 ? rest : rest.slice(0, end);
  }
}

/** Some programs put a blank line behind each. */
function single(lines: readonly string[]): readonly string[] {
  const isDoubled = lines.every((line, at) => at % 2 === 0 || line === '');
  return isDoubled ? lines.filter((_, at) => at % 2 === 0) : lines;
}

/** A mail that was saved as it was sent, in either encoding of RFC 2045. */
function decoded(text: string): string {
  return fromQuotedPrintable(fromBase64(text));
}

const base64Header = /^content-transfer-encoding:[ \t]*base64/im;

/** Section 6.8: lines of base64 in the block below the header that says so. */
function fromBase64(text: string): string {
  const blocks = text.split(/\r?\n\r?\n/);
  return blocks
    .map((block, at) => (base64Header.test(blocks[at - 1] ?? '') ? partIn(block) : block))
    .join('\n\n');
}

function partIn(block: string): string {
  const lines = block.split(/\r?\n/);
  const end = lines.findIndex((line) => !base64.test(line));
  const encoded = end < 0 ? lines : lines.slice(0, end);
  const bytes = attempt(() => decodeBase64(encoded.join('')));
  const part = bytes instanceof VerificationError ? undefined : textOf(bytes);
  return part === undefined ? block : [part, ...lines.slice(encoded.length)].join('\n');
}

/** Section 6.7: no receipt holds what its dash becomes there. */
function fromQuotedPrintable(text: string): string {
  if (!/^=E2=80=94 /m.test(text)) return text;
  return text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (octets) =>
      new TextDecoder().decode(Uint8Array.from(octets.slice(1).split('='), (octet) => parseInt(octet, 16))),
    );
}

function bareLines(text: string): string[] {
  return decoded(text)
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .split(/\r?\n|[\r\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/^[ \t\u00a0\u3000>|]+/, '')
        .replace(/[ \t\u00a0\u3000]+/g, ' ')
        .trimEnd(),
    );
}

const keyStart = /^[^#\s]\S*\+[0-9a-f]{8}\+/;
const keyRest = /^[0-9A-Za-z+/]+={0,2}$/;

/**
 * A file of keys without what mail and editors do to lines: marks of a quotation, blanks at either end, breaks within a
 * key, which are shorter than its longest. The id of a key is a hash of it: nothing else can be meant.
 */
export function keysIn(text: string): string {
  const whole: string[] = [];
  for (const line of bareLines(text)) {
    const before = whole.at(-1);
    if (before !== undefined && keyStart.test(before) && keyRest.test(line) && !keyStart.test(line)) {
      whole.splice(-1, 1, before + line);
    } else {
      whole.push(line);
    }
  }
  return whole.join('\n');
}

/** Mail programs and editors turn the dash of a signature line into others, and back. */
const dash = /^[-–—]{1,3} /;

function isSignature(line: string): boolean {
  return dash.test(line);
}

function withDash(line: string): string {
  return line.replace(dash, '— ');
}

/** Puts a value that was broken over several lines together; what begins another line is none of it. */
function rejoined(lines: readonly string[], begins: (line: string) => boolean): string[] {
  // Put together at the end: a value that grows line by line would be copied, and looked through, once for each.
  const whole: string[][] = [];
  let before = '';
  for (const line of lines) {
    const last = whole.at(-1);
    const lacksValue = last?.length === 1 && isKeyAlone(before);
    const goesOn = base64.test(line) && !begins(line) && (lacksValue || before.length >= brokenMin);
    if (last !== undefined && goesOn) last.push(lacksValue ? ` ${line}` : line);
    else whole.push([line]);
    before = line;
  }
  return whole.map((pieces) => pieces.join(''));
}

/** A signature line without its signature. */
function isKeyAlone(line: string): boolean {
  return isSignature(line) && line.split(' ').length === 2;
}
