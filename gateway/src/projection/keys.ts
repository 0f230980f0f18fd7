// SPDX-License-Identifier: Apache-2.0
import type { LogHead, Subject, Table, TreeHead } from '@guidang/chaincode/model';
import type {
  Boundary,
  ProjectionCheckpoint,
  EventRun,
  Queued,
  IndexTarget,
  RecordPage,
  Row,
  StoredRow,
  TransactionStart,
} from './stored';

declare const value: unique symbol;
declare const values: unique symbol;

/** A key of the store, typed by the value stored under it. */
export type Key<V> = string & { readonly [value]?: V };
/** A key prefix, typed by the values stored under the keys with that prefix. */
export type KeySpace<V> = string & { readonly [values]?: V };

/**
 * Types a stored value by its key; the only type assertion of this module. It is sound because only the fold writes,
 * under keys of the same types, and only values that a table's schema or a page's parser has accepted; validating again
 * would slow down every read.
 */
export function typedBy<V>(_key: Key<V> | KeySpace<V>, stored: unknown): V {
  return stored as V;
}

/** Never part of a key part: the ledger refuses it in identifiers. */
export const separator = '\u0000';
/** Sorts behind every root. */
const last = '~';

function join(...parts: readonly string[]): string {
  return parts.join(separator);
}

/** A number as text that sorts numerically. */
function ordered(number: number): string {
  return String(number).padStart(16, '0');
}

/** The key spaces of the projection. Pages and runs are numbered in ledger order, so the store only appends them. */
export const keys = {
  checkpoint: checkpointKey(),
  /** The current value under its own key, by its table and key parts. */
  row: <T>({ name }: Table<T>, parts: readonly string[]): Key<StoredRow<T>> => join('row', name, ...parts),
  rowOf: <T>({ table, parts }: Row<T>): Key<StoredRow<T>> => join('row', table, ...parts),
  /** A past version of a value; a record's first version is in its page. */
  version: <T>(table: Table<T>, id: string, version: number): Key<StoredRow<T>> =>
    keys.versions(table, id) + ordered(version),
  versions: <T>({ name }: Table<T>, id: string): KeySpace<StoredRow<T>> => join('version', name, id, ''),
  /** The first event and the first record page of a transaction, by its code. */
  transaction: (code: string): Key<TransactionStart> => join('transaction', code),
  recordPage: (page: number): Key<RecordPage> => keys.recordPages() + ordered(page),
  recordPages: (): KeySpace<RecordPage> => join('page', ''),
  /** A bitmap of the slots in a page whose records have their own key by now. */
  left: (page: number): Key<number> => join('left', ordered(page)),
  /** The record that a command without a receipt created: by organisation, officer and identifier. */
  creation: (command: readonly string[]): Key<string> => join('creation', ...command),
  /** A page of events, by the position of its first. */
  run: (first: number): Key<EventRun> => keys.runs() + ordered(first),
  runs: (): KeySpace<EventRun> => join('run', ''),
  /** Lists the runs that contain an event of a type; only the key matters. */
  runOf: (type: string, first: number): Key<1> => keys.runsOf(type) + ordered(first),
  runsOf: (type: string): KeySpace<1> => join('run-of', type, ''),
  /** The run that contains an event of a subject. */
  history: (subject: Subject, sequence: number): Key<number> => keys.histories(subject) + ordered(sequence),
  histories: ({ kind, id }: Subject): KeySpace<number> => join('history', kind, id, ''),
  /** The hashes of a tile of the log's tree. */
  tile: (level: number, number: number): Key<Uint8Array> => join('tile', ordered(level), ordered(number)),
  /** The end of a block with events, by tree size. */
  boundary: (size: number): Key<Boundary> => join('boundary', ordered(size)),
  /** A head that is, or was, anchored: by its size, and its root, since one of the same size may have been set aside. */
  head: ({ size, root }: TreeHead): Key<StoredRow<LogHead>> => join(keys.heads + ordered(size), root),
  heads: headSpace(),
  /** The recorded time of such a head. */
  recorded: ({ size, root }: TreeHead): Key<string> => join(keys.recordings() + ordered(size), root),
  recordings: (): KeySpace<string> => join('recorded', ''),
  /** Behind all that is kept of heads of this size. */
  afterSize: <V>(space: KeySpace<V>, size: number): Key<V> => join(space + ordered(size), last),
  /** An index entry; its sort key follows the values that it is found by. */
  indexEntry: ({ index, by }: IndexValue, position: string): Key<IndexTarget> =>
    keys.index({ index, by }) + position,
  /** What the work queue has of a case. */
  queued: (id: string): Key<Queued> => join('queued', id),
  /** How many cases of a kind a department has. */
  caseCounts: (department: string): KeySpace<number> => join('case-count', department, ''),
  index: ({ index, by }: IndexValue): KeySpace<IndexTarget> => join('index', index, ...by, ''),
} as const;

/** An index and the value to look up. */
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

/** The head in whose name something is kept. */
export function headOf(key: string): TreeHead {
  const [, size = '', root = ''] = key.split(separator);
  return { size: Number(size), root };
}

/** The number at the end of a key. */
export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf(separator) + 1));
}
