// SPDX-License-Identifier: Apache-2.0
import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { boxKeyBytes, boxNonceBytes, boxTagBytes, openBox, sealBox } from '../common/sealed-box';
import type { BoxLock } from '../common/sealed-box';
import { IdentityError } from './identity-error';

/** Until 2026-11 entries were sealed with the wallet's key itself, from which other stores' keys are derived too. */
const formatVersions = { bareKey: 1, derivedKey: 2 } as const;

/**
 * Encrypts wallet entries with authentication: version, nonce, tag, ciphertext. The entry's name is authenticated too,
 * so that someone with write access to the store cannot put one officer's key under another's name.
 */
export class WalletCipher {
  readonly #keys: ReadonlyMap<number | undefined, KeyObject>;

  constructor(key: Buffer) {
    const derived = hkdfSync('sha256', key, new Uint8Array(), 'guidang wallet', boxKeyBytes);
    this.#keys = new Map([
      [formatVersions.bareKey, createSecretKey(key)],
      [formatVersions.derivedKey, createSecretKey(Buffer.from(derived))],
    ]);
  }

  /** Whether an entry should be sealed again. */
  isOutdated(sealed: Buffer): boolean {
    return sealed[0] === formatVersions.bareKey;
  }

  seal(name: string, plaintext: string): Buffer {
    const nonce = randomBytes(boxNonceBytes);
    const version = formatVersions.derivedKey;
    const { ciphertext, tag } = sealBox(this.#lock(version, name, nonce), Buffer.from(plaintext));
    return Buffer.concat([Buffer.from([version]), nonce, tag, ciphertext]);
  }

  /** @throws {IdentityError} `wallet-unreadable` if key, name or version differ, or a byte was changed. */
  open(name: string, sealed: Buffer): string {
    const tagAt = 1 + boxNonceBytes;
    const ciphertextAt = tagAt + boxTagBytes;
    if (sealed.length < ciphertextAt) throw unreadable(name);
    const box = { tag: sealed.subarray(tagAt, ciphertextAt), ciphertext: sealed.subarray(ciphertextAt) };
    try {
      return openBox(this.#lock(sealed[0], name, sealed.subarray(1, tagAt)), box).toString('utf8');
    } catch (error) {
      throw unreadable(name, error);
    }
  }

  #lock(version: number | undefined, name: string, nonce: Uint8Array): BoxLock {
    const key = this.#keys.get(version);
    if (key === undefined) throw unreadable(name);
    return { key, nonce, associated: Buffer.from(name) };
  }
}

function unreadable(name: string, cause?: unknown): IdentityError {
  return new IdentityError(
    'wallet-unreadable',
    `the wallet's entry ${name} does not open with this key`,
    cause,
  );
}
