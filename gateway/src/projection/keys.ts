// SPDX-License-Identifier: Apache-2.0
import type { LogHead, Subject, Table } from '@guidang/chaincode/model';
import type {
  Boundary,
  ProjectionCheckpoint,
  EventRun,
  IndexTarget,
  RecordPage,
  Row,
  StoredRow,
  TransactionStart,
} from './stored';

declare const value: unique symbol;
declare const values: unique symbol;

/** A key of the store: the compiler knows by it what is stored there. */
export type Key<V> = string & { readonly [value]?: V };
/** What the keys of some entries begin with, and what is stored under each. */
export type KeySpace<V> = string & { readonly [values]?: V };

/**
 * A stored value, with the type that its key says; the one assertion of this room. It holds because the fold alone
 * writes, under keys of the same types, what a table's schema or a page's reader has accepted; to check it again would
 * slow every read down.
 */
export function typedBy<V>(_key: Key<V> | KeySpace<V>, stored: unknown): V {
  return stored as V;
}

/** Parts of keys never hold it: the ledger refuses it in identifiers. */
export const separator = '\u0000';

function join(...parts: readonly string[]): string {
  return parts.join(separator);
}

/** A number as text whose order is the order of numbers. */
function ordered(number: number): string {
  return String(number).padStart(16, '0');
}

/** The key spaces of the projection. Pages and runs are numbered in the ledger's order, so the store only appends. */
export const keys = {
  checkpoint: checkpointKey(),
  /** A value with a key of its own, as it stands now, by its table and the parts of its key. */
  row: <T>({ name }: Table<T>, parts: readonly string[]): Key<StoredRow<T>> => join('row', name, ...parts),
  rowOf: <T>({ table, parts }: Row<T>): Key<StoredRow<T>> => join('row', table, ...parts),
  /** What a record or licence was before its present version; a record's first one rests in its page. */
  version: <T>(table: Table<T>, id: string, version: number): Key<StoredRow<T>> =>
    keys.versions(table, id) + ordered(version),
  versions: <T>({ name }: Table<T>, id: string): KeySpace<StoredRow<T>> => join('version', name, id, ''),
  /** The first event and the first record page of a transaction, by its code. */
  transaction: (code: string): Key<TransactionStart> => join('transaction', code),
  recordPage: (page: number): Key<RecordPage> => join('page', ordered(page)),
  /** The slots of a page whose records have a key of their own by now, as the bits of a number. */
  left: (page: number): Key<number> => join('left', ordered(page)),
  /** A page of events, by the number of its first. */
  run: (first: number): Key<EventRun> => keys.runs() + ordered(first),
  runs: (): KeySpace<EventRun> => join('run', ''),
  /** The numbers of the runs that hold an event of a type: the key says all. */
  runOf: (type: string, first: number): Key<1> => keys.runsOf(type) + ordered(first),
  runsOf: (type: string): KeySpace<1> => join('run-of', type, ''),
  /** The run that holds an event of a subject. */
  history: (subject: Subject, sequence: number): Key<number> => keys.histories(subject) + ordered(sequence),
  histories: ({ kind, id }: Subject): KeySpace<number> => join('history', kind, id, ''),
  /** The hashes of a tile of the log's tree. */
  tile: (level: number, number: number): Key<Uint8Array> => join('tile', ordered(level), ordered(number)),
  /** Where a block with events ends: by how many leaves there are up to it. */
  boundary: (size: number): Key<Boundary> => join('boundary', ordered(size)),
  /** A head that is, or was, anchored: by its size. */
  head: (size: number): Key<StoredRow<LogHead>> => keys.heads + ordered(size),
  heads: headSpace(),
  /** An entry of an index; what orders it stands after the values that it is found by. */
  indexEntry: ({ index, by }: IndexValue, position: string): Key<IndexTarget> =>
    keys.index({ index, by }) + position,
  index: ({ index, by }: IndexValue): KeySpace<IndexTarget> => join('index', index, ...by, ''),
} as const;

/** An index, and a value that its entries are found by. */
export interface IndexValue {
  readonly index: string;
  readonly by: readonly string[];
}

function checkpointKey(): Key<ProjectionCheckpoint> {
  return 'checkpoint';
}

function headSpace(): KeySpace<StoredRow<LogHead>> {
  return join('head', '');
}

/** The number that ends a key. */
export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf(separator) + 1));
}
