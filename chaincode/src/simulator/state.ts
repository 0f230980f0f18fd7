// SPDX-License-Identifier: Apache-2.0
import type { StateVersion } from './effects';

/** The stored state of one public key. */
export interface StateEntry {
  readonly version: StateVersion;
  /** Serialised SignaturePolicyEnvelope; empty if the chaincode's policy applies. */
  readonly policy: Uint8Array;
  readonly value: Uint8Array;
}

/** The stored hash of one private value. */
export interface HashEntry {
  readonly version: StateVersion;
  readonly valueHash: Uint8Array;
}

export interface Range {
  readonly start: string;
  /** Exclusive upper bound; empty for no end. */
  readonly end: string;
}

export interface RangeResult {
  readonly key: string;
  readonly entry: StateEntry;
}

/** Reads a section in key order, in chunks of keys. */
export interface RangeCursor {
  next(limit: number): Promise<readonly RangeResult[]>;
  close(): Promise<void>;
}

/** The reads that a simulation needs of what is committed. */
export interface StateReader {
  state(key: string): Promise<StateEntry | undefined>;
  range(range: Range): RangeCursor;
  hash(collection: string, keyHash: string): Promise<HashEntry | undefined>;
  privateValue(collection: string, key: string): Promise<Buffer | undefined>;
}

/** Who may see which private data. */
export interface CollectionMembers {
  /** The MSP ids of a collection's members; `undefined` if the collection does not exist. */
  membersOf(collection: string): ReadonlySet<string> | undefined;
}
