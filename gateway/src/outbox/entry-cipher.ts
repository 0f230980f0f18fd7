// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
export const KEY_BYTES = 32;
/** NIST SP 800-38D §5.2.1.1 and §5.2.1.2. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what the outbox stores: an entry may hold transient data, which must not rest in the clear.
 * Each entry has a key of its own, derived by HKDF (RFC 5869), so that random nonces never run out.
 */
export class EntryCipher {
  readonly #key: Uint8Array;

  /** @throws RangeError when the key does not have 32 bytes */
  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES) {
      throw new RangeError(`The outbox key needs ${KEY_BYTES} bytes, not ${key.length}`);
    }
    this.#key = Uint8Array.from(key);
  }

  /** @param name where the sealed bytes are stored; they open under no other name */
  seal(name: string, plain: Uint8Array): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keyOf(name), nonce, { authTagLength: TAG_BYTES });
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when the bytes were altered, moved from another name, or sealed with another key */
  open(name: string, sealed: Uint8Array): Uint8Array {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.#keyOf(name), nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }

  #keyOf(name: string): Uint8Array {
    return new Uint8Array(
      hkdfSync('sha256', this.#key, new Uint8Array(), `guidang outbox ${name}`, KEY_BYTES),
    );
  }
}
