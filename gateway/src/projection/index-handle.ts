// SPDX-License-Identifier: Apache-2.0
import type { Digest, Table } from '@guidang/chaincode/model';
import type { IndexValue } from './keys';

/** An index entry: the index, the values it is found by, and its sort key. */
export interface IndexEntry extends IndexValue {
  /** Sort key of the list, compared as text. */
  readonly order: string;
}

/** The entries of an index with the same value, the range that a list scans. */
export interface IndexRange<T> extends IndexValue {
  readonly table: Table<T>;
}

/** An index over a table's rows. */
export interface Index<T> {
  readonly name: string;
  /** The values under which a row is indexed. */
  readonly valuesOf: (row: T) => readonly (readonly string[])[];
}

/** An index that is looked up by a `V`. */
export interface IndexBy<T, V> extends Index<T> {
  readonly by: (value: V) => IndexRange<T>;
}

/** The range of all rows of a table. */
export function everyRow<T>(table: Table<T>): IndexRange<T> {
  return { table, index: table.name, by: [] };
}

/** An index by a single text. */
export function textIndex<T>(
  table: Table<T>,
  name: string,
  textsOf: (row: T) => readonly string[],
): IndexBy<T, string> {
  return indexBy(table, name, (text) => [text], textsOf);
}

/** An index by the digests in a row. */
export function digestIndex<T>(
  table: Table<T>,
  name: string,
  digestsOf: (row: T) => readonly Digest[],
): IndexBy<T, Digest> {
  return indexBy(table, name, ({ algorithm, value }) => [algorithm, value], digestsOf);
}

/** @param textsOf the indexed form of a value. */
export function indexBy<T, V>(
  table: Table<T>,
  name: string,
  textsOf: (value: V) => readonly string[],
  valuesOf: (row: T) => readonly NoInfer<V>[],
): IndexBy<T, V> {
  const full = `${table.name}.${name}`;
  return {
    name: full,
    valuesOf: (row) => valuesOf(row).map(textsOf),
    by: (value) => ({ table, index: full, by: textsOf(value) }),
  };
}
