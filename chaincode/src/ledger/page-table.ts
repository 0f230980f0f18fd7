// SPDX-License-Identifier: Apache-2.0

/**
 * Values of schema 1 that rest many to a key, in pages that one transaction appends and none changes. A page stores of
 * each item only how it differs from what one would expect after the item before it.
 */
export interface PageTable<T extends object> {
  readonly name: string;
  readonly itemsMax: number;
  /** Of all that a page stores of its items. */
  readonly bytesMax: number;
  /** The item to expect after another. Pages are read by it: it may never change. */
  readonly expected: (before: T) => T;
  /** How many pages that were read are kept at hand: neighbours are asked for one after the other. */
  readonly remembered?: number;
}
