// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { CipherKey } from 'node:crypto';

/** AES-256-GCM with the lengths recommended by NIST SP 800-38D section 5.2.1. */
const algorithm = 'aes-256-gcm';
export const boxKeyBytes = 32;
export const boxNonceBytes = 12;
export const boxTagBytes = 16;

/** The key and nonce of a box. A nonce must never be reused with the same key. */
export interface BoxLock {
  readonly key: CipherKey;
  readonly nonce: Uint8Array;
  /** Additional authenticated data (AAD): authenticated with the content, but not stored with it. */
  readonly associated?: Uint8Array | undefined;
}

/** The owner decides how the parts of a box are stored. */
interface SealedBox {
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

export function sealBox({ key, nonce, associated }: BoxLock, plaintext: Uint8Array): SealedBox {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: boxTagBytes });
  if (associated !== undefined) cipher.setAAD(associated);
  const ciphertext = cipher.update(plaintext);
  // GCM is a stream mode: no output remains.
  cipher.final();
  return { ciphertext, tag: cipher.getAuthTag() };
}

/** @throws {Error} of node:crypto when the ciphertext, tag, key, nonce or associated data differs. */
export function openBox({ key, nonce, associated }: BoxLock, { ciphertext, tag }: SealedBox): Buffer {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: boxTagBytes });
  if (associated !== undefined) decipher.setAAD(associated);
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(ciphertext);
  decipher.final();
  return plaintext;
}
