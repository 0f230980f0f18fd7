// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import { readCheckpoint } from './checkpoint';
import type { Checkpoint } from './checkpoint';
import { checkHeadSignature } from './cosignature';
import type { RegisteredKey } from './keys';
import { readNote } from './note';
import { keyLabel, signatureTypes } from './verifier-key';

/** A verified signature of a head. */
export interface HeadSignature {
  readonly key: RegisteredKey;
  /** The signing time that a cosigner claims, in seconds since 1970; signatures as the log have no time. */
  readonly time?: number;
}

/** A head with its verified signatures. */
export interface SignedHead {
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly HeadSignature[];
}

/**
 * Parses a signed head and verifies each of its signatures.
 * @param origin the origin of the log; see {@link logOrigin}.
 * @param keys the keys whose signatures count: the current keys on the ledger.
 * @throws {Refusal} `head-invalid`; `head-signature-invalid`, also for a signature by any other key, since nothing
 * would vouch for its bytes; `limit-exceeded`.
 */
export function openHead(note: string, origin: string, keys: readonly RegisteredKey[]): SignedHead {
  const { text, signatures } = readNote(note);
  const checkpoint = readCheckpoint(text);
  demand(checkpoint.origin === origin, 'head-invalid', 'the head is of another log');
  const known = new Map(keys.filter(({ role }) => role !== 'seal').map((key) => [keyLabel(key), key]));
  return {
    checkpoint,
    signatures: signatures.map((line) => {
      const key = known.get(keyLabel(line));
      if (key === undefined) {
        throw new Refusal(
          'head-signature-invalid',
          `${keyLabel(line)} is no current key of a cosigner or the log`,
        );
      }
      const time = checkHeadSignature(checkpoint, key, line.signature);
      return time === undefined ? { key } : { key, time };
    }),
  };
}

/**
 * The quorum: more than two thirds of the organisations that have cosigner keys.
 * @param keys as for {@link openHead}.
 */
export function quorumOf(keys: readonly RegisteredKey[]): number {
  const cosigners = keys.filter(({ role }) => role === 'cosigner').map(({ organisation }) => organisation);
  return Math.floor((2 * new Set(cosigners).size) / 3) + 1;
}

/** The organisations that have cosigned a head with both signature types, each once. */
export function cosignersOf({ signatures }: SignedHead): string[] {
  const byType = (type: number): string[] =>
    signatures.filter(({ key }) => key.type === type).map(({ key }) => key.organisation);
  const quantum = byType(signatureTypes.subtree);
  return [...new Set(byType(signatureTypes.cosignature))].filter((organisation) =>
    quantum.includes(organisation),
  );
}

/**
 * Refuses a head unless it is signed as the log by any organisation and cosigned by a quorum.
 * @param keys as for {@link openHead}.
 * @throws {Refusal} `quorum-missing`.
 */
export function demandQuorum(head: SignedHead, keys: readonly RegisteredKey[]): void {
  const isLogged = head.signatures.some(({ key }) => key.role === 'log');
  demand(isLogged, 'quorum-missing', 'the head is not signed as the log');
  const [count, quorum] = [cosignersOf(head).length, quorumOf(keys)];
  demand(count >= quorum, 'quorum-missing', `${count} organisations have cosigned the head, of ${quorum}`);
}
