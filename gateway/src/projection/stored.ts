// SPDX-License-Identifier: Apache-2.0

/** One stored value, as a write of a transaction left it. */
export interface Row<T = unknown> {
  readonly table: string;
  /** The parts of its key, without the table. */
  readonly parts: readonly string[];
  readonly value: T;
}

/** A row and where it was last written. */
export interface StoredRow<T = unknown> {
  readonly row: Row<T>;
  readonly block: number;
  readonly transaction: string;
  readonly claimedAt: string;
}

/** The numbers that the next event and the next page of records will have. */
export interface Numbers {
  readonly nextSequence: number;
  readonly nextPage: number;
}

/** How far the projection has read. */
export interface ProjectionCheckpoint extends Numbers {
  readonly schema: number;
  /** The next block to read. */
  readonly height: number;
  readonly hash: string;
  /** The latest time that a transaction claimed. */
  readonly claimedAt: string;
}

/** A page in the ledger's own bytes, and what the projection knows of it. */
export class StoredPage<About> {
  readonly about: About;
  readonly bytes: Uint8Array;

  constructor(about: About, bytes: Uint8Array) {
    this.about = about;
    this.bytes = bytes;
  }
}

/** Of records as they were brought: for each slot the event that says so, counted from the transaction's first. */
export interface AboutRecords {
  readonly block: number;
  readonly transaction: string;
  readonly claimedAt: string;
  readonly firstEvent: number;
  readonly created: readonly (number | null)[];
}

/** Of events that follow one another in one transaction. */
export interface AboutEvents {
  readonly block: number;
  readonly blockHash: string;
}

export type RecordPage = StoredPage<AboutRecords>;
export type EventRun = StoredPage<AboutEvents>;

/** The block that ends where a tree of some size does. */
export interface Boundary {
  readonly block: number;
}

/** Where a transaction's events and record pages begin. */
export type TransactionStart = readonly [firstEvent: number, firstPage: number];

/** What an index entry leads to: a row of its own, or slots of a page as the bits of a number. */
export type IndexTarget = 'row' | readonly [page: number, slots: number];

const lineFeed = 0x0a;
const lineFeedBytes = Buffer.from([lineFeed]);

/**
 * Values on disk: JSON, and after a line feed, which JSON on one line has not, the bytes of a page as they came. Bytes
 * alone come after a line feed too.
 */
export const storedEncoding = {
  name: 'guidang-stored',
  format: 'buffer' as const,
  encode(value: unknown): Buffer {
    if (value instanceof Uint8Array) return Buffer.concat([lineFeedBytes, value]);
    if (!(value instanceof StoredPage)) return Buffer.from(JSON.stringify(value));
    return Buffer.concat([Buffer.from(`${JSON.stringify(value.about)}\n`), value.bytes]);
  },
  decode(stored: Uint8Array): unknown {
    const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.length);
    const end = bytes.indexOf(lineFeed);
    if (end === 0) return bytes.subarray(1);
    if (end === -1) return JSON.parse(bytes.toString('utf8'));
    return new StoredPage(JSON.parse(bytes.toString('utf8', 0, end)), bytes.subarray(end + 1));
  },
};
