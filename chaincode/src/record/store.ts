// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Action } from '../command/definition';
import { demand, Refusal } from '../ledger/refusal';
import { checkStored, type Table } from '../ledger/table';
import { placeOf, uniqueIdAt, type PagePlace } from '../ledger/unique-id';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { recordPages, records, type ArchiveRecord, type RecordContent } from './model';

/** Brings a record onto the ledger: it rests in a page of its transaction, and its identifier says where. */
export function addRecord(
  unit: UnitOfWork,
  record: Omit<ArchiveRecord, 'schema' | 'id' | 'version'>,
): ArchiveRecord {
  return unit.append(recordPages, (place) => ({
    schema: 1,
    id: uniqueIdAt(unit.code, place),
    version: 1,
    ...record,
  }));
}

/**
 * Brings a record as an officer describes it onto the ledger, still being collected.
 * @param field names the references in a refusal.
 * @throws {Refusal} `not-found` when it refers to a record that there is not.
 */
export async function addNewRecord(
  content: RecordContent,
  { unit, officer, claimedAt }: Action,
  field?: string,
): Promise<ArchiveRecord> {
  for (const reference of content.references) await requireRecord(unit, reference, field);
  return addRecord(unit, {
    ...content,
    state: 'collecting',
    organisation: officer.organisation,
    department: officer.department,
    createdAt: claimedAt,
  });
}

/** A record under its own key, or where it was brought. */
export async function findRecord(unit: UnitOfWork, id: string): Promise<ArchiveRecord | undefined> {
  const changed = await unit.get(records, id);
  if (changed !== undefined) return changed;
  const { transaction, place } = placeOf(id);
  const brought =
    transaction === unit.code
      ? unit.appended(recordPages, place.page)[place.slot]
      : await findBrought(unit, transaction, place);
  // Another spelling of the same place would bring back what the record was before its changes.
  return brought?.id === id ? brought : undefined;
}

/** A page whose records nobody has checked: of thirty, one is asked for. */
const uncheckedPages: Table<unknown[]> = {
  name: recordPages.name,
  schema: z.array(z.unknown()),
  key: () => {
    throw new Error('record pages are appended, never put');
  },
};

async function findBrought(
  unit: UnitOfWork,
  transaction: string,
  { page, slot }: PagePlace,
): Promise<ArchiveRecord | undefined> {
  const stored = (await unit.get(uncheckedPages, transaction, String(page)))?.[slot];
  return stored === undefined ? undefined : checkStored(records, stored);
}

/** @throws {Refusal} `not-found`. */
export async function requireRecord(unit: UnitOfWork, id: string, field = 'body/id'): Promise<ArchiveRecord> {
  const record = await findRecord(unit, id);
  if (record === undefined) throw new Refusal('not-found', 'there is no such record', { field });
  return record;
}

/**
 * The record, if it still is what the officer saw.
 * @throws {Refusal} `version-stale` when it has changed since.
 */
export async function requireRecordAt(unit: UnitOfWork, id: string, version: number): Promise<ArchiveRecord> {
  const record = await requireRecord(unit, id);
  demand(record.version === version, 'version-stale', `the record is at version ${record.version}`, {
    field: 'body/version',
    detail: { version: record.version },
  });
  return record;
}

/** Writes a changed record under its own key, as its next version. */
export function saveRecord(unit: UnitOfWork, record: ArchiveRecord): ArchiveRecord {
  const next = { ...record, version: record.version + 1 };
  unit.put(records, next);
  return next;
}
