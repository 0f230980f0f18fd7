// SPDX-License-Identifier: Apache-2.0
import type { Subject } from '@guidang/chaincode/model';

/** Parts of keys never hold it: the ledger refuses it in identifiers. */
export const separator = '\u0000';

const join = (...parts: readonly string[]): string => parts.join(separator);

/** A number as text whose order is the order of numbers. */
function ordered(value: number): string {
  return String(value).padStart(16, '0');
}

/** The key spaces of the projection. Pages and runs are numbered in the ledger's order, so the store only appends. */
export const keys = {
  checkpoint: 'checkpoint',
  /** A value with a key of its own, as it stands now. */
  row: (rowKey: string): string => join('row', rowKey),
  /** What a record or licence was before its present version; a record's first one rests in its page. */
  version: (table: string, id: string, version: number): string =>
    keys.versions(table, id) + ordered(version),
  versions: (table: string, id: string): string => join('version', table, id, ''),
  /** The first event and the first record page of a transaction, by its code. */
  transaction: (code: string): string => join('transaction', code),
  recordPage: (page: number): string => join('page', ordered(page)),
  /** The slots of a page whose records have a key of their own by now. */
  left: (page: number): string => join('left', ordered(page)),
  /** A page of events, by the number of its first. */
  run: (first: number, type?: string): string => keys.runs(type) + ordered(first),
  /** All runs; with a type, the numbers of those that hold such an event. */
  runs: (type?: string): string => (type === undefined ? join('run', '') : join('run-of', type, '')),
  history: (subject: Subject, sequence: number): string => keys.histories(subject) + ordered(sequence),
  histories: ({ kind, id }: Subject): string => join('history', kind, id, ''),
  /** The hashes of a tile of the log's tree. */
  tile: (level: number, number: number): string => join('tile', ordered(level), ordered(number)),
  /** Where a block with events ends: by how many leaves there are up to it. */
  boundary: (size: number): string => join('boundary', ordered(size)),
  /** A head that is, or was, anchored: by its size. */
  head: (size: number): string => keys.heads + ordered(size),
  heads: join('head', ''),
  index: (index: string, by: readonly string[]): string => join('index', index, ...by, ''),
} as const;

/** The number that ends a key. */
export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf(separator) + 1));
}
