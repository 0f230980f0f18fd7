// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { fromBase64 } from '../ledger/base64';
import { isKeyName, keyLabel } from './verifier-key';
import type { VerifierKey } from './verifier-key';

/** A signature line of a note: the signer's name, key identifier and signature. */
export interface NoteSignature {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly id: string;
  readonly signature: Buffer;
}

/** A parsed signed note (C2SP signed-note); its signatures are not verified yet. */
export interface SignedNote {
  /** The signed text, including its last line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const control = /[^\n\P{Cc}]/u;
const signatureLine = /^\u2014 (?<name>[^ ]+) (?<base64>[^ ]+)$/u;
const keyIdBytes = 4;

/**
 * Parses a signed note: a text, an empty line and the signatures, at most one per key.
 * @throws {Refusal} `head-invalid` for anything else, `limit-exceeded` when it is too large.
 */
export function readNote(note: string): SignedNote {
  demand(Buffer.byteLength(note, 'utf8') <= limits.headBytesMax, 'limit-exceeded', 'the note is too large');
  const end = note.lastIndexOf('\n\n');
  demand(
    end > 0 && note.endsWith('\n') && !control.test(note),
    'head-invalid',
    'not a text, an empty line and signatures, without control characters',
  );
  const lines = note.slice(end + 2, -1).split('\n');
  demand(lines.length <= limits.headSignaturesMax, 'limit-exceeded', 'the note has too many signatures');
  const signatures = lines.map(readSignatureLine);
  demand(
    new Set(signatures.map(keyLabel)).size === signatures.length,
    'head-invalid',
    'a key has signed the note twice',
  );
  return { text: note.slice(0, end + 1), signatures };
}

/**
 * Parses a signature line without its line feed.
 * @throws {Refusal} `head-invalid`.
 */
export function readSignatureLine(line: string): NoteSignature {
  const { name = '', base64 = '' } = signatureLine.exec(line)?.groups ?? {};
  const bytes = fromBase64(base64);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= keyIdBytes) {
    throw new Refusal('head-invalid', 'not a signature line of a note');
  }
  return { name, id: bytes.toString('hex', 0, keyIdBytes), signature: bytes.subarray(keyIdBytes) };
}

/** Formats a signature line, including its line feed. */
export function formatSignatureLine(
  { name, id }: Pick<VerifierKey, 'name' | 'id'>,
  signature: Uint8Array,
): string {
  return `\u2014 ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;
}

/** Joins a note's text and its signature lines. */
export function formatNote(text: string, signatureLines: readonly string[]): string {
  return `${text}\n${signatureLines.join('')}`;
}
