// SPDX-License-Identifier: Apache-2.0
import { hashBytes } from './hashing';
import { hashesAt, Tile, tileHeight, tileWidth } from './tile';
import type { ReadTile, TilePlace } from './tile';

/** The changed tiles after appending leaves, and the new right edge. */
interface Growth {
  readonly edge: RightEdge;
  readonly tiles: readonly (TilePlace & { readonly hashes: Uint8Array })[];
}

const tileBytes = tileWidth * hashBytes;

/**
 * The incomplete tiles at the right edge of a tree, which is all that appending needs. Immutable: growing returns a new
 * edge, so that a failed write leaves the old one intact.
 */
export class RightEdge {
  readonly size: number;
  /** The hashes of the last tile of each level; empty when that tile is full. */
  readonly #levels: readonly Uint8Array[];

  private constructor(size: number, levels: readonly Uint8Array[]) {
    this.size = size;
    this.#levels = levels;
  }

  static readonly ofNothing = new RightEdge(0, []);

  /** Reads the right edge of a stored tree. */
  static async read(size: number, read: ReadTile): Promise<RightEdge> {
    const levels: Promise<Uint8Array>[] = [];
    for (let level = 0; hashesAt(level, size) > 0; level += 1) {
      const count = hashesAt(level, size);
      const number = Math.floor(count / tileWidth);
      const width = count % tileWidth;
      levels.push(width === 0 ? Promise.resolve(nothing) : read({ level, number }).then(firstOf(width)));
    }
    return new RightEdge(size, await Promise.all(levels));
  }

  /** Appends leaves by their hashes. */
  grow(leaves: readonly Uint8Array[]): Growth {
    const tiles: (TilePlace & { hashes: Uint8Array })[] = [];
    const levels = [...this.#levels];
    let appended = leaves;
    for (let level = 0; appended.length > 0; level += 1) {
      const before = hashesAt(level, this.size);
      const hashes = Buffer.concat([levels[level] ?? nothing, ...appended]);
      const first = Math.floor(before / tileWidth);
      const roots: Uint8Array[] = [];
      for (let start = 0; start < hashes.length; start += tileBytes) {
        const tile = new Tile(hashes.subarray(start, start + tileBytes));
        tiles.push({ level, number: first + start / tileBytes, hashes: tile.hashes });
        if (tile.isFull) roots.push(tile.subtree(tileHeight, 0));
      }
      levels[level] = hashes.subarray(roots.length * tileBytes);
      appended = roots;
    }
    return { edge: new RightEdge(this.size + leaves.length, levels), tiles };
  }
}

const nothing = new Uint8Array(0);

function firstOf(width: number): (tile: Tile) => Uint8Array {
  return (tile) => {
    if (tile.width < width) throw new RangeError('a tile of the tree has lost hashes');
    return tile.hashes.subarray(0, width * hashBytes);
  };
}
