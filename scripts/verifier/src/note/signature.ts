// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { concatBytes, encodeUtf8 } from '../bytes';
import { verifyMlDsa44 } from '../ml-dsa/verify';
import type { VerifierKey } from './verifier-key';

/** The content of a head: the log's origin, the number of leaves, and their root. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A signed head: the note's exact text, and its parsed content. */
export interface SignedCheckpoint extends Checkpoint {
  readonly text: string;
}

const timestampBytes = 8;
/** The end of the year 9999: the specification allows up to 2^63 - 1, but time formats do not. */
const lastTimestamp = 253_402_300_799n;

/** Verifies an Ed25519 signature (RFC 8032) over a note's text. */
export function verifyNoteSignature(
  { publicKey }: VerifierKey,
  text: string,
  signature: Uint8Array,
): boolean {
  return platform.verifyEd25519(publicKey, encodeUtf8(text), signature);
}

/**
 * Verifies a cosignature (C2SP tlog-cosignature) of a head.
 * @returns its time in seconds since 1970, or `undefined` if it is invalid.
 */
export function verifyCosignature(
  key: VerifierKey,
  head: SignedCheckpoint,
  cosignature: Uint8Array,
): number | undefined {
  if (cosignature.length < timestampBytes) return undefined;
  const timestamp = readUint64(cosignature);
  if (timestamp > lastTimestamp) return undefined;
  const signature = cosignature.subarray(timestampBytes);
  const holds =
    key.type === 0x06
      ? verifyMlDsa44(key.publicKey, subtreeMessage(key.name, timestamp, head), signature)
      : platform.verifyEd25519(key.publicKey, cosignatureMessage(timestamp, head.text), signature);
  return holds ? Number(timestamp) : undefined;
}

/** The message that an Ed25519 cosignature signs (tlog-cosignature). */
function cosignatureMessage(timestamp: bigint, text: string): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

/** The message that an ML-DSA-44 cosignature of a whole tree signs: a `cosigned_message` (tlog-cosignature). */
function subtreeMessage(cosigner: string, timestamp: bigint, { origin, size, root }: Checkpoint): Uint8Array {
  return concatBytes([
    encodeUtf8('subtree/v1\n\0'),
    lengthPrefixed(cosigner),
    uint64(timestamp),
    lengthPrefixed(origin),
    uint64(0n),
    uint64(BigInt(size)),
    root,
  ]);
}

function lengthPrefixed(text: string): Uint8Array {
  const bytes = encodeUtf8(text);
  return concatBytes([Uint8Array.of(bytes.length), bytes]);
}

function readUint64(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(0);
}

function uint64(value: bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, value);
  return new Uint8Array(view.buffer);
}
