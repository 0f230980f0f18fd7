// SPDX-License-Identifier: Apache-2.0
import { member } from '../json';
import type { JsonObject } from '../json';

export const noEvidence = 'the file is JSON, and neither a receipt nor a report';

/**
 * What a file is that somebody took for evidence, and what to do: a download that failed, a page that asks to sign in,
 * one file in the place of another. `undefined` for what may be evidence.
 * @param first its first line, as Latin-1.
 */
export function mistakenText(first: string): string | undefined {
  if (isKeys(first)) return 'the file holds keys, which are given with --keys';
  if (/^["[]/.test(first)) return noEvidence;
  if (/^\{"index":/.test(first) && !first.includes('"checkpoint"')) {
    return 'the file holds leaves of an export, and not its first line: it was cut off at its beginning';
  }
  return mistakenFetch(first);
}

/** The same of a file that somebody took for keys. */
export function mistakenKeys(first: string): string | undefined {
  if (first.startsWith('{')) {
    return 'the file is JSON, perhaps an error that a gateway answered: fetch it again';
  }
  if (first.startsWith('c2sp.org/')) return 'the file is a receipt, and holds no keys';
  return mistakenFetch(first);
}

/** Beginnings of files, as Latin-1. */
const packed = /^(?:PK\x03\x04|\x1f\x8b|Rar!|7z\xbc\xaf)/;
const picture = /^(?:\x89PNG|\xff\xd8\xff|II\*\0|MM\0\*)/;

function mistakenFetch(first: string): string | undefined {
  if (first.trim() === '') return 'the file is empty: fetch it again';
  if (packed.test(first)) {
    return 'the file is packed, as a ZIP or a document of an office program: unpack it, and give what is inside';
  }
  if (picture.test(first)) return 'the file is a picture: only a file can be checked, not what shows it';
  if (/^\s*</.test(first)) return 'the file is a web page, perhaps one that asks to sign in: fetch it again';
  return undefined;
}

/** Whether a file holds keys, by its first line. */
export function isKeys(first: string): boolean {
  return first.startsWith('#') || /^[^\s+]+\+[0-9a-f]{8}\+/.test(first);
}

/** The same of a JSON object. */
export function mistakenJson(object: JsonObject): string | undefined {
  const [status, title, code] = ['status', 'title', 'code'].map((name) => member(object, name));
  if (typeof status === 'number' && typeof title === 'string') {
    return `the file is an error that a gateway answered (${status} ${typeof code === 'string' ? code : title}): fetch it again`;
  }
  if (member(object, 'verificationId') !== undefined) {
    return 'the file is a verdict without a seal: POST /api/v1/verification-reports answers a sealed one';
  }
  const isReceipt = ['leaf', 'proof', 'checkpoint'].some((name) => member(object, name) !== undefined);
  return isReceipt ? undefined : noEvidence;
}
