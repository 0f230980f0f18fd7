// SPDX-License-Identifier: Apache-2.0
import { hashBytes, hashNode } from './hashing';

/** How many hashes a full tile holds (tlog-tiles), and so how many subtrees of one level one of the next has. */
export const tileWidth = 256;
/** A tile stands for a subtree of this height. */
export const tileHeight = 8;

/** Where a tile stands: its level, and its number in the level, both from 0. */
export interface TilePlace {
  readonly level: number;
  readonly number: number;
}

/** Reads the hashes of a tile, at least those that a tree of the size that is asked about has. */
export type ReadTile = (place: TilePlace) => Promise<Tile>;

/** Consecutive hashes of one level, and the subtrees above them, hashed when they are asked for. */
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
   * The root of a perfect subtree above the tile's hashes.
   * @param height from 0, a hash itself, to 8, the whole tile
   * @param index which of the subtrees of that height
   * @throws {RangeError} when the tile has not all of it
   */
  subtree(height: number, index: number): Uint8Array {
    const first = index * 2 ** height;
    if (first + 2 ** height > this.width) throw new RangeError('the tile has not so many hashes');
    if (height === 0) return this.hashes.subarray(first * hashBytes, (first + 1) * hashBytes);
    // As in a heap, every subtree has a number of its own.
    const name = 2 ** (tileHeight - height) + index;
    let root = this.#subtrees.get(name);
    if (root === undefined) {
      root = hashNode(this.subtree(height - 1, 2 * index), this.subtree(height - 1, 2 * index + 1));
      this.#subtrees.set(name, root);
    }
    return root;
  }
}

/** How many hashes of a level a tree of so many leaves has. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}
