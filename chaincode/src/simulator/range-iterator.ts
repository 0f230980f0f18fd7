// SPDX-License-Identifier: Apache-2.0
import { peer } from '@hyperledger/fabric-protos';
import type { RangeRead } from './effects';
import type { Range, RangeCursor, RangeResult } from './state';

/** Page size of a peer's range results; what was sent counts as read. */
const batchSize = 100;

export interface QueryMetadata {
  readonly fetchedRecordsCount: number;
  /** The key to continue from; empty after the last page. */
  readonly bookmark: string;
}

interface KeyValue {
  readonly namespace: string;
  readonly key: string;
  readonly value: Buffer;
}

type Next = { value: KeyValue; done: false } | { done: true };

/** The iterator that contracts get for a range, in the shape of fabric-shim's; it records what it read. */
export class RangeIterator {
  readonly #cursor: RangeCursor;
  readonly #range: Range;
  readonly #limit: number;
  readonly #results: RangeRead['results'] = [];
  #batch: RangeResult[] = [];
  #exhausted = false;

  constructor(cursor: RangeCursor, range: Range, limit: number) {
    this.#cursor = cursor;
    this.#range = range;
    this.#limit = limit;
  }

  /** Reads the stub's serialised QueryMetadata; no page size and no bookmark mean no pagination. */
  static pageOf(metadata?: Uint8Array): { size: number; bookmark: string } | undefined {
    if (metadata === undefined) return undefined;
    const query = peer.QueryMetadata.deserializeBinary(metadata);
    const page = { size: query.getPagesize(), bookmark: query.getBookmark() };
    if (page.size < 0) throw new Error(`page size ${page.size} is negative`);
    return page.size === 0 && page.bookmark === '' ? undefined : page;
  }

  /** Fetches the next results; the first ones as soon as the range is opened, as a peer does. */
  fetch(): Promise<void> {
    return this.#fetch(batchSize);
  }

  async next(): Promise<Next> {
    if (this.#batch.length === 0) await this.fetch();
    const result = this.#batch.shift();
    if (result === undefined) return { done: true };
    const value = { namespace: '', key: result.key, value: Buffer.from(result.entry.value) };
    return { value, done: false };
  }

  close(): Promise<void> {
    return this.#cursor.close();
  }

  /** Fetches the whole page, and the key at which the next one starts. */
  async readPage(): Promise<QueryMetadata> {
    await this.#fetch(this.#limit);
    const [following] = this.#exhausted ? [] : await this.#cursor.next(1);
    return { fetchedRecordsCount: this.#results.length, bookmark: following?.key ?? '' };
  }

  read(): RangeRead {
    const last = this.#exhausted ? null : (this.#results.at(-1)?.key ?? this.#range.start);
    return { ...this.#range, last, results: this.#results };
  }

  async #fetch(count: number): Promise<void> {
    const wanted = Math.min(count, this.#limit - this.#results.length);
    if (this.#exhausted || wanted <= 0) return;
    const fetched = await this.#cursor.next(wanted);
    this.#exhausted = fetched.length < wanted;
    this.#batch = [...fetched];
    this.#results.push(...fetched.map(({ key, entry }) => ({ key, version: entry.version })));
  }
}
