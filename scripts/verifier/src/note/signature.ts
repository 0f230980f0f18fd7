// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { verifyMlDsa44 } from '../ml-dsa/verify';
import type { VerifierKey } from './verifier-key';

/** The content of a head: the log's origin, the number of leaves, and their root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A signed head: the note's exact text, and its parsed content. */
export interface SignedCheckpoint extends Checkpoint {
  readonly text: string;
}

const ed25519SignatureBytes = 64;
const timestampBytes = 8;
/** The end of the year 9999: the specification allows up to 2^63 - 1, but time formats do not. */
const lastTimestamp = 253_402_300_799n;
/** The SPKI prefix of an Ed25519 key (RFC 8410 section 10.1). */
const spkiEd25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** Verifies an Ed25519 signature (RFC 8032) over a note's text. */
export function verifyNoteSignature({ publicKey }: VerifierKey, text: string, signature: Buffer): boolean {
  return verifyEd25519(publicKey, Buffer.from(text), signature);
}

/**
 * Verifies a cosignature (C2SP tlog-cosignature) of a head.
 * @returns its time in seconds since 1970, or `undefined` if it is invalid.
 */
export function verifyCosignature(
  key: VerifierKey,
  head: SignedCheckpoint,
  cosignature: Buffer,
): number | undefined {
  if (cosignature.length < timestampBytes) return undefined;
  const timestamp = cosignature.readBigUInt64BE();
  if (timestamp > lastTimestamp) return undefined;
  const signature = cosignature.subarray(timestampBytes);
  const holds =
    key.type === 0x06
      ? verifyMlDsa44(key.publicKey, subtreeMessage(key.name, timestamp, head), signature)
      : verifyEd25519(key.publicKey, cosignatureMessage(timestamp, head.text), signature);
  return holds ? Number(timestamp) : undefined;
}

function verifyEd25519(publicKey: Buffer, message: Uint8Array, signature: Buffer): boolean {
  if (signature.length !== ed25519SignatureBytes) return false;
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.concat([spkiEd25519, publicKey]), format: 'der', type: 'spki' });
  } catch {
    return false;
  }
  return verify(null, message, key, signature);
}

/** The message that an Ed25519 cosignature signs (tlog-cosignature). */
function cosignatureMessage(timestamp: bigint, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

/** The message that an ML-DSA-44 cosignature of a whole tree signs: a `cosigned_message` (tlog-cosignature). */
function subtreeMessage(cosigner: string, timestamp: bigint, { origin, size, root }: Checkpoint): Buffer {
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    lengthPrefixed(cosigner),
    uint64(timestamp),
    lengthPrefixed(origin),
    uint64(0n),
    uint64(BigInt(size)),
    root,
  ]);
}

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Uint8Array.of(bytes.length), bytes]);
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
