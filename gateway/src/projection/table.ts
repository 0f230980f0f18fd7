// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent, Subject, Table } from '@guidang/chaincode/model';
import { decode } from '@guidang/chaincode/proof';
import type { Index, IndexEntry } from './index-handle';
import { keys } from './keys';
import type { Key } from './keys';
import type { Row, StoredRow } from './stored';

/** How the rows of a table are projected. Further needs of a concept's queries become members here. */
interface ProjectedTableOptions<T> {
  /** Sort key of lists, compared as text; by default the key. */
  readonly order?: (value: T) => string;
  /** In addition to the index of all rows, which every table has. */
  readonly indexes?: readonly Index<T>[];
  /** The version under which old rows are kept for queries of the past; by default only the newest row is kept. */
  readonly versionOf?: (value: T) => number;
  /** The parts under which a row is found, where the ledger's key has more: the newest of them takes the place. */
  readonly partsOf?: (value: T) => readonly string[];
  /** An additional key under which a row is stored. */
  readonly alsoAt?: (value: T) => Key<StoredRow<T>> | undefined;
  /** Which event says how a row came to be as it is; by default that is not kept. */
  readonly told?: (value: T) => Telling;
}

/** An event of the transaction that wrote a row: what it is about, and what tells it from others about that. */
export interface Telling {
  readonly subject: Subject;
  readonly by: (event: ProvenanceEvent) => boolean;
}

/** The event of a version: uses have none. */
export function toldByVersion(subject: Subject, version: number): Telling {
  return { subject, by: (event) => event.version === version };
}

/**
 * A table of the chaincode that is projected. Declared with methods on purpose: their bivariant parameters allow a list
 * of tables with different row types. A table only receives what was stored under its name.
 */
export interface ProjectedTable<T = unknown> {
  readonly name: string;
  /** Another list of indexes is another stored form: `projection.ts` raises its schema. */
  readonly indexNames: readonly string[];
  /** @throws {Refusal} `stored-value-invalid` when this version cannot read the value. */
  read(bytes: Uint8Array): T;
  /** The parts under which a value is found, by default those of the ledger's key. */
  partsOf(value: T, parts: readonly string[]): readonly string[];
  /** The entries of a row in all indexes; pure, so that the entries of an old version can be removed. */
  indexEntries(value: T): IndexEntry[];
  /** Where a row is kept when a newer one replaces it; `undefined` when it is not kept. */
  versionKey(row: Row<T>): Key<StoredRow<T>> | undefined;
  /** The additional key under which a row is stored. */
  furtherKey(row: Row<T>): Key<StoredRow<T>> | undefined;
  /** The event that says how a row came to be as it is; `undefined` where that is not kept. */
  told(value: T): Telling | undefined;
}

export function projectTable<T>(table: Table<T>, options: ProjectedTableOptions<T> = {}): ProjectedTable<T> {
  const { order = () => '', indexes = [], versionOf, partsOf, alsoAt, told } = options;
  return {
    name: table.name,
    indexNames: indexes.map((index) => index.name),
    read: (bytes) => decode(table, bytes),
    partsOf: (value, parts) => partsOf?.(value) ?? parts,
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
    told: (value) => told?.(value),
  };
}
