// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { IdentityError } from './identity-error';

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Authenticated encryption of wallet entries (NIST SP 800-38D): version, nonce, tag, ciphertext. The entry's name
 * is authenticated too, so that who can write the store cannot put one officer's key under another's name.
 */
export class WalletCipher {
  readonly #key: KeyObject;

  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  seal(name: string, plaintext: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(name));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([formatVersion]), nonce, cipher.getAuthTag(), ciphertext]);
  }

  /** @throws {IdentityError} `wallet-unreadable` under another key, name or version, or when a byte was changed. */
  open(name: string, sealed: Buffer): string {
    const ciphertextAt = 1 + nonceBytes + tagBytes;
    if (sealed[0] !== formatVersion || sealed.length < ciphertextAt) throw unreadable(name);
    const nonce = sealed.subarray(1, 1 + nonceBytes);
    const decipher = createDecipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(1 + nonceBytes, ciphertextAt));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(ciphertextAt)), decipher.final()]).toString(
        'utf8',
      );
    } catch (error) {
      throw unreadable(name, error);
    }
  }
}

function unreadable(name: string, cause?: unknown): IdentityError {
  return new IdentityError(
    'wallet-unreadable',
    `the wallet's entry ${name} does not open with this key`,
    cause,
  );
}
