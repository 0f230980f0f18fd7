// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { openStore } from '../storage';
import type { WriteGuard } from '../storage';
import { typedBy } from './keys';
import type { Key, KeySpace } from './keys';
import { storedEncoding } from './stored';

/** A page of an ordered range. */
export interface RangePage<V> {
  readonly items: readonly { readonly key: Key<V>; readonly value: V }[];
  /** Whether more entries follow. */
  readonly more: boolean;
}

export interface RangeOptions {
  readonly limit: number;
  /** In reverse, the range ends before this key. */
  readonly after?: string | undefined;
  readonly reverse?: boolean;
}

/** Index entries by digest arrive in random order: a larger buffer sorts more in memory and compacts less on disk. */
const writeBufferSize = 16 * 1024 * 1024;

/** The ordered key-value store on disk, typed by key. */
export class Store {
  readonly #level: Level<string, unknown>;

  private constructor(level: Level<string, unknown>) {
    this.#level = level;
  }

  static async open(directory: string, guard: WriteGuard): Promise<Store> {
    const remedy = 'delete the folder: it is built again from the ledger';
    const options = { valueEncoding: storedEncoding, writeBufferSize, guard, remedy };
    return new Store(await openStore<string, unknown>(directory, options));
  }

  async get<V>(key: Key<V>): Promise<V | undefined> {
    const stored = await this.#level.get(key);
    return stored === undefined ? undefined : typedBy(key, stored);
  }

  async getMany<V>(wanted: readonly Key<V>[]): Promise<(V | undefined)[]> {
    const stored = await this.#level.getMany([...wanted]);
    return wanted.map((key, index) =>
      stored[index] === undefined ? undefined : typedBy(key, stored[index]),
    );
  }

  /** At most `limit` entries of a key space, in order, after (or, in reverse, before) a key. */
  async range<V>(space: KeySpace<V>, { limit, after, reverse = false }: RangeOptions): Promise<RangePage<V>> {
    const bounds = reverse
      ? { gt: space, lt: after ?? endOf(space), reverse: true }
      : { gt: after ?? space, lt: endOf(space) };
    const entries = await this.#level.iterator({ ...bounds, limit: limit + 1 }).all();
    const items = entries.map(([key, stored]) => ({ key, value: typedBy(space, stored) }));
    return { items: items.slice(0, limit), more: items.length > limit };
  }

  /** All keys of a key space, in order. */
  keysIn(space: KeySpace<unknown>): Promise<string[]> {
    return this.#level.keys({ gt: space, lt: endOf(space) }).all();
  }

  /** Writes atomically and durably; `undefined` deletes an entry. */
  async write(entries: ReadonlyMap<string, unknown>): Promise<void> {
    // A chained batch passes each entry on directly; an array of operations costs twice as much.
    const batch = this.#level.batch();
    for (const [key, value] of entries) {
      if (value === undefined) batch.del(key);
      else batch.put(key, value);
    }
    await batch.write({ sync: true });
  }

  /** All raw entries in key order. */
  async *entries(): AsyncGenerator<readonly [key: Buffer, value: Buffer]> {
    yield* this.#level.iterator<Buffer, Buffer>({ keyEncoding: 'buffer', valueEncoding: 'buffer' });
  }

  async close(): Promise<void> {
    await this.#level.close();
  }
}

/** Behind all keys of a space. */
function endOf(space: KeySpace<unknown>): string {
  return `${space}\u{10FFFF}`;
}
