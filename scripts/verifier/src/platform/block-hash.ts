// SPDX-License-Identifier: Apache-2.0
import type { Hash } from './platform';

/** A digest over blocks, the last of which ends with the length of all (Merkle and Damgård): SHA-2 and SM3. */
export abstract class BlockHash implements Hash {
  readonly #block: Uint8Array;
  readonly #view: DataView;
  #filled = 0;
  #bytes = 0;

  protected constructor(blockBytes: number) {
    const buffer = new ArrayBuffer(blockBytes);
    this.#block = new Uint8Array(buffer);
    this.#view = new DataView(buffer);
  }

  protected abstract compress(block: DataView): void;
  protected abstract output(): Uint8Array;

  update(bytes: Uint8Array): this {
    this.#bytes += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + this.#block.length - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < this.#block.length) break;
      this.compress(this.#view);
      this.#filled = 0;
    }
    return this;
  }

  digest(): Uint8Array {
    const blockBytes = this.#block.length;
    // One bit, zeros, and the number of bits in an eighth of a block.
    const least = 1 + blockBytes / 8;
    const zeros = (2 * blockBytes - least - this.#filled) % blockBytes;
    const end = new Uint8Array(least + zeros);
    end[0] = 0x80;
    new DataView(end.buffer).setBigUint64(end.length - 8, 8n * BigInt(this.#bytes));
    this.update(end);
    return this.output();
  }
}

/** One with blocks of 64 bytes and a state of eight words of 32 bits. */
export abstract class WordHash extends BlockHash {
  protected readonly state: Int32Array;

  protected constructor(initial: Iterable<number>) {
    super(64);
    this.state = Int32Array.from(initial);
  }

  protected output(): Uint8Array {
    const view = new DataView(new ArrayBuffer(32));
    for (const [i, word] of this.state.entries()) view.setInt32(4 * i, word);
    return new Uint8Array(view.buffer);
  }
}
