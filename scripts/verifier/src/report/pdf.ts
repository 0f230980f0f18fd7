// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { decodeBase64, decodeLatin1, decodeUtf8, encodeBase64, sha256 } from '../bytes';
import { demand } from '../errors';
import type { Policy } from '../head/open-head';
import { limits } from '../limits';
import { verifySeal } from '../seal';
import { parseReport, verifyReport } from './report';
import type { ProvenReport } from './report';

/** A report as PDF, separated from its seal. */
export interface SealedPdf {
  /** The sealed bytes: everything before the seal's line. */
  readonly body: Uint8Array;
  readonly seal: string;
}

const domain = 'guidang-report-pdf/1';
/** JSON of an object begins so. */
const openingBrace = 0x7b;
const sealMark = '\n%guidang-seal ';
const endMark = '%%EOF';
/** Its title, which programs keep that save it again: 核验报告 and its number, as UTF-8 or UTF-16, in Latin-1. */
const title =
  /(?:\xe6\xa0\xb8\xe9\xaa\x8c\xe6\x8a\xa5\xe5\x91\x8a|h8\x9a\x8cb\xa5TJ) [0-9a-f]{8}-[0-9a-f]{4}-/;

/** Whether a PDF says that it is a report, true or not: by its seal, or by its title if the seal was lost. */
export function saysReport(bytes: Uint8Array): boolean {
  const text = decodeLatin1(bytes);
  // UTF-16 of the number is its UTF-8 and zeros.
  return text.includes(sealMark) || title.test(text.replaceAll('\0', ''));
}

const noSeal =
  'the PDF has no seal: it is no report, or was saved again; any other document is given with --file, beside its receipt';

/**
 * Separates the seal from a PDF: it is the last line, right after the PDF's own end. Anything appended after a seal
 * becomes the last line instead.
 * @throws {VerificationError} `malformed`, also without a seal; `limit-exceeded`.
 */
export function parsePdf(bytes: Uint8Array): SealedPdf {
  demand(bytes.length <= limits.pdfBytesMax, 'limit-exceeded', `a PDF of ${bytes.length} bytes`);
  const mark = decodeLatin1(bytes).lastIndexOf(sealMark);
  demand(mark >= 0, 'malformed', noSeal);
  const body = bytes.subarray(0, mark + 1);
  const ending = decodeLatin1(body.subarray(-endMark.length - 2)).trimEnd();
  demand(
    ending.endsWith(endMark),
    'malformed',
    'the seal does not follow the end of the PDF: it was saved again',
  );
  const line = decodeLatin1(bytes.subarray(mark + sealMark.length));
  const isLast = /^\S*\n?$/.test(line);
  demand(isLast, 'malformed', 'something follows the seal of the PDF: it was saved again, or signed');
  const encoded = line.endsWith('\n') ? line.slice(0, -1) : line;
  return { body, seal: decodeUtf8(decodeBase64(encoded)) };
}

/**
 * Verifies a report as PDF: its seal, and the attached report with its own seal.
 * @returns the attached report.
 * @throws {VerificationError} errors of `attachedReport`, `verifyReport` and `verifySeal`, and `report` if the two
 *   seals are of different organisations.
 */
export function verifyPdf(pdf: SealedPdf, policy: Policy): ProvenReport {
  const report = verifyReport(parseReport(attachedReport(pdf)), policy);
  const text = `${domain}\nsha256 ${encodeBase64(sha256(pdf.body))}\n`;
  const { organisation } = verifySeal(pdf.seal, text, policy.keys, report.head?.size);
  const isSame = organisation === report.organisation;
  demand(isSame, 'report', `the PDF is sealed by ${organisation}, its report by ${report.organisation}`);
  return report;
}

/** Streams are never inside other objects (ISO 32000-2 section 7.3.8), so an attachment's can be found by scanning. */
const attachment = /\/Type\s*\/EmbeddedFile\b/g;

/**
 * The attached `report.json`: the one attachment that is JSON. That needs no PDF parser, and the seal over the whole
 * file covers anything this scan might miss.
 * @throws {VerificationError} `malformed` without exactly one such attachment, `limit-exceeded`.
 */
export function attachedReport({ body }: SealedPdf): Uint8Array {
  const text = decodeLatin1(body);
  const places = [...text.matchAll(attachment)].map(({ index }) => index);
  demand(places.length <= limits.pdfAttachmentsMax, 'limit-exceeded', 'the PDF has too many attachments');
  const [report, ...others] = places
    .map((place) => readStream(body, text, place))
    .filter(([first]) => first === openingBrace);
  demand(report !== undefined && others.length === 0, 'malformed', 'the PDF has no report.json, or several');
  return report;
}

function readStream(body: Uint8Array, text: string, place: number): Uint8Array {
  const opening = /stream\r?\n/g;
  opening.lastIndex = place;
  const match = opening.exec(text);
  demand(match !== null, 'malformed', 'the PDF has an attachment without data');
  const dictionary = text.slice(text.lastIndexOf('obj', place), match.index);
  const start = match.index + match[0].length;
  const end = text.indexOf('endstream', start);
  demand(end >= 0, 'malformed', 'the PDF has an attachment without end');
  const data = body.subarray(start, end);
  return dictionary.includes('/FlateDecode') ? inflate(data) : data;
}

/** An attachment of a few bytes can inflate to any size, so its output is limited. */
function inflate(data: Uint8Array): Uint8Array {
  const content = platform.inflate(data, limits.reportBytesMax);
  demand(content !== undefined, 'malformed', "the PDF's attachment cannot be read");
  return content;
}
