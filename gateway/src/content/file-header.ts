// SPDX-License-Identifier: Apache-2.0
import { keyIdLengthBytes } from './content-keys';
import type { StoredContent } from './content-store';
import { chunkLengthBytes, saltLengthBytes, sealedChunkLengthBytes, tagLengthBytes } from './file-cipher';

/** The first bytes of a sealed file; the last of them is the format's version. */
const magic = Buffer.from('guidang\x01', 'latin1');

const keyIdOffset = magic.length;
const saltOffset = keyIdOffset + keyIdLengthBytes;
const sizeOffset = saltOffset + saltLengthBytes;
const sha256Offset = sizeOffset + 8;
const sm3Offset = sha256Offset + 32;
const tagOffset = sm3Offset + 32;
export const headerLengthBytes = tagOffset + tagLengthBytes;

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
  return Buffer.concat([magic, keyId, salt, size, ...digests]);
}

/** Takes a header and its tag apart. Nothing in it is to be believed before the tag is checked. */
export function decodeHeader(
  bytes: Buffer,
): { header: FileHeader; authenticated: Buffer; tag: Buffer } | undefined {
  if (bytes.length !== headerLengthBytes || !bytes.subarray(0, keyIdOffset).equals(magic)) return undefined;
  const content: StoredContent = {
    digest: { algorithm: 'sha256', value: bytes.toString('hex', sha256Offset, sm3Offset) },
    sm3: { algorithm: 'sm3', value: bytes.toString('hex', sm3Offset, tagOffset) },
    sizeBytes: Number(bytes.readBigUInt64BE(sizeOffset)),
  };
  return {
    header: {
      keyId: bytes.subarray(keyIdOffset, saltOffset),
      salt: bytes.subarray(saltOffset, sizeOffset),
      content,
    },
    authenticated: bytes.subarray(0, tagOffset),
    tag: bytes.subarray(tagOffset),
  };
}

/** How many chunks hold a content. An empty one has a last chunk too, or cutting a file to nothing would go unseen. */
export function chunkCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / chunkLengthBytes));
}

export function chunkPosition(index: number): number {
  return headerLengthBytes + index * sealedChunkLengthBytes;
}

/** The length that a sealed file of a content must have. */
export function sealedLength(sizeBytes: number): number {
  return headerLengthBytes + sizeBytes + chunkCount(sizeBytes) * tagLengthBytes;
}
