// SPDX-License-Identifier: Apache-2.0
import { LRUCache } from 'lru-cache';
import { eventsBetween } from '../projection';
import type { Projection } from '../projection';
import { hashBytes } from '../merkle/hashing';
import { leafOf } from '../merkle/leaf';
import { hashesAt, tileWidth } from '../merkle/tile';
import type { ReadTile, Tile, TilePlace } from '../merkle/tile';
import type { TileName } from '../merkle/tile-path';

/** Of full tiles, and apart from them of entries, that are kept at hand. */
const bytesAtHandMax = 32 * 1024 * 1024;
/** Of a full tile with the subtrees that proofs have asked for. */
const tileBytes = 2 * tileWidth * hashBytes;
/** An entry's length stands before it in two bytes (tlog-tiles). */
const lengthBytes = 2;

/**
 * The log as outsiders read it: the head that is anchored, and the hashes and entries that it covers. What the ledger
 * has after the head is not shown, since nobody has vouched for it yet.
 */
export class PublishedLog {
  readonly #projection: Projection;
  readonly #tiles = new LRUCache<string, Tile>({ max: Math.floor(bytesAtHandMax / tileBytes) });
  readonly #bundles: LRUCache<string, Buffer>;

  constructor(projection: Projection) {
    this.#projection = projection;
    this.#bundles = new LRUCache<string, Buffer>({
      maxSize: bytesAtHandMax,
      sizeCalculation: ({ length }) => length,
      fetchMethod: (name) => this.#readEntries(name),
    });
  }

  /** The signed note of the anchored head; `undefined` before the first. */
  checkpoint(): string | undefined {
    return this.#projection.head?.checkpoint;
  }

  /** Reads a tile of the whole tree, also beyond the head; full ones are kept at hand. */
  readonly readTile: ReadTile = async (place: TilePlace) => {
    const key = `${place.level}/${place.number}`;
    const atHand = this.#tiles.get(key);
    if (atHand !== undefined) return atHand;
    const tile = await this.#projection.tile(place);
    if (tile.isFull) this.#tiles.set(key, tile);
    return tile;
  };

  /** The bytes of a tile, or of a bundle of entries, as tlog-tiles has them; `undefined` beyond the head. */
  async file({ level, number, width = tileWidth }: TileName): Promise<Uint8Array | undefined> {
    const size = this.#projection.head?.size ?? 0;
    const ofLevel = level === 'entries' ? 0 : level;
    const covered = Math.min(tileWidth, hashesAt(ofLevel, size) - number * tileWidth);
    if (width > covered) return undefined;
    if (level === 'entries') return this.#entries(number, { width, covered });
    const { hashes } = await this.readTile({ level, number });
    return hashes.subarray(0, width * hashBytes);
  }

  /** A part is cut from the most that the head covers, so that asking for each width in turn reads the events once. */
  async #entries(
    number: number,
    { width, covered }: { readonly width: number; readonly covered: number },
  ): Promise<Uint8Array> {
    const first = number * tileWidth;
    const bundle = (await this.#bundles.fetch(`${first}/${covered}`)) ?? Buffer.alloc(0);
    let end = 0;
    for (let entry = 0; entry < width; entry += 1) end += lengthBytes + bundle.readUInt16BE(end);
    return bundle.subarray(0, end);
  }

  async #readEntries(name: string): Promise<Buffer> {
    const [first = 0, count = 0] = name.split('/').map(Number);
    const entries: Buffer[] = [];
    for await (const event of eventsBetween(this.#projection, first, { before: first + count })) {
      const leaf = Buffer.from(leafOf(event));
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt16BE(leaf.length);
      entries.push(length, leaf);
    }
    return Buffer.concat(entries);
  }
}
