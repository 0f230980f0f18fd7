// SPDX-License-Identifier: Apache-2.0
import {
  cases,
  currentMatters,
  decode,
  eventPages,
  eventSchema,
  licences,
  matters,
  recordPages,
  records,
  restrictionLists,
  splitTableKey,
  authorities,
  departments,
  licenceTypes,
  memberships,
  officers,
  organisations,
  proposals,
  type ProvenanceEvent,
  type Table,
} from '@guidang/chaincode';
import { z } from 'zod';
import type { KeyWrite } from '../ledger/port';

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
  ].map((table) => [table.name, table as unknown as Table<never>]),
);

/** One stored value, as a write of a transaction left it. */
export interface Row {
  readonly table: string;
  /** The parts of its key, without the table. */
  readonly parts: readonly string[];
  readonly value: unknown;
}

/** What a transaction's write set says, in the words of the domain. */
export interface TransactionContent {
  readonly rows: readonly Row[];
  readonly events: readonly ProvenanceEvent[];
}

/**
 * Decodes a write set. Records arrive in pages; one that the same transaction also changed stands under its own key
 * too, and comes after, since that is the newer version.
 * @throws {Refusal} `stored-value-invalid` when this version cannot read a value.
 */
export function readWrites(writes: readonly KeyWrite[]): TransactionContent {
  const brought: Row[] = [];
  const changed: Row[] = [];
  const events: ProvenanceEvent[] = [];
  for (const { key, value } of writes) {
    const split = splitTableKey(key);
    if (split === undefined || value === null) continue;
    if (split.table === eventPages) events.push(...readEvents(value));
    else if (split.table === recordPages.name) brought.push(...readPage(value));
    else {
      const table = projected.get(split.table);
      if (table !== undefined) changed.push({ ...split, value: decode(table, value) });
    }
  }
  events.sort((left, right) => left.position - right.position);
  return { rows: [...brought, ...changed], events };
}

function readEvents(value: Uint8Array): ProvenanceEvent[] {
  return z.array(eventSchema).parse(JSON.parse(Buffer.from(value).toString('utf8')));
}

function readPage(value: Uint8Array): Row[] {
  return decode(recordPages, value).map((record) => ({
    table: records.name,
    parts: [record.id],
    value: record,
  }));
}

/** The key of a row in the projection: its table and parts, none of which holds U+0000. */
export function rowKey({ table, parts }: Pick<Row, 'table' | 'parts'>): string {
  return [table, ...parts].join('\u0000');
}
