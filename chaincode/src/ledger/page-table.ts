// SPDX-License-Identifier: Apache-2.0

/**
 * Values of schema 1 that are stored many to a key, in pages that one transaction appends and nothing changes later.
 * Each item is stored as its difference from the item expected after the previous one.
 */
export interface PageTable<T extends object> {
  readonly name: string;
  readonly itemsMax: number;
  /** Maximum total size of the stored items of a page. */
  readonly bytesMax: number;
  /** Predicts the next item from the previous one. Stored pages are decoded with it, so it must never change. */
  readonly expected: (before: T) => T;
  /** Whether each page holds its transaction's seed, from which the salts of the log's leaves derive. */
  readonly seeded?: true;
  /** Number of decoded pages to cache: neighbouring items are often read one after another. */
  readonly cacheMax?: number;
}
