// SPDX-License-Identifier: Apache-2.0
import { typedBy } from './keys';
import type { Key } from './keys';

/** One ordered entry of the projection; `undefined` deletes it. */
export type StoreEntry = readonly [key: string, value: unknown];

/** Reads many values at once. */
export type ReadMany = <V>(keys: readonly Key<V>[]) => Promise<readonly (V | undefined)[]>;

/** What a block writes, seen before it is written; of several entries of one key, the last counts. */
export class WriteBuffer {
  readonly #written = new Map<string, unknown>();
  readonly #before = new Map<string, unknown>();
  readonly #readMany: ReadMany;

  constructor(readMany: ReadMany) {
    this.#readMany = readMany;
  }

  /** Fetches values as they stood before the block: only these are known to {@link get}. */
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
