// SPDX-License-Identifier: Apache-2.0
import { decodeLatin1 } from '../bytes';
import { attempt, VerificationError } from '../errors';
import { asObject, parseJson } from '../json';
import { limits } from '../limits';
import { saysReport } from '../report/pdf';
import { isKeys, mistakenJson, noEvidence } from './mistaken';
import { readText, readWhole } from './source';
import type { Source } from './source';
import { carriedIn, isExport, readStart } from './verify-file';

/** What a file is for, when nobody says so: keys, evidence to check, or any other file, which evidence may name. */
export type Purpose = 'keys' | 'evidence' | 'document';

/** Judges by the content alone. @throws {VerificationError} `unreadable`. */
export function recognise(file: Source): Purpose {
  const first = attempt(() => readStart(file));
  if (first instanceof VerificationError) {
    if (first.code === 'unreadable') throw first;
    return 'document';
  }
  if (isKeys(first) && hasKey(file)) return 'keys';
  return isEvidence(file, first) ? 'evidence' : 'document';
}

/** A line like a verifier key: a text that begins with `#` may be anything. */
const key = /^[^\s+]+\+[0-9a-f]{8}\+/m;

function hasKey(file: Source): boolean {
  return attempt(() => key.test(decodeLatin1(readText(file, limits.keysBytesMax)))) === true;
}

function isEvidence(file: Source, first: string): boolean {
  if (first.startsWith('c2sp.org/') || isExport(first)) return true;
  const seemsEvidence = attempt(() => {
    if (first.startsWith('%PDF-')) return saysReport(readWhole(file, limits.pdfBytesMax));
    if (first.startsWith('{')) return isEvidenceJson(readText(file, limits.reportBytesMax));
    return carriedIn(file) !== undefined;
  });
  return seemsEvidence === true;
}

/** An answer that is an error or a bare verdict counts too: checking says what it is. */
function isEvidenceJson(bytes: Uint8Array): boolean {
  const object = asObject(parseJson(bytes), 'the file');
  return 'report' in object || mistakenJson(object) !== noEvidence;
}
