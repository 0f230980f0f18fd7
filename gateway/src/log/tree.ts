// SPDX-License-Identifier: Apache-2.0
import { emptyRoot, hashNode } from './hashing';
import { tileHeight, tileWidth, type ReadTile } from './tile';

/**
 * The Merkle tree of RFC 6962, read from its tiles. It grows at one end only, so each of its past sizes is a tree that
 * can still be asked about.
 */
export class LogTree {
  readonly #read: ReadTile;

  constructor(read: ReadTile) {
    this.#read = read;
  }

  /** The root of the first `size` leaves (RFC 6962 section 2.1). */
  async root(size: number): Promise<Uint8Array> {
    return size === 0 ? emptyRoot : this.#hash(0, size);
  }

  /** The hash of a leaf. */
  async leaf(index: number): Promise<Uint8Array> {
    return this.#hash(index, index + 1);
  }

  /**
   * The hashes that lead from a leaf to the root, the leaf's sibling first (RFC 6962 section 2.1.1).
   * @throws {RangeError} unless the leaf is one of the first `size`.
   */
  async inclusionProof(index: number, size: number): Promise<Uint8Array[]> {
    demand(index >= 0 && index < size, 'there is no such leaf in a tree of that size');
    const siblings: Promise<Uint8Array>[] = [];
    for (let [start, end] = [0, size]; end - start > 1;) {
      const middle = start + split(end - start);
      const isLeft = index < middle;
      siblings.push(isLeft ? this.#hash(middle, end) : this.#hash(start, middle));
      [start, end] = isLeft ? [start, middle] : [middle, end];
    }
    return Promise.all(siblings.reverse());
  }

  /**
   * The hashes that show the first `old` leaves to be the same in a tree of `size` (RFC 6962 section 2.1.2). It is
   * empty where there is nothing to show: from a tree of no leaves, or from the same tree.
   * @throws {RangeError} when the old tree is the larger.
   */
  async consistencyProof(old: number, size: number): Promise<Uint8Array[]> {
    demand(old >= 0 && old <= size, 'the old tree is no smaller one');
    if (old === 0 || old === size) return [];
    const hashes: Promise<Uint8Array>[] = [];
    let [start, end] = [0, size];
    while (end !== old) {
      const middle = start + split(end - start);
      const isLeft = old <= middle;
      hashes.push(isLeft ? this.#hash(middle, end) : this.#hash(start, middle));
      [start, end] = isLeft ? [start, middle] : [middle, end];
    }
    // The old root itself is known to whoever asks; it is left out only when it is such a subtree.
    if (start !== 0) hashes.push(this.#hash(start, end));
    return Promise.all(hashes.reverse());
  }

  /** The roots of the perfect subtrees that make up the first `size` leaves, largest first. */
  async frontier(size: number): Promise<Uint8Array[]> {
    const roots: Promise<Uint8Array>[] = [];
    for (let start = 0; start < size;) {
      const width = largestPower(size - start);
      roots.push(this.#hash(start, start + width));
      start += width;
    }
    return Promise.all(roots);
  }

  /** The hash of the leaves from `start` on and before `end`: a subtree that a proof over the whole tree may name. */
  async #hash(start: number, end: number): Promise<Uint8Array> {
    const width = end - start;
    if (width === largestPower(width)) return this.#perfect(start, width);
    const middle = start + split(width);
    const [left, right] = await Promise.all([this.#hash(start, middle), this.#hash(middle, end)]);
    return hashNode(left, right);
  }

  async #perfect(start: number, width: number): Promise<Uint8Array> {
    const height = Math.log2(width);
    const level = Math.floor(height / tileHeight);
    const first = start / tileWidth ** level;
    const tile = await this.#read({ level, number: Math.floor(first / tileWidth) });
    const heightInTile = height - level * tileHeight;
    return tile.subtree(heightInTile, (first % tileWidth) / 2 ** heightInTile);
  }
}

/** Where RFC 6962 splits so many leaves: the largest power of two below their number. */
function split(width: number): number {
  const power = largestPower(width);
  return power === width ? power / 2 : power;
}

/** The largest power of two that is no larger; exact where bit operations would end at 32 bits. */
export function largestPower(width: number): number {
  let power = 1;
  while (power * 2 <= width) power *= 2;
  return power;
}

function demand(holds: boolean, message: string): void {
  if (!holds) throw new RangeError(message);
}
