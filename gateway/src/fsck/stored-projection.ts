// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Level } from 'level';
import { Tile } from '../merkle/tile';
import type { ReadTile } from '../merkle/tile';
import { keys } from '../projection/keys';
import { storedEncoding } from '../projection/stored';
import type { Entries } from '../findings/side-by-side';

/** A projection as stored on disk: nothing in it is assumed to be intact. */
export class StoredProjection {
  readonly #level: Level<Buffer, Buffer>;

  private constructor(level: Level<Buffer, Buffer>) {
    this.#level = level;
  }

  /**
   * @returns undefined if there is none, which is not an error: a projection can be deleted without loss.
   * @throws Level's error, with its reason as the cause, if another process has it open or it cannot be opened.
   */
  static async open(directory: string): Promise<StoredProjection | undefined> {
    if (!existsSync(join(directory, 'CURRENT'))) return undefined;
    const level = new Level<Buffer, Buffer>(directory, {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
      createIfMissing: false,
    });
    await level.open();
    return new StoredProjection(level);
  }

  /** All entries, or those of one key space, in key order. */
  async *entries(prefix = ''): AsyncGenerator<readonly [key: Buffer, value: Buffer]> {
    const bounds = { gte: Buffer.from(prefix), lt: Buffer.from(`${prefix}\u{10FFFF}`) };
    yield* this.#level.iterator(bounds) as Entries;
  }

  /** Reads a value; `undefined` if it is missing or cannot be decoded. */
  async get(key: string): Promise<unknown> {
    const bytes = (await this.#level.get(Buffer.from(key))) as Buffer | undefined;
    return bytes === undefined ? undefined : readValue(bytes);
  }

  /** @throws {RangeError} if the tile is missing or malformed. */
  readonly readTile: ReadTile = async ({ level, number }) => {
    const hashes = await this.get(keys.tile(level, number));
    if (hashes instanceof Uint8Array) return new Tile(hashes);
    throw new RangeError(`tile ${level}/${number} is not there`);
  };

  async close(): Promise<void> {
    await this.#level.close();
  }
}

/** Decodes a stored value; `undefined` if the bytes are malformed. */
export function readValue(bytes: Buffer): unknown {
  try {
    return storedEncoding.decode(bytes);
  } catch {
    return undefined;
  }
}
