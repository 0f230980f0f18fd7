// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa';
import { demand } from '../ledger/refusal';
import { formatCheckpoint } from './checkpoint';
import type { Checkpoint } from './checkpoint';
import { keyLabel, signatureTypes } from './verifier-key';
import type { VerifierKey } from './verifier-key';

const timestampBytes = 8;
const ed25519Bytes = 64;
/** FIPS 204, table 2. */
const mlDsaBytes = 2420;

/** The signed message of an Ed25519 cosignature (C2SP tlog-cosignature); `time` in seconds since 1970. */
export function cosignatureMessage(head: Checkpoint, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${formatCheckpoint(head)}`, 'utf8');
}

/**
 * The signed message of an ML-DSA-44 cosignature (C2SP tlog-cosignature) of a whole tree; `time` in seconds since 1970.
 */
export function subtreeMessage(head: Checkpoint, time: number, cosigner: string): Buffer {
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0', 'ascii'),
    lengthPrefixed(cosigner),
    uint64(time),
    lengthPrefixed(head.origin),
    uint64(0),
    uint64(head.size),
    head.root,
  ]);
}

/** The payload of a cosignature's note line: the time followed by the signature. */
export function timestamped(time: number, signature: Uint8Array): Buffer {
  return Buffer.concat([uint64(time), signature]);
}

/**
 * Verifies a signature of a head, by the key's type.
 * @param signature the bytes after the key's identifier.
 * @returns the time that a cosignature claims, in seconds since 1970; `undefined` for a signature as the log.
 * @throws {Refusal} `head-signature-invalid`.
 */
export function checkHeadSignature(
  head: Checkpoint,
  key: VerifierKey,
  signature: Buffer,
): number | undefined {
  const refused = `the signature of ${keyLabel(key)} does not fit the head`;
  if (key.type === signatureTypes.ed25519) {
    const text = Buffer.from(formatCheckpoint(head), 'utf8');
    demand(verifyEd25519(key, text, signature), 'head-signature-invalid', refused);
    return undefined;
  }
  const time = readTime(signature);
  const genuine =
    time !== undefined && verifyCosignature(head, key, time, signature.subarray(timestampBytes));
  demand(genuine, 'head-signature-invalid', refused);
  return time;
}

function verifyCosignature(head: Checkpoint, key: VerifierKey, time: number, signature: Buffer): boolean {
  const isSubtree = key.type === signatureTypes.subtree;
  const message = isSubtree ? subtreeMessage(head, time, key.name) : cosignatureMessage(head, time);
  return verifyMessage(key, message, signature);
}

/** Verifies a bare signature, by the key's type; false for one of another length. */
export function verifyMessage(key: VerifierKey, message: Uint8Array, signature: Buffer): boolean {
  if (key.type !== signatureTypes.subtree) return verifyEd25519(key, message, signature);
  return signature.length === mlDsaBytes && ml_dsa44.verify(key.publicKey, message, signature);
}

function verifyEd25519({ publicKey }: VerifierKey, message: Uint8Array, signature: Buffer): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return signature.length === ed25519Bytes && verify(null, message, key, signature);
}

function readTime(signature: Buffer): number | undefined {
  if (signature.length < timestampBytes) return undefined;
  const time = signature.readBigUInt64BE();
  return time <= Number.MAX_SAFE_INTEGER ? Number(time) : undefined;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** @throws {RangeError} beyond 255 bytes; names are shorter here. */
function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(1);
  length.writeUInt8(bytes.length);
  return Buffer.concat([length, bytes]);
}
