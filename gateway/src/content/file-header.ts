// SPDX-License-Identifier: Apache-2.0
import { KEY_ID_LENGTH_BYTES } from './content-keys';
import { type StoredContent } from './content-store';
import {
  CHUNK_LENGTH_BYTES,
  SALT_LENGTH_BYTES,
  SEALED_CHUNK_LENGTH_BYTES,
  TAG_LENGTH_BYTES,
} from './file-cipher';

/** The first bytes of a sealed file; the last of them is the format's version. */
const MAGIC = Buffer.from('guidang\x01', 'latin1');

const KEY_ID = MAGIC.length;
const SALT = KEY_ID + KEY_ID_LENGTH_BYTES;
const SIZE = SALT + SALT_LENGTH_BYTES;
const SHA256 = SIZE + 8;
const SM3 = SHA256 + 32;
const TAG = SM3 + 32;
export const HEADER_LENGTH_BYTES = TAG + TAG_LENGTH_BYTES;

/**
 * The head of a sealed file: which key opens it, and what content it holds. The digest stands in it, so that a whole
 * file put in the place of another is noticed before a byte of it is given.
 */
interface FileHeader {
  readonly keyId: Uint8Array;
  readonly salt: Uint8Array;
  readonly content: StoredContent;
}

/** The bytes of a header without their tag. */
export function encodeHeader({ keyId, salt, content }: FileHeader): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(content.sizeBytes));
  const digests = [content.digest.value, content.sm3.value].map((value) => Buffer.from(value, 'hex'));
  return Buffer.concat([MAGIC, keyId, salt, size, ...digests]);
}

/** Takes a header and its tag apart. Nothing in it is to be believed before the tag is checked. */
export function decodeHeader(
  bytes: Buffer,
): { header: FileHeader; authenticated: Buffer; tag: Buffer } | undefined {
  if (bytes.length !== HEADER_LENGTH_BYTES || !bytes.subarray(0, KEY_ID).equals(MAGIC)) return undefined;
  const content: StoredContent = {
    digest: { algorithm: 'sha256', value: bytes.toString('hex', SHA256, SM3) },
    sm3: { algorithm: 'sm3', value: bytes.toString('hex', SM3, TAG) },
    sizeBytes: Number(bytes.readBigUInt64BE(SIZE)),
  };
  return {
    header: { keyId: bytes.subarray(KEY_ID, SALT), salt: bytes.subarray(SALT, SIZE), content },
    authenticated: bytes.subarray(0, TAG),
    tag: bytes.subarray(TAG),
  };
}

/** How many chunks hold a content. An empty one has a last chunk too, or cutting a file to nothing would go unseen. */
export function chunkCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / CHUNK_LENGTH_BYTES));
}

export function chunkPosition(index: number): number {
  return HEADER_LENGTH_BYTES + index * SEALED_CHUNK_LENGTH_BYTES;
}

/** The length that a sealed file of a content must have. */
export function sealedLength(sizeBytes: number): number {
  return HEADER_LENGTH_BYTES + sizeBytes + chunkCount(sizeBytes) * TAG_LENGTH_BYTES;
}
