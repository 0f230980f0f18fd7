// SPDX-License-Identifier: Apache-2.0
import { recordPages, splitTableKey } from '@guidang/chaincode/model';
import type { ArchiveRecord, ProvenanceEvent } from '@guidang/chaincode/model';
import { commandReceipts, eventPages, readRecordPage, readSeededEventPage } from '@guidang/chaincode/proof';
import type { KeyWrite } from '../ledger/port';
import { separator } from './keys';
import { projectedTable } from './modules';
import type { Row } from './stored';
import type { ProjectedTable } from './table';

/** A row with the definition of its projected table. */
export interface WrittenRow {
  readonly table: ProjectedTable;
  readonly row: Row;
}

/** A page that a transaction appended, parsed and as bytes. */
export interface LedgerPage<Item> {
  readonly items: readonly Item[];
  /** Of its transaction, where the page holds one. */
  readonly seed?: string;
  readonly bytes: Uint8Array;
}

/** A transaction's decoded write set. */
export interface TransactionContent {
  readonly rows: readonly WrittenRow[];
  readonly recordPages: readonly LedgerPage<ArchiveRecord>[];
  readonly eventPages: readonly LedgerPage<ProvenanceEvent>[];
  /** The commands that left a receipt: organisation, officer and identifier. */
  readonly receipts: ReadonlySet<string>;
}

/**
 * Decodes a write set.
 * @throws {Refusal} `stored-value-invalid` when this version cannot read a value.
 */
export function readWrites(writes: readonly KeyWrite[]): TransactionContent {
  const rows: WrittenRow[] = [];
  const ofRecords: LedgerPage<ArchiveRecord>[] = [];
  const ofEvents: LedgerPage<ProvenanceEvent>[] = [];
  const receipts = new Set<string>();
  for (const { key, value } of writes) {
    const split = splitTableKey(key);
    if (split === undefined || value === null) continue;
    const { table, parts } = split;
    if (table === eventPages) {
      ofEvents[Number(parts[1])] = { ...readSeededEventPage(value), bytes: value };
    } else if (table === recordPages.name) {
      ofRecords[Number(parts[1])] = { items: readRecordPage(value), bytes: value };
    } else if (table === commandReceipts.name) {
      receipts.add(parts.join(separator));
    } else {
      const known = projectedTable(table);
      if (known === undefined) continue;
      const read = known.read(value);
      rows.push({ table: known, row: { table, parts: known.partsOf(read, parts), value: read } });
    }
  }
  return { rows, recordPages: ofRecords, eventPages: ofEvents, receipts };
}

/** A row's name in keys: its table and its key parts. */
export function rowName({ table, parts }: Row): string {
  return [table, ...parts].join(separator);
}
