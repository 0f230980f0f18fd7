// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '@guidang/chaincode/model';

/** What a seal is said to be over, and the signature line that is said to be it. */
export interface SealClaim {
  readonly text: string;
  readonly line: string;
}

/** What the line of a PDF begins with that carries its seal. */
export const sealMark = '%guidang-seal ';
/** Longer than the line of any seal: a name has 255 bytes at most. */
const lineBytesMax = 1024;

/** The text under the seal of a report as JSON. */
export function sealedTextOf(report: unknown): string {
  return `guidang-report/1\n${canonicalJson(report)}\n`;
}

/** The text under the seal of a PDF: of the digest of all before the line of the seal. */
export function sealedTextOfPdf(digest: Buffer): string {
  return `guidang-report-pdf/1\nsha256 ${digest.toString('base64')}\n`;
}

/** The line of a PDF that carries its seal, which PDF readers ignore. */
export function sealLineOfPdf(line: string): string {
  return `${sealMark}${Buffer.from(line).toString('base64')}\n`;
}

/** Reads the seal at the end of a PDF that comes in parts, of which it keeps the end alone. */
export class PdfSeal {
  readonly #hash = createHash('sha256');
  #end = Buffer.alloc(0);

  take(part: Buffer): void {
    const known = Buffer.concat([this.#end, part]);
    const cut = Math.max(0, known.length - lineBytesMax);
    this.#hash.update(known.subarray(0, cut));
    this.#end = known.subarray(cut);
  }

  /** What the PDF claims, once it is whole; `undefined` where it does not end with a seal. */
  get claim(): SealClaim | undefined {
    const at = this.#end.lastIndexOf(`\n${sealMark}`) + 1;
    const [, encoded] = /^%guidang-seal ([A-Za-z0-9+/=]+)\n?$/.exec(this.#end.toString('latin1', at)) ?? [];
    if (at === 0 || encoded === undefined) return undefined;
    const digest = this.#hash.copy().update(this.#end.subarray(0, at)).digest();
    return { text: sealedTextOfPdf(digest), line: Buffer.from(encoded, 'base64').toString() };
  }
}
