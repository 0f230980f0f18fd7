// SPDX-License-Identifier: Apache-2.0
import { hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { boxKeyBytes, boxNonceBytes, boxTagBytes, openBox, sealBox } from '../common/sealed-box';

/**
 * The encryption of one file in chunks: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, "Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015, section 7) over AES-256-GCM.
 *
 * Each file has a key of its own, from the store's key and a random salt by HKDF (RFC 5869), so nonces need no
 * randomness: a nonce is the chunk's number and a flag. A chunk moved, dropped, doubled or taken from another file
 * has another nonce or key, and a file cut at a chunk's end lacks the flag of the last: none of them opens.
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

  /** @throws Error of node:crypto when the chunk is not what was sealed at this place of this file. */
  openChunk(index: number, isLast: boolean, sealed: Uint8Array): Buffer {
    return this.#open(nonce(index, isLast ? flagLast : flagMiddle), sealed);
  }

  /** The tag that protects a header, which itself stays readable. */
  headerTag(header: Uint8Array): Buffer {
    return this.#seal(nonce(0, flagHeader), new Uint8Array(), header);
  }

  /** @throws Error of node:crypto when the header is not the one that got the tag. */
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

/** Seven zero bytes, four of the chunk's number, one flag: room for 256 TiB. */
function nonce(index: number, flag: number): Buffer {
  const bytes = Buffer.alloc(boxNonceBytes);
  bytes.writeUInt32BE(index, 7);
  bytes.writeUInt8(flag, 11);
  return bytes;
}
