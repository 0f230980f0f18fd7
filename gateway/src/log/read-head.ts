// SPDX-License-Identifier: Apache-2.0
import {
  cosignersOf,
  formatNote,
  formatSignatureLine,
  keyLabel,
  openHead,
  quorumOf,
  readCheckpoint,
  readNote,
} from '@guidang/chaincode/proof';
import type { RegisteredKey, SignedHead } from '@guidang/chaincode/proof';

/**
 * Parses a signed head by the rules for note readers: signatures of unknown keys are ignored, an invalid one of a known
 * key invalidates the note (C2SP signed-note).
 * @param keys the keys whose signatures count.
 * @throws {Refusal} `head-invalid`, `head-signature-invalid`, `limit-exceeded`.
 */
export function readHead(note: string, origin: string, keys: readonly RegisteredKey[]): SignedHead {
  const { text, signatures } = readNote(note);
  const known = new Set(keys.filter(({ role }) => role !== 'seal').map(keyLabel));
  const lines = signatures
    .filter((line) => known.has(keyLabel(line)))
    .map((line) => formatSignatureLine(line, line.signature));
  if (lines.length === 0) return { checkpoint: readCheckpoint(text), signatures: [] };
  return openHead(formatNote(text, lines), origin, keys);
}

/** Whether a head is signed as the log and cosigned by a quorum of the organisations. */
export function hasQuorum(head: SignedHead, keys: readonly RegisteredKey[]): boolean {
  return head.signatures.some(({ key }) => key.role === 'log') && cosignersOf(head).length >= quorumOf(keys);
}
