// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { ContentError } from './content-error';
import { keyIdLengthBytes } from './content-keys';
import type { ContentKeys } from './content-keys';
import { FileCipher, saltLengthBytes } from './file-cipher';

/** Encrypts a few bytes that belong to an unfinished file, each time under a key of their own. */
export function sealNote(keys: ContentKeys, bytes: Uint8Array): Buffer {
  const { id, secret } = keys.current;
  const salt = randomBytes(saltLengthBytes);
  return Buffer.concat([id, salt, new FileCipher(secret, salt).sealChunk(0, true, bytes)]);
}

/** @throws ContentError `content-key-unknown`, `content-damaged` */
export function openNote(keys: ContentKeys, sealed: Buffer): Buffer {
  const key = keys.demand(sealed.subarray(0, keyIdLengthBytes), 'an unfinished file');
  const chunkAt = keyIdLengthBytes + saltLengthBytes;
  const cipher = new FileCipher(key.secret, sealed.subarray(keyIdLengthBytes, chunkAt));
  try {
    return cipher.openChunk(0, true, sealed.subarray(chunkAt));
  } catch (cause) {
    throw new ContentError('content-damaged', 'an unfinished file is not what was stored', { cause });
  }
}
