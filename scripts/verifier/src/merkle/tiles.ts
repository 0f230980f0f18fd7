// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { perfectSubtrees, treeHash } from './frontier';
import { emptyRoot, nodeHash } from './hash';

/** Hashes of a full tile, and the number of tree levels it spans (tlog-tiles). */
export const tileWidth = 256;
const tileHeight = 8;
const hashBytes = 32;

/** Identifies a tile: its level, its index in the level, and how many hashes it has. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/**
 * The hashes of a tile, `width` of them.
 * @throws {VerificationError} `malformed` for bytes of another length.
 */
export function parseTile(bytes: Uint8Array, width: number): Uint8Array[] {
  demand(bytes.length === width * hashBytes, 'malformed', 'the tile is not of its width');
  return Array.from(
    { length: width },
    (_, index) => new Uint8Array(bytes.subarray(index * hashBytes, (index + 1) * hashBytes)),
  );
}

/**
 * The root of a tree of `size` leaves, from the tiles on its right edge.
 * @param readTile returns the hashes of a tile; it is called at most once for each.
 * @throws errors of `readTile`, and {VerificationError} `malformed` for a tile of another width.
 */
export async function treeHashOverTiles(
  size: number,
  readTile: (place: TilePlace) => Promise<readonly Uint8Array[]>,
): Promise<Uint8Array> {
  const tiles = new Map<number, readonly Uint8Array[]>();
  const roots: Uint8Array[] = [];
  for (const { height, start } of perfectSubtrees(size)) {
    const level = Math.floor(height / tileHeight);
    const nodes = Math.floor(size / tileWidth ** level);
    const first = start / tileWidth ** level;
    const index = Math.floor(first / tileWidth);
    const width = Math.min(nodes - index * tileWidth, tileWidth);
    const hashes = tiles.get(level) ?? (await readTile({ level, index, width }));
    demand(hashes.length === width, 'malformed', 'the tile is not of its width');
    tiles.set(level, hashes);
    const from = first - index * tileWidth;
    roots.push(treeHash(hashes.slice(from, from + 2 ** (height - level * tileHeight))));
  }
  const [last, ...larger] = roots.reverse();
  return last === undefined ? emptyRoot() : larger.reduce((root, left) => nodeHash(left, root), last);
}
