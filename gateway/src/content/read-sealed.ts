// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { ContentError } from './content-error';
import type { ContentKeys } from './content-keys';
import type { ContentDigest, ReadOptions, StoredContent } from './content-store';
import { FileCipher, sealedChunkLengthBytes } from './file-cipher';
import { chunkCount, chunkPosition, decodeHeader, headerLengthBytes, sealedLength } from './file-header';

export interface SealedFile {
  readonly content: StoredContent;
  readonly file: FileHandle;
  readonly cipher: FileCipher;
}

/**
 * Reads and authenticates the header of an encrypted file. Afterwards the digest and size can be trusted.
 *
 * @throws ContentError `content-damaged`, `content-key-unknown`
 */
export async function openSealed(
  file: FileHandle,
  keys: ContentKeys,
  wanted: ContentDigest,
): Promise<SealedFile> {
  const decoded = decodeHeader(await readAt(file, 0, headerLengthBytes));
  if (decoded === undefined) throw damaged(wanted);
  const { header, authenticated, tag } = decoded;
  const key = keys.demand(header.keyId, `content ${wanted.value}`);
  const cipher = new FileCipher(key.secret, header.salt);
  try {
    cipher.checkHeader(authenticated, tag);
  } catch (cause) {
    throw damaged(wanted, cause);
  }
  const { content } = header;
  const { size } = await file.stat();
  if (content.digest.value !== wanted.value || size !== sealedLength(content.sizeBytes)) {
    throw damaged(wanted);
  }
  return { content, file, cipher };
}

/**
 * Streams the decrypted bytes of a file chunk by chunk; each chunk is authenticated before it is returned.
 *
 * @throws ContentError `content-damaged`
 */
export async function* readSealed(
  { content, file, cipher }: SealedFile,
  { verify = false }: ReadOptions,
): AsyncGenerator<Buffer, void, void> {
  const lastIndex = chunkCount(content.sizeBytes) - 1;
  const hash = verify ? createHash('sha256') : undefined;
  for (let index = 0; index <= lastIndex; index += 1) {
    const plaintext = await openChunk({ content, file, cipher }, index, index === lastIndex);
    hash?.update(plaintext);
    if (index === lastIndex && hash !== undefined && hash.digest('hex') !== content.digest.value) {
      throw damaged(content.digest);
    }
    if (plaintext.length > 0) yield plaintext;
  }
}

async function openChunk(
  { content, file, cipher }: SealedFile,
  index: number,
  isLast: boolean,
): Promise<Buffer> {
  const sealed = await readAt(file, chunkPosition(index), sealedChunkLengthBytes);
  try {
    return cipher.openChunk(index, isLast, sealed);
  } catch (cause) {
    throw damaged(content.digest, cause);
  }
}

/** Reads up to `length` bytes; fewer only at the end of the file. */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function damaged(digest: ContentDigest, cause?: unknown): ContentError {
  return new ContentError('content-damaged', `content ${digest.value} is not what was stored`, { cause });
}
