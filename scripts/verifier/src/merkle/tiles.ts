// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { perfectSubtrees, treeHash } from './frontier';
import { emptyRoot, nodeHash } from './hash';

/** Hashes of a full tile, and the tree levels that one spans (tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const HASH_BYTES = 32;

/** Which tile: its level, its index in the level, and how many hashes it has. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/**
 * The hashes of a tile, `width` of them.
 * @throws {VerificationError} `malformed` for bytes of another length.
 */
export function parseTile(bytes: Uint8Array, width: number): Buffer[] {
  demand(bytes.length === width * HASH_BYTES, 'malformed', 'the tile is not of its width');
  return Array.from({ length: width }, (_, index) =>
    Buffer.from(bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
  );
}

/**
 * The root of a tree of `size` leaves, from the tiles on its right edge.
 * @param readTile gives the hashes of a tile; it is asked for each at most once.
 * @throws what `readTile` throws, and {VerificationError} `malformed` for a tile of another width.
 */
export async function treeHashOverTiles(
  size: number,
  readTile: (place: TilePlace) => Promise<readonly Uint8Array[]>,
): Promise<Uint8Array> {
  const tiles = new Map<number, readonly Uint8Array[]>();
  const roots: Uint8Array[] = [];
  for (const { height, start } of perfectSubtrees(size)) {
    const level = Math.floor(height / TILE_HEIGHT);
    const nodes = Math.floor(size / TILE_WIDTH ** level);
    const first = start / TILE_WIDTH ** level;
    const index = Math.floor(first / TILE_WIDTH);
    const width = Math.min(nodes - index * TILE_WIDTH, TILE_WIDTH);
    const hashes = tiles.get(level) ?? (await readTile({ level, index, width }));
    demand(hashes.length === width, 'malformed', 'the tile is not of its width');
    tiles.set(level, hashes);
    const from = first - index * TILE_WIDTH;
    roots.push(treeHash(hashes.slice(from, from + 2 ** (height - level * TILE_HEIGHT))));
  }
  const [last, ...larger] = roots.reverse();
  return last === undefined ? emptyRoot() : larger.reduce((root, left) => nodeHash(left, root), last);
}
