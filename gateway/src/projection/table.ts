// SPDX-License-Identifier: Apache-2.0
import type { Table } from '@guidang/chaincode/model';
import { decode } from '@guidang/chaincode/proof';
import type { Index, IndexEntry } from './index-handle';
import { keys } from './keys';
import type { Key } from './keys';
import type { Row, StoredRow } from './stored';

/** How the rows of a table are projected. What a concept's reads need besides becomes a member here. */
interface ProjectedTableOptions<T> {
  /** Text whose order is the order of lists; by default that of the keys. */
  readonly order?: (value: T) => string;
  /** Besides the index of all rows, which every table has. */
  readonly indexes?: readonly Index<T>[];
  /** By what each version of a row is kept, for reads of the past; by default only the newest is. */
  readonly versionOf?: (value: T) => number;
  /** A further key under which a row is kept. */
  readonly alsoAt?: (value: T) => Key<StoredRow<T>>;
}

/**
 * A table of the chaincode that queries read. Methods on purpose: their parameters let the list of all tables hold each
 * with a type of its own, and a table is only given what was stored under its name.
 */
export interface ProjectedTable<T = unknown> {
  readonly name: string;
  /** @throws {Refusal} `stored-value-invalid` when this version cannot read it. */
  read(bytes: Uint8Array): T;
  /** The entries of all its indexes; pure, so that those of an older version can be taken out again. */
  indexEntries(value: T): IndexEntry[];
  /** Where a row is kept when a newer one takes its place; `undefined` when it is not. */
  versionKey(row: Row<T>): Key<StoredRow<T>> | undefined;
  /** Under which further key a row is kept. */
  furtherKey(row: Row<T>): Key<StoredRow<T>> | undefined;
}

export function projectTable<T>(table: Table<T>, options: ProjectedTableOptions<T> = {}): ProjectedTable<T> {
  const { order = () => '', indexes = [], versionOf, alsoAt } = options;
  return {
    name: table.name,
    read: (bytes) => decode(table, bytes),
    indexEntries: (value) => {
      const at = order(value);
      const entries: IndexEntry[] = [{ index: table.name, by: [], order: at }];
      for (const index of indexes) {
        for (const by of index.valuesOf(value)) entries.push({ index: index.name, by, order: at });
      }
      return entries;
    },
    versionKey: ({ parts: [id = ''], value }) =>
      versionOf === undefined ? undefined : keys.version(table, id, versionOf(value)),
    furtherKey: ({ value }) => alsoAt?.(value),
  };
}
