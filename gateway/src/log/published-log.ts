// SPDX-License-Identifier: Apache-2.0
import { LRUCache } from 'lru-cache';
import { eventsBetween } from '../projection';
import type { Projection } from '../projection';
import { hashBytes } from '../merkle/hashing';
import { leafOf } from '../merkle/leaf';
import { hashesAt, tileWidth } from '../merkle/tile';
import type { ReadTile, Tile, TilePlace } from '../merkle/tile';
import type { TileName } from '../merkle/tile-path';

/** Cache size for full tiles, and the same again for entries. */
const bytesAtHandMax = 32 * 1024 * 1024;
/** A full tile with the cached subtrees of proofs. */
const tileBytes = 2 * tileWidth * hashBytes;
/** Entries have a two-byte length prefix (tlog-tiles). */
const lengthBytes = 2;

/** Entries as tlog-tiles has them, from the first of a tile on. */
interface Bundle {
  readonly bytes: Buffer;
  /** Counted from the bundle's first; infinite where all are salted. */
  readonly firstPlain: number;
}

/**
 * The public view of the log: the anchored head, and the hashes and entries it covers. Leaves beyond the head are not
 * served, since nobody has vouched for them yet.
 */
export class PublishedLog {
  readonly #projection: Projection;
  readonly #tiles = new LRUCache<string, Tile>({ max: Math.floor(bytesAtHandMax / tileBytes) });
  readonly #bundles: LRUCache<string, Bundle>;

  constructor(projection: Projection) {
    this.#projection = projection;
    this.#bundles = new LRUCache<string, Bundle>({
      maxSize: bytesAtHandMax,
      sizeCalculation: ({ bytes }) => bytes.length,
      fetchMethod: (name) => this.#readEntries(name),
    });
  }

  /** The signed note of the anchored head; `undefined` before the first one. */
  checkpoint(): string | undefined {
    return this.#projection.head?.checkpoint;
  }

  /** Reads a tile of the whole tree, also beyond the head; full tiles are cached. */
  readonly readTile: ReadTile = async (place: TilePlace) => {
    const key = `${place.level}/${place.number}`;
    const atHand = this.#tiles.get(key);
    if (atHand !== undefined) return atHand;
    const tile = await this.#projection.tile(place);
    if (tile.isFull) this.#tiles.set(key, tile);
    return tile;
  };

  /** The bytes of a tile or entry bundle in the format of tlog-tiles; `undefined` beyond the head. */
  async file({ level, number, width = tileWidth }: TileName): Promise<Uint8Array | undefined> {
    const covered = this.#covered(level === 'entries' ? 0 : level, number);
    if (width > covered) return undefined;
    if (level === 'entries') return this.#entries(number, { width, covered });
    const { hashes } = await this.readTile({ level, number });
    return hashes.subarray(0, width * hashBytes);
  }

  /** Whether a file is for members only: a bundle with entries of schema 1, which say all of their events. */
  async isForMembers({ level, number, width = tileWidth }: TileName): Promise<boolean> {
    if (level !== 'entries') return false;
    const covered = this.#covered(0, number);
    return width <= covered && (await this.#bundle(number, covered)).firstPlain < width;
  }

  /** How many of a tile's hashes the head covers; none, or less, of a tile beyond it. */
  #covered(level: number, number: number): number {
    const size = this.#projection.head?.size ?? 0;
    return Math.min(tileWidth, hashesAt(level, size) - number * tileWidth);
  }

  /** Partial bundles are cut from the widest one, so that requests for successive widths read the events once. */
  async #entries(
    number: number,
    { width, covered }: { readonly width: number; readonly covered: number },
  ): Promise<Uint8Array> {
    const { bytes } = await this.#bundle(number, covered);
    let end = 0;
    for (let entry = 0; entry < width; entry += 1) end += lengthBytes + bytes.readUInt16BE(end);
    return bytes.subarray(0, end);
  }

  async #bundle(number: number, covered: number): Promise<Bundle> {
    const bundle = await this.#bundles.fetch(`${number * tileWidth}/${covered}`);
    return bundle ?? { bytes: Buffer.alloc(0), firstPlain: 0 };
  }

  async #readEntries(name: string): Promise<Bundle> {
    const [first = 0, count = 0] = name.split('/').map(Number);
    const entries: Buffer[] = [];
    let firstPlain = Infinity;
    for await (const event of eventsBetween(this.#projection, first, { before: first + count })) {
      if (event.seed === undefined) firstPlain = Math.min(firstPlain, event.sequence - first);
      const leaf = Buffer.from(leafOf(event));
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt16BE(leaf.length);
      entries.push(length, leaf);
    }
    return { bytes: Buffer.concat(entries), firstPlain };
  }
}
