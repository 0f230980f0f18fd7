// SPDX-License-Identifier: Apache-2.0
import { keyIdLengthBytes } from './content-keys';
import type { StoredContent } from './content-store';
import { chunkLengthBytes, saltLengthBytes, sealedChunkLengthBytes, tagLengthBytes } from './file-cipher';

/** Magic bytes of an encrypted file; the last byte is the format version. */
const magic = Buffer.from('guidang\x01', 'latin1');

const keyIdOffset = magic.length;
const saltOffset = keyIdOffset + keyIdLengthBytes;
const sizeOffset = saltOffset + saltLengthBytes;
const sha256Offset = sizeOffset + 8;
const sm3Offset = sha256Offset + 32;
const tagOffset = sm3Offset + 32;
export const headerLengthBytes = tagOffset + tagLengthBytes;

/**
 * The header of an encrypted file: the key's identifier and the content's digest. It contains the digest so that a file
 * swapped for another is detected before any byte is returned.
 */
interface FileHeader {
  readonly keyId: Uint8Array;
  readonly salt: Uint8Array;
  readonly content: StoredContent;
}

/** The header's bytes without the tag. */
export function encodeHeader({ keyId, salt, content }: FileHeader): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(content.sizeBytes));
  const digests = [content.digest.value, content.sm3.value].map((value) => Buffer.from(value, 'hex'));
  return Buffer.concat([magic, keyId, salt, size, ...digests]);
}

/** Splits a header from its tag. Do not trust any field before the tag has been verified. */
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

/**
 * The number of chunks of a content. Empty content has one (last) chunk too, or truncating a file to nothing would go
 * undetected.
 */
export function chunkCount(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / chunkLengthBytes));
}

export function chunkPosition(index: number): number {
  return headerLengthBytes + index * sealedChunkLengthBytes;
}

/** The expected length in bytes of the encrypted file. */
export function sealedLength(sizeBytes: number): number {
  return headerLengthBytes + sizeBytes + chunkCount(sizeBytes) * tagLengthBytes;
}
