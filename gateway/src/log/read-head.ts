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
 * Reads a signed head as any reader of a note must: signatures of unknown keys are passed over, one of a known key that
 * does not fit spoils the whole (C2SP signed-note).
 * @param keys whose signatures count.
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

/** Whether the log has signed a head, and a quorum of the organisations has cosigned it. */
export function hasQuorum(head: SignedHead, keys: readonly RegisteredKey[]): boolean {
  return head.signatures.some(({ key }) => key.role === 'log') && cosignersOf(head).length >= quorumOf(keys);
}
