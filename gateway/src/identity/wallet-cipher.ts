// SPDX-License-Identifier: Apache-2.0
import { createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { boxNonceBytes, boxTagBytes, openBox, sealBox } from '../common/sealed-box';
import type { BoxLock } from '../common/sealed-box';
import { IdentityError } from './identity-error';

const formatVersion = 1;

/**
 * Encrypts wallet entries with authentication: version, nonce, tag, ciphertext. The entry's name is authenticated too,
 * so that someone with write access to the store cannot put one officer's key under another's name.
 */
export class WalletCipher {
  readonly #key: KeyObject;

  constructor(key: Buffer) {
    this.#key = createSecretKey(key);
  }

  seal(name: string, plaintext: string): Buffer {
    const nonce = randomBytes(boxNonceBytes);
    const { ciphertext, tag } = sealBox(this.#lock(name, nonce), Buffer.from(plaintext));
    return Buffer.concat([Buffer.from([formatVersion]), nonce, tag, ciphertext]);
  }

  /** @throws {IdentityError} `wallet-unreadable` if key, name or version differ, or a byte was changed. */
  open(name: string, sealed: Buffer): string {
    const tagAt = 1 + boxNonceBytes;
    const ciphertextAt = tagAt + boxTagBytes;
    if (sealed[0] !== formatVersion || sealed.length < ciphertextAt) throw unreadable(name);
    const box = { tag: sealed.subarray(tagAt, ciphertextAt), ciphertext: sealed.subarray(ciphertextAt) };
    try {
      return openBox(this.#lock(name, sealed.subarray(1, tagAt)), box).toString('utf8');
    } catch (error) {
      throw unreadable(name, error);
    }
  }

  #lock(name: string, nonce: Uint8Array): BoxLock {
    return { key: this.#key, nonce, associated: Buffer.from(name) };
  }
}

function unreadable(name: string, cause?: unknown): IdentityError {
  return new IdentityError(
    'wallet-unreadable',
    `the wallet's entry ${name} does not open with this key`,
    cause,
  );
}
