// SPDX-License-Identifier: Apache-2.0
import { hkdfSync, randomBytes } from 'node:crypto';
import { boxKeyBytes, boxNonceBytes, boxTagBytes, openBox, sealBox } from '../common/sealed-box';

export const keyBytes = boxKeyBytes;

/**
 * Encrypts the outbox's entries, because an entry may hold transient data, which must not be stored in plain text. Each
 * entry has its own key, derived by HKDF (RFC 5869), so random nonces cannot collide in practice.
 */
export class EntryCipher {
  readonly #key: Uint8Array;

  /** @throws RangeError unless the key has 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== keyBytes) {
      throw new RangeError(`The outbox key needs ${keyBytes} bytes, not ${key.length}`);
    }
    this.#key = Uint8Array.from(key);
  }

  /** @param name where the encrypted bytes are stored; they decrypt under no other name */
  seal(name: string, plain: Uint8Array): Uint8Array {
    const nonce = randomBytes(boxNonceBytes);
    const { ciphertext, tag } = sealBox({ key: this.#keyOf(name), nonce }, plain);
    return Buffer.concat([nonce, tag, ciphertext]);
  }

  /** @throws Error if the bytes were altered, moved from another name, or encrypted under another key */
  open(name: string, sealed: Uint8Array): Uint8Array {
    const nonce = sealed.subarray(0, boxNonceBytes);
    const tag = sealed.subarray(boxNonceBytes, boxNonceBytes + boxTagBytes);
    const ciphertext = sealed.subarray(boxNonceBytes + boxTagBytes);
    return openBox({ key: this.#keyOf(name), nonce }, { ciphertext, tag });
  }

  #keyOf(name: string): Uint8Array {
    return new Uint8Array(
      hkdfSync('sha256', this.#key, new Uint8Array(), `guidang outbox ${name}`, keyBytes),
    );
  }
}
