// SPDX-License-Identifier: Apache-2.0
import { typedBy } from './keys';
import type { Key } from './keys';

/** One ordered entry of the projection; `undefined` deletes it. */
export type StoreEntry = readonly [key: string, value: unknown];

/** Reads several values at once. */
export type ReadMany = <V>(keys: readonly Key<V>[]) => Promise<readonly (V | undefined)[]>;

/** A block's writes, readable before they are written; the last write of a key wins. */
export class WriteBuffer {
  readonly #written = new Map<string, unknown>();
  readonly #before = new Map<string, unknown>();
  readonly #readMany: ReadMany;

  constructor(readMany: ReadMany) {
    this.#readMany = readMany;
  }

  /** Prefetches values from before the block; besides the own writes, {@link get} sees only these. */
  async fetch(wanted: Iterable<string>): Promise<void> {
    const missing = [...new Set(wanted)].filter((key) => !this.#before.has(key));
    if (missing.length === 0) return;
    const values = await this.#readMany<unknown>(missing);
    for (const [index, key] of missing.entries()) this.#before.set(key, values[index]);
  }

  get<V>(key: Key<V>): V | undefined {
    const stored = this.#written.has(key) ? this.#written.get(key) : this.#before.get(key);
    return stored === undefined ? undefined : typedBy(key, stored);
  }

  put<V>(key: Key<V>, value: NoInfer<V> | undefined): void {
    this.#written.set(key, value);
  }

  get entries(): readonly StoreEntry[] {
    return [...this.#written];
  }
}
