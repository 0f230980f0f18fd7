// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { PdfSeal, sealedTextOf, sealMark } from '../../log/seal-claim';
import type { SealClaim } from '../../log/seal-claim';
import { onlyLicenceIn } from './named-licences';

/** What this system gives out beside the files of licences and records: none of them is such a file. */
export const ownDocumentKindSchema = z.enum(['report', 'receipt', 'export', 'keys', 'answer']);

/** What a file says that it is, true or not. */
export interface OwnDocument {
  readonly kind: z.infer<typeof ownDocumentKindSchema>;
  /** Of a report that says that it is sealed. */
  readonly claim?: SealClaim | undefined;
  /** Of a report as JSON: the licence that it is about. Of one in print, its text is searched as that of any file. */
  readonly licence?: string | undefined;
}

/** The largest report or receipt; of an export the beginning tells. */
const textBytesMax = 1024 * 1024;

/** Recognises what comes in parts by its form, as the offline verifier does. */
export class OwnDocumentReader {
  #pdf: PdfReport | undefined;
  readonly #text: Buffer[] = [];
  #bytes = 0;

  take(part: Buffer): void {
    if (this.#bytes === 0 && part.subarray(0, pdfMark.length).equals(pdfMark)) this.#pdf = new PdfReport();
    const room = textBytesMax - this.#bytes;
    this.#bytes += part.length;
    if (this.#pdf !== undefined) this.#pdf.take(part);
    else if (room > 0) this.#text.push(part.subarray(0, room));
  }

  /** What it is, once it is whole; `undefined` for any other file. */
  get document(): OwnDocument | undefined {
    return this.#pdf === undefined ? ownDocumentIn(Buffer.concat(this.#text)) : this.#pdf.document;
  }
}

const pdfMark = Buffer.from('%PDF-');
const sealLine = Buffer.from(`\n${sealMark}`);
/** Beginnings of the title of a printed report, in the encodings in which programs write it. */
const titles = ['核验报告 '].flatMap((title) => {
  const wide = Buffer.from(title, 'utf16le').swap16();
  const hex = wide.toString('hex');
  return [Buffer.from(title), wide, Buffer.from(hex), Buffer.from(hex.toUpperCase())];
});
/** A title stands on both sides of a border between parts. */
const overlapBytes = 256;

/** A report in print: by its seal, or by the title that programs keep that save it again. */
class PdfReport {
  readonly #seal = new PdfSeal();
  #end = Buffer.alloc(0);
  #isReport = false;

  take(part: Buffer): void {
    this.#seal.take(part);
    if (this.#isReport) return;
    const known = Buffer.concat([this.#end, part]);
    this.#isReport = known.includes(sealLine) || titles.some((title) => hasTitle(known, title));
    this.#end = known.subarray(-overlapBytes);
  }

  get document(): OwnDocument | undefined {
    return this.#isReport ? { kind: 'report', claim: this.#seal.claim } : undefined;
  }
}

const identifierStart = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The number of the report follows: a licence may be called a report of a verification too. */
function hasTitle(bytes: Buffer, title: Buffer): boolean {
  const at = bytes.indexOf(title);
  if (at < 0) return false;
  const next = bytes.toString('latin1', at + title.length, at + overlapBytes);
  const unhexed = Buffer.from(next, 'hex').toString('latin1');
  return [next, unhexed].some((text) => identifierStart.test(text.replaceAll('\0', '')));
}

const printedNumber = /核验编号[:：]?[0-9a-f]{8}-[0-9a-f]{4}-/u;

/** Whether texts are those of a report, printed again: only its page is left of it. */
export function isPrintedReport(texts: readonly string[]): boolean {
  const text = texts.join('').replace(/\s/gu, '');
  return text.includes('核验报告') && printedNumber.test(text);
}

/** A text of this system, or its beginning. */
export function ownDocumentIn(bytes: Buffer): OwnDocument | undefined {
  // UTF-16 of what tells the kind is its UTF-8 and zeros.
  const text = bytes
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*/, '');
  if (text.startsWith('{')) return ownJsonIn(text, bytes);
  if (receiptLine.test(text)) return { kind: 'receipt' };
  return isKeys(text) ? { kind: 'keys' } : undefined;
}

/** Also in a mail that quotes it. */
const receiptLine = /^[ \t>|]*c2sp\.org\/tlog-proof@v1[ \t\r]*$/m;
const keyLine = /^[^\s+]+\+[0-9a-f]{8}\+\S+[ \t\r]*$/m;

function isKeys(text: string): boolean {
  return /^(?:#|[^\s+]+\+[0-9a-f]{8}\+)/.test(text) && keyLine.test(text);
}

/** By its first line: of a large one there is no more, and the rest may be cut off. */
const exportStart = /^[^\n]*"format"\s*:\s*"guidang-export\//;
const leafLine = /^\{"index":\d+,[^\n]*\}\r?\n\{/;

function ownJsonIn(text: string, bytes: Buffer): OwnDocument | undefined {
  if (exportStart.test(text) || leafLine.test(text)) return { kind: 'export' };
  const object = objectIn(text);
  const has = (...names: readonly string[]): boolean => names.every((name) => Object.hasOwn(object, name));
  if (has('report', 'seal')) return { kind: 'report', claim: claimIn(bytes), licence: onlyLicenceIn(text) };
  if (has('leaf', 'proof', 'checkpoint')) return { kind: 'receipt' };
  return has('verificationId', 'integrity') || has('status', 'title', 'code')
    ? { kind: 'answer' }
    : undefined;
}

function objectIn(text: string): object {
  try {
    return z.looseObject({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

const sealedSchema = z.strictObject({ report: z.looseObject({}), seal: z.string() });

function claimIn(bytes: Buffer): SealClaim | undefined {
  try {
    const { report, seal } = sealedSchema.parse(JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')));
    return { text: sealedTextOf(report), line: seal };
  } catch {
    return undefined;
  }
}
