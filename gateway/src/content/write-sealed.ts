// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { ContentError } from './content-error';
import { ContentHash } from './content-hash';
import type { ContentKey } from './content-keys';
import type { PutLimits, StoredContent } from './content-store';
import { chunkLengthBytes, FileCipher, saltLengthBytes } from './file-cipher';
import { chunkPosition, encodeHeader } from './file-header';

/** What it needs of a file handle. */
export interface WritableFile {
  write(
    bytes: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
}

/**
 * Encrypts a stream into an empty file chunk by chunk, and hashes it on the way. The header is written last because it
 * contains the digest; a file without a header is invalid.
 *
 * @throws ContentError `content-too-large`, `content-mismatch`
 */
export async function writeSealed(
  file: WritableFile,
  key: ContentKey,
  source: AsyncIterable<Uint8Array>,
  { sizeBytesMax, expected }: PutLimits,
): Promise<StoredContent> {
  const salt = randomBytes(saltLengthBytes);
  const cipher = new FileCipher(key.secret, salt);
  const hash = new ContentHash();
  let index = 0;
  for await (const { chunk, isLast } of chunked(source, sizeBytesMax)) {
    hash.update(chunk);
    await writeAll(file, cipher.sealChunk(index, isLast, chunk), chunkPosition(index));
    index += 1;
  }
  const content = hash.content();
  if (expected !== undefined && expected.value !== content.digest.value) {
    throw new ContentError('content-mismatch', 'the content has another digest than was announced');
  }
  const header = encodeHeader({ keyId: key.id, salt, content });
  await writeAll(file, Buffer.concat([header, cipher.headerTag(header)]), 0);
  return content;
}

interface Chunk {
  /** Valid until the next chunk is requested. */
  readonly chunk: Uint8Array;
  readonly isLast: boolean;
}

/**
 * Splits a stream into full chunks and a last one. A full chunk is held until another byte arrives, to know that it is
 * not the last.
 */
async function* chunked(
  source: AsyncIterable<Uint8Array>,
  sizeBytesMax: number,
): AsyncGenerator<Chunk, void, void> {
  const buffer = Buffer.alloc(chunkLengthBytes);
  let filled = 0;
  let total = 0;
  for await (const piece of source) {
    total += piece.length;
    if (total > sizeBytesMax) throw new ContentError('content-too-large', `more than ${sizeBytesMax} bytes`);
    let taken = 0;
    while (taken < piece.length) {
      if (filled === buffer.length) {
        yield { chunk: buffer, isLast: false };
        filled = 0;
      }
      const part = piece.subarray(taken, taken + buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  }
  yield { chunk: buffer.subarray(0, filled), isLast: true };
}

/** Loops because a write may accept only some of the bytes. */
export async function writeAll(file: WritableFile, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
