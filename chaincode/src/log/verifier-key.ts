// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { demand, Refusal } from '../ledger/refusal';
import { fromBase64 } from '../ledger/base64';

/** Signature types of C2SP signed-note; below, the lengths of their public keys in bytes. */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04, subtree: 0x06 } as const;
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

const publicKeyBytes: ReadonlyMap<number, number> = new Map<SignatureType, number>([
  [signatureTypes.ed25519, 32],
  [signatureTypes.cosignature, 32],
  [signatureTypes.subtree, 1312],
]);

/** A public key that verifies note signatures. */
export interface VerifierKey {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly id: string;
  readonly type: SignatureType;
  readonly publicKey: Buffer;
}

/** No spaces, plus signs, control characters or lone surrogates (C2SP signed-note). */
const keyName = /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u;
/** Cosignature messages encode a name's length in one byte (C2SP tlog-cosignature). */
const keyNameBytesMax = 255;
const vkeyParts = /^(?<name>[^+]*)\+(?<id>[0-9a-f]{8})\+(?<key>.*)$/su;

/** Whether a text is a valid name of a key or a log. */
export function isKeyName(text: string): boolean {
  return keyName.test(text) && Buffer.byteLength(text, 'utf8') <= keyNameBytesMax;
}

/**
 * Parses a verifier key, `name+hex id+base64 of type and key` (C2SP signed-note), of the types that this log uses.
 * @throws {Refusal} `log-key-invalid` for anything else, including an identifier that does not match the key.
 */
export function readVerifierKey(vkey: string): VerifierKey {
  const { name = '', id = '', key = '' } = vkeyParts.exec(vkey)?.groups ?? {};
  const [type, ...rest] = fromBase64(key) ?? [];
  if (!isKeyName(name) || !isSignatureType(type)) {
    throw new Refusal('log-key-invalid', 'not a verifier key of a type that this log uses');
  }
  const publicKey = Buffer.from(rest);
  demand(publicKey.length === publicKeyBytes.get(type), 'log-key-invalid', 'the key has another length');
  demand(id === keyIdOf(name, type, publicKey), 'log-key-invalid', 'the identifier is not that of the key');
  return { name, id, type, publicKey };
}

/** Formats a verifier key; the inverse of {@link readVerifierKey}. */
export function formatVerifierKey(name: string, type: SignatureType, publicKey: Uint8Array): string {
  const key = Buffer.from([type, ...publicKey]).toString('base64');
  return `${name}+${keyIdOf(name, type, publicKey)}+${key}`;
}

/** Identifies a key and prefixes its signatures: name and identifier, `guidang/east+02ab5e17`. */
export function keyLabel({ name, id }: Pick<VerifierKey, 'name' | 'id'>): string {
  return `${name}+${id}`;
}

function isSignatureType(type: number | undefined): type is SignatureType {
  return type !== undefined && publicKeyBytes.has(type);
}

/** The first four bytes of SHA-256 over name, line feed, type and key, in hex (C2SP signed-note). */
function keyIdOf(name: string, type: SignatureType, publicKey: Uint8Array): string {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(type))
    .update(publicKey)
    .digest('hex')
    .slice(0, 8);
}
