// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { CipherKey } from 'node:crypto';

/** AES-256-GCM with the lengths that NIST SP 800-38D section 5.2.1 recommends. */
const algorithm = 'aes-256-gcm';
export const boxKeyBytes = 32;
export const boxNonceBytes = 12;
export const boxTagBytes = 16;

/** What seals and opens a box. No nonce may serve twice under one key. */
export interface BoxLock {
  readonly key: CipherKey;
  readonly nonce: Uint8Array;
  /** Authenticated with the content, and not stored with it. */
  readonly associated?: Uint8Array | undefined;
}

/** How a box lies in store is its owner's matter. */
interface SealedBox {
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

export function sealBox({ key, nonce, associated }: BoxLock, plaintext: Uint8Array): SealedBox {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: boxTagBytes });
  if (associated !== undefined) cipher.setAAD(associated);
  const ciphertext = cipher.update(plaintext);
  // GCM is a stream: nothing is left for the end.
  cipher.final();
  return { ciphertext, tag: cipher.getAuthTag() };
}

/** @throws {Error} of node:crypto when a byte, the key, the nonce or what was associated differs. */
export function openBox({ key, nonce, associated }: BoxLock, { ciphertext, tag }: SealedBox): Buffer {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: boxTagBytes });
  if (associated !== undefined) decipher.setAAD(associated);
  decipher.setAuthTag(tag);
  const plaintext = decipher.update(ciphertext);
  decipher.final();
  return plaintext;
}
