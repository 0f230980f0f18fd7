// SPDX-License-Identifier: Apache-2.0
import { decodeBase64, encodeHex, encodeUtf8, sha256 } from '../bytes';
import { demand } from '../errors';
import { limits } from '../limits';
import { mlDsa44KeyBytes } from '../ml-dsa/verify';

/** Note signature types (signed-note, tlog-cosignature): the algorithm, and what is signed. */
export const keyTypes = {
  0x01: { algorithm: 'ed25519', signs: 'note', keyBytes: 32 },
  0x04: { algorithm: 'ed25519', signs: 'cosignature', keyBytes: 32 },
  0x06: { algorithm: 'ml-dsa-44', signs: 'cosignature', keyBytes: mlDsa44KeyBytes },
} as const;

export type KeyType = keyof typeof keyTypes;
export type KeyAlgorithm = (typeof keyTypes)[KeyType]['algorithm'];

/** A note's verifier key. */
export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of the key's hash, in hex. */
  readonly id: string;
  readonly type: KeyType;
  readonly publicKey: Uint8Array;
}

const forbiddenInNames = /[\p{White_Space}+]/u;

/** @throws {VerificationError} `malformed` or `limit-exceeded` unless it is a valid key name (signed-note). */
export function demandKeyName(name: string): void {
  demand(name !== '' && !forbiddenInNames.test(name), 'malformed', 'not the name of a key');
  demand(encodeUtf8(name).length <= limits.nameBytesMax, 'limit-exceeded', "the key's name is too long");
}

/**
 * Parses a vkey, `name+id+base64(type, key)` (signed-note).
 * @throws {VerificationError} `malformed`, also if the id does not match the key; `limit-exceeded` for a long name.
 */
export function parseVerifierKey(text: string): VerifierKey {
  const [name, id, encoded] = splitAt(text);
  demandKeyName(name);
  const material = decodeBase64(encoded);
  const type = material[0];
  demand(isKeyType(type), 'malformed', 'the key is of an unknown type');
  const publicKey = material.subarray(1);
  demand(
    publicKey.length === keyTypes[type].keyBytes,
    'malformed',
    'the key is not as long as its type says',
  );
  demand(keyId(name, material) === id, 'malformed', 'the key has another id');
  return { name, id, type, publicKey };
}

/** Base64 contains `+`, so only the first two separate the fields. */
function splitAt(text: string): [name: string, id: string, encoded: string] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  demand(first >= 0 && second >= 0, 'malformed', 'not a verifier key');
  return [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

function isKeyType(type: number | undefined): type is KeyType {
  return type !== undefined && Object.hasOwn(keyTypes, type);
}

/** The key id that signed-note recommends and tlog-cosignature demands. */
function keyId(name: string, material: Uint8Array): string {
  return encodeHex(sha256(`${name}\n`, material).subarray(0, 4));
}
