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
  const key = keys.find(sealed.subarray(0, keyIdLengthBytes));
  if (key === undefined) {
    throw new ContentError(
      'content-key-unknown',
      'an unfinished file is under a key that the key file lacks',
    );
  }
  const salt = sealed.subarray(keyIdLengthBytes, keyIdLengthBytes + saltLengthBytes);
  try {
    return new FileCipher(key.secret, salt).openChunk(
      0,
      true,
      sealed.subarray(keyIdLengthBytes + saltLengthBytes),
    );
  } catch (cause) {
    throw new ContentError('content-damaged', 'an unfinished file is not what was stored', { cause });
  }
}
