// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { StoredContent } from './content-store';

/** Hashes a content by both algorithms under which it may be named, and counts its bytes. */
export class ContentHash {
  readonly #sha256 = createHash('sha256');
  readonly #sm3 = createHash('sm3');
  #sizeBytes = 0;

  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    this.#sm3.update(bytes);
    this.#sizeBytes += bytes.length;
  }

  /** Of all that was passed on; ends the hashing. */
  content(): StoredContent {
    return {
      digest: { algorithm: 'sha256', value: this.#sha256.digest('hex') },
      sm3: { algorithm: 'sm3', value: this.#sm3.digest('hex') },
      sizeBytes: this.#sizeBytes,
    };
  }
}
