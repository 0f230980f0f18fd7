// SPDX-License-Identifier: Apache-2.0
import { decodeBase64, decodeUtf8, encodeHex } from '../bytes';
import { demand } from '../errors';
import { limits } from '../limits';
import { demandKeyName } from './verifier-key';

/** A signature line, not verified yet. */
export interface SignatureLine {
  readonly name: string;
  /** The key's id, in hex. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/** A signed note, none of whose signatures has been verified yet. */
export interface Note {
  /** The signed text, including its last line feed. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** Characters forbidden in the text besides line feeds (signed-note): this also rejects CRLF and NUL. */

const controls = /[\x00-\x09\x0b-\x1f]/;

/**
 * Parses a note (C2SP signed-note): its text and its signature lines.
 * @throws {VerificationError} `malformed`, or `limit-exceeded` for its size or number of signatures.
 */
export function parseNote(bytes: Uint8Array): Note {
  demand(bytes.length <= limits.noteBytesMax, 'limit-exceeded', `a note of ${bytes.length} bytes`);
  const note = decodeUtf8(bytes);
  demand(!controls.test(note), 'malformed', 'the note has control characters');
  demand(note.endsWith('\n'), 'malformed', 'the note does not end with a line feed');
  const end = note.lastIndexOf('\n\n');
  demand(end >= 0, 'malformed', 'the note has no signatures');
  const lines = note.slice(end + 2, -1).split('\n');
  demand(lines.length <= limits.noteSignaturesMax, 'limit-exceeded', 'the note has too many signatures');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
}

/**
 * Parses a signature line, without its line feed.
 * @throws {VerificationError} `malformed`, or `limit-exceeded` for a long name.
 */
export function parseSignatureLine(line: string): SignatureLine {
  const [dash, name, encoded, ...rest] = line.split(' ');
  const isWhole = dash === '—' && name !== undefined && encoded !== undefined && rest.length === 0;
  demand(isWhole, 'malformed', 'not a signature line');
  demandKeyName(name);
  const bytes = decodeBase64(encoded);
  demand(bytes.length > 4, 'malformed', 'the signature is empty');
  return { name, id: encodeHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}
