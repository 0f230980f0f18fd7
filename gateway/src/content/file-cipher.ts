// SPDX-License-Identifier: Apache-2.0
import { hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { boxKeyBytes, boxNonceBytes, boxTagBytes, openBox, sealBox } from '../common/sealed-box';

/**
 * Encrypts one file in chunks: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, "Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015, section 7) over AES-256-GCM.
 *
 * Each file has its own key, derived from the store's key and a random salt by HKDF (RFC 5869), so nonces need no
 * randomness: a nonce is the chunk number and a last-chunk flag. A chunk that was moved, dropped, repeated or taken
 * from another file fails to decrypt because its nonce or key differs; a file truncated at a chunk boundary fails
 * because its last chunk lacks the flag.
 */
export const chunkLengthBytes = 64 * 1024;
export const tagLengthBytes = boxTagBytes;
export const saltLengthBytes = 32;
export const sealedChunkLengthBytes = chunkLengthBytes + tagLengthBytes;

const flagMiddle = 0;
const flagLast = 1;
const flagHeader = 2;

export class FileCipher {
  readonly #key: Buffer;

  constructor(secret: KeyObject, salt: Uint8Array) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, salt, 'guidang content file v1', boxKeyBytes));
  }

  sealChunk(index: number, isLast: boolean, plaintext: Uint8Array): Buffer {
    return this.#seal(nonce(index, isLast ? flagLast : flagMiddle), plaintext);
  }

  /** @throws Error of node:crypto unless this chunk was encrypted at this position of this file. */
  openChunk(index: number, isLast: boolean, sealed: Uint8Array): Buffer {
    return this.#open(nonce(index, isLast ? flagLast : flagMiddle), sealed);
  }

  /** The authentication tag of a header, which itself is not encrypted. */
  headerTag(header: Uint8Array): Buffer {
    return this.#seal(nonce(0, flagHeader), new Uint8Array(), header);
  }

  /** @throws Error of node:crypto if the tag does not match the header. */
  checkHeader(header: Uint8Array, tag: Uint8Array): void {
    this.#open(nonce(0, flagHeader), tag, header);
  }

  #seal(nonce: Buffer, plaintext: Uint8Array, associated?: Uint8Array): Buffer {
    const { ciphertext, tag } = sealBox({ key: this.#key, nonce, associated }, plaintext);
    return Buffer.concat([ciphertext, tag]);
  }

  #open(nonce: Buffer, sealed: Uint8Array, associated?: Uint8Array): Buffer {
    const end = sealed.length - tagLengthBytes;
    const box = { ciphertext: sealed.subarray(0, end), tag: sealed.subarray(end) };
    return openBox({ key: this.#key, nonce, associated }, box);
  }
}

/** Seven zero bytes, four bytes of chunk number, one flag byte: enough for 256 TiB. */
function nonce(index: number, flag: number): Buffer {
  const bytes = Buffer.alloc(boxNonceBytes);
  bytes.writeUInt32BE(index, 7);
  bytes.writeUInt8(flag, 11);
  return bytes;
}
