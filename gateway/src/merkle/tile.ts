// SPDX-License-Identifier: Apache-2.0
import { hashBytes, hashNode } from './hashing';

/** Hashes per full tile (tlog-tiles); a full tile of one level is one hash of the next. */
export const tileWidth = 256;
/** The height of the subtree that a tile covers. */
export const tileHeight = 8;

/** The position of a tile: its level, and its index in the level, both from 0. */
export interface TilePlace {
  readonly level: number;
  readonly number: number;
}

/** Reads a tile with at least the hashes that the tree size in question needs. */
export type ReadTile = (place: TilePlace) => Promise<Tile>;

/** Consecutive hashes of one level, with the subtrees above them, hashed on demand. */
export class Tile {
  readonly hashes: Uint8Array;
  readonly #subtrees = new Map<number, Uint8Array>();

  constructor(hashes: Uint8Array) {
    this.hashes = hashes;
  }

  get width(): number {
    return this.hashes.length / hashBytes;
  }

  get isFull(): boolean {
    return this.width === tileWidth;
  }

  /**
   * The root of a perfect subtree over the tile's hashes.
   * @param height from 0, a single hash, to 8, the whole tile
   * @param index index among the subtrees of that height
   * @throws {RangeError} when the tile is too narrow for it
   */
  subtree(height: number, index: number): Uint8Array {
    const first = index * 2 ** height;
    if (first + 2 ** height > this.width) throw new RangeError('the tile has too few hashes');
    if (height === 0) return this.hashes.subarray(first * hashBytes, (first + 1) * hashBytes);
    // Numbered as in a binary heap, so every subtree has a unique key.
    const name = 2 ** (tileHeight - height) + index;
    let root = this.#subtrees.get(name);
    if (root === undefined) {
      root = hashNode(this.subtree(height - 1, 2 * index), this.subtree(height - 1, 2 * index + 1));
      this.#subtrees.set(name, root);
    }
    return root;
  }
}

/** The number of hashes that a tree of this size has in a level. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}
