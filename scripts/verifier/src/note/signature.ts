// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { verifyMlDsa44 } from '../ml-dsa/verify';
import type { VerifierKey } from './verifier-key';

/** What a head says: the log's origin, the number of leaves, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A signed head: the note's text as it stands, and what it says. */
export interface SignedCheckpoint extends Checkpoint {
  readonly text: string;
}

const ed25519SignatureBytes = 64;
const timestampBytes = 8;
/** The end of the year 9999: the specification goes on to 2^63 - 1, the ways to write a time do not. */
const lastTimestamp = 253_402_300_799n;
/** The head of an Ed25519 key in SPKI form (RFC 8410 section 10.1). */
const spkiEd25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether an Ed25519 signature (RFC 8032) over a note's text holds. */
export function verifyNoteSignature({ publicKey }: VerifierKey, text: string, signature: Buffer): boolean {
  return verifyEd25519(publicKey, Buffer.from(text), signature);
}

/**
 * Whether a cosignature (C2SP tlog-cosignature) of a head holds.
 * @returns its time in seconds since 1970, or `undefined` where it does not hold.
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

/** What an Ed25519 cosignature is over (tlog-cosignature). */
function cosignatureMessage(timestamp: bigint, text: string): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

/** What an ML-DSA-44 cosignature of a whole tree is over: a `cosigned_message` (tlog-cosignature). */
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
