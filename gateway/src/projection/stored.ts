// SPDX-License-Identifier: Apache-2.0
import { eventId } from '@guidang/chaincode/model';
import type { CaseState } from '@guidang/chaincode/model';

/** A stored value, as a transaction wrote it. */
export interface Row<T = unknown> {
  readonly table: string;
  /** The key parts, without the table. */
  readonly parts: readonly string[];
  readonly value: T;
}

/** A row and where it was last written. */
export interface StoredRow<T = unknown> {
  readonly row: Row<T>;
  readonly block: number;
  readonly transaction: string;
  readonly claimedAt: string;
  /** The position in the transaction of the event that says how it came to be, where its table has such. */
  readonly event?: number;
  /** The first record, if a repeated command created this one. */
  readonly repeats?: string;
}

/** The identifier of the event at a position of a transaction, where one is kept. */
export function eventAt(transaction: string, position: number | null | undefined): string | undefined {
  return typeof position === 'number' ? eventId({ transaction, position }) : undefined;
}

/** The positions of the next event and the next page of records. */
export interface Numbers {
  readonly nextSequence: number;
  readonly nextPage: number;
}

/** What a block's entries depend on, besides earlier entries. */
export interface FoldedUpTo extends Numbers {
  /** The recorded time of the newest head; empty before the first. */
  readonly recordedAt: string;
}

/** The progress of the projection. */
export interface ProjectionCheckpoint extends FoldedUpTo {
  readonly schema: number;
  /** The next block to read. */
  readonly height: number;
  readonly hash: string;
  /** The latest time claimed by a transaction. */
  readonly claimedAt: string;
}

/** A page in the ledger's own bytes, with the projection's metadata. */
export class StoredPage<About> {
  readonly about: About;
  readonly bytes: Uint8Array;

  constructor(about: About, bytes: Uint8Array) {
    this.about = about;
    this.bytes = bytes;
  }
}

/** Metadata of a page of records: for each slot its creation event, relative to the transaction's first. */
export interface AboutRecords {
  readonly block: number;
  readonly transaction: string;
  readonly claimedAt: string;
  readonly firstEvent: number;
  readonly created: readonly (number | null)[];
  /** By slot the first record, where a repeated command created another one. */
  readonly repeats?: Readonly<Record<number, string>>;
}

/** Metadata of consecutive events of one transaction. */
export interface AboutEvents {
  readonly block: number;
  readonly blockHash: string;
}

export type RecordPage = StoredPage<AboutRecords>;
export type EventRun = StoredPage<AboutEvents>;

/** The block that ends at a given tree size. */
export interface Boundary {
  readonly block: number;
}

/** The positions of a transaction's first event and first record page. */
export type TransactionStart = readonly [firstEvent: number, firstPage: number];

/** What the work queue has of a case. */
export interface Queued {
  readonly department: string;
  readonly state: CaseState;
  /** The roles that it waits for, or `applicant`; of a case that has ended there are none. */
  readonly waits: readonly string[];
  readonly lastDay?: string;
  /** Nothing falls on the last day. */
  readonly provisional?: true;
}

/** The target of an index entry: a row of its own, or a bitmap of slots in a page. */
export type IndexTarget = 'row' | readonly [page: number, slots: number];

const lineFeed = 0x0a;
const lineFeedBytes = Buffer.from([lineFeed]);

/**
 * Values on disk: JSON, followed, for pages, by a line feed and the original bytes. JSON on one line contains no line
 * feed. Bytes without JSON follow a line feed too.
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
