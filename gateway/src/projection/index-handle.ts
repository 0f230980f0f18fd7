// SPDX-License-Identifier: Apache-2.0
import type { Digest, Table } from '@guidang/chaincode/model';
import type { IndexValue } from './keys';

/** An entry of an index: its name, the values it is found by, and what orders it. */
export interface IndexEntry extends IndexValue {
  /** Text whose order is the order of the list. */
  readonly order: string;
}

/** The entries of an index that share a value: what a list walks. */
export interface IndexRange<T> extends IndexValue {
  readonly table: Table<T>;
}

/** An index of a table's rows. */
export interface Index<T> {
  readonly name: string;
  /** The values that a row is found by. */
  readonly valuesOf: (row: T) => readonly (readonly string[])[];
}

/** An index whose values are given as a `V`. */
export interface IndexBy<T, V> extends Index<T> {
  readonly by: (value: V) => IndexRange<T>;
}

/** All rows of a table. */
export function everyRow<T>(table: Table<T>): IndexRange<T> {
  return { table, index: table.name, by: [] };
}

/** An index by one text. */
export function textIndex<T>(
  table: Table<T>,
  name: string,
  textsOf: (row: T) => readonly string[],
): IndexBy<T, string> {
  return indexBy(table, name, (text) => [text], textsOf);
}

/** An index by the digests that a row names. */
export function digestIndex<T>(
  table: Table<T>,
  name: string,
  digestsOf: (row: T) => readonly Digest[],
): IndexBy<T, Digest> {
  return indexBy(table, name, ({ algorithm, value }) => [algorithm, value], digestsOf);
}

/** @param textsOf how a value is written in the index. */
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
