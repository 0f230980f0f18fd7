// SPDX-License-Identifier: Apache-2.0
import {
  cases,
  currentMatters,
  licences,
  matters,
  recordPages,
  records,
  restrictionLists,
  splitTableKey,
  authorities,
  departments,
  licenceTypes,
  logHeads,
  logKeys,
  memberships,
  officers,
  organisations,
  proposals,
  type ArchiveRecord,
  type ProvenanceEvent,
  type Table,
} from '@guidang/chaincode/model';
import { decode, eventPages, readEventPage, readRecordPage } from '@guidang/chaincode/proof';
import type { KeyWrite } from '../ledger/port';
import { separator } from './keys';

/** The tables of the chaincode that queries read, by name. Others (command receipts, counters) are not projected. */
const projected = new Map<string, Table<never>>(
  [
    organisations,
    memberships,
    departments,
    officers,
    authorities,
    licenceTypes,
    proposals,
    matters,
    currentMatters,
    records,
    licences,
    restrictionLists,
    cases,
    logKeys,
    logHeads,
  ].map((table) => [table.name, table as unknown as Table<never>]),
);

/** One stored value, as a write of a transaction left it. */
export interface Row {
  readonly table: string;
  /** The parts of its key, without the table. */
  readonly parts: readonly string[];
  readonly value: unknown;
}

/** A page that a transaction appended: what is in it, and its bytes. */
export interface LedgerPage<Item> {
  readonly items: readonly Item[];
  readonly bytes: Uint8Array;
}

/** What a transaction's write set says, in the words of the domain. */
export interface TransactionContent {
  readonly rows: readonly Row[];
  readonly recordPages: readonly LedgerPage<ArchiveRecord>[];
  readonly eventPages: readonly LedgerPage<ProvenanceEvent>[];
}

/**
 * Decodes a write set.
 * @throws {Refusal} `stored-value-invalid` when this version cannot read a value.
 */
export function readWrites(writes: readonly KeyWrite[]): TransactionContent {
  const rows: Row[] = [];
  const ofRecords: LedgerPage<ArchiveRecord>[] = [];
  const ofEvents: LedgerPage<ProvenanceEvent>[] = [];
  for (const { key, value } of writes) {
    const split = splitTableKey(key);
    if (split === undefined || value === null) continue;
    const { table, parts } = split;
    if (table === eventPages) ofEvents[Number(parts[1])] = { items: readEventPage(value), bytes: value };
    else if (table === recordPages.name)
      ofRecords[Number(parts[1])] = { items: readRecordPage(value), bytes: value };
    else {
      const known = projected.get(table);
      if (known !== undefined) rows.push({ table, parts, value: decode(known, value) });
    }
  }
  return { rows, recordPages: ofRecords, eventPages: ofEvents };
}

/** The key of a row in the projection: its table and parts. */
export function rowKey({ table, parts }: Pick<Row, 'table' | 'parts'>): string {
  return [table, ...parts].join(separator);
}
