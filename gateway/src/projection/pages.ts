// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, placeOf, records } from '@guidang/chaincode/model';
import type { ArchiveRecord, Table } from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import type { WriteBuffer } from './write-buffer';
import { keys, separator, typedBy } from './keys';
import type { Key } from './keys';
import { recordTable } from './modules/record';
import type { IndexTarget, RecordPage } from './stored';

/** Sorts after every character of an identifier, so in newest-first order a page precedes the records that left it. */
const pageEnd = '~';
/** An identifier ends with the slot in its page and a check character. */
const slotAndCheck = 2;

/** Decodes the place in a record's identifier; `undefined` for a malformed identifier. */
export function recordPlace(id: string): ReturnType<typeof placeOf> | undefined {
  try {
    return placeOf(id);
  } catch (error) {
    if (error instanceof IdentifierMalformed) return undefined;
    throw error;
  }
}

/** The record in its page; `undefined` when the slot's record has another spelling of the identifier. */
export function recordIn(page: RecordPage | undefined, id: string): ArchiveRecord | undefined {
  if (page === undefined) return undefined;
  const record = readRecordPage(page.bytes)[recordPlace(id)?.place.slot ?? 0];
  return record?.id === id ? record : undefined;
}

/** A record in a page as a row; only the table of records has pages. */
export function rowInPage<T>(table: Table<T>, record: ArchiveRecord): T | undefined {
  // In a page, the identifier serves as its key.
  const key: Key<T> = record.id;
  return table.name === records.name ? typedBy(key, record) : undefined;
}

const slotsOfPages = new WeakMap<readonly ArchiveRecord[], ReadonlyMap<Key<IndexTarget>, number>>();

/** The slots of a page by index entry: records with the same value share an entry. */
export function slotsByIndex(page: readonly ArchiveRecord[]): ReadonlyMap<Key<IndexTarget>, number> {
  const known = slotsOfPages.get(page);
  if (known !== undefined) return known;
  const slots = new Map<Key<IndexTarget>, number>();
  for (const [slot, record] of page.entries()) {
    for (const key of entryKeys(record)) slots.set(key, (slots.get(key) ?? 0) | (1 << slot));
  }
  slotsOfPages.set(page, slots);
  return slots;
}

/** Removes a record that gets its own key from the index entries of its page. */
export function leavePage(id: string, draft: WriteBuffer): void {
  const { place, transaction } = recordPlace(id) ?? {};
  const start = transaction === undefined ? undefined : draft.get(keys.transaction(transaction));
  if (place === undefined || start === undefined) return;
  const number = start[1] + place.page;
  const page = draft.get(keys.recordPage(number));
  const items = page === undefined ? [] : readRecordPage(page.bytes);
  const record = items[place.slot];
  if (record?.id !== id) return;
  const left = (draft.get(keys.left(number)) ?? 0) | (1 << place.slot);
  draft.put(keys.left(number), left);
  // Consecutive records often leave together; the index slots of their page are computed once.
  const slots = slotsByIndex(items);
  for (const key of entryKeys(record)) {
    const target: IndexTarget = [number, (slots.get(key) ?? 0) & ~left];
    draft.put(key, target[1] === 0 ? undefined : target);
  }
}

/** The group of a list position: a page and the records that left it form one group, other rows one each. */
export function groupOf(position: string): string {
  const [order = '', table, id = ''] = position.split(separator);
  if (table !== records.name) return position;
  return [order, table, pageCode(id) + pageEnd].join(separator);
}

function entryKeys(record: ArchiveRecord): Key<IndexTarget>[] {
  const name = [records.name, pageCode(record.id) + pageEnd].join(separator);
  return recordTable
    .indexEntries(record)
    .map((entry) => keys.indexEntry(entry, entry.order + separator + name));
}

/** The common prefix of the identifiers of a page's records. */
export function pageCode(id: string): string {
  return id.endsWith(pageEnd) ? id.slice(0, -1) : id.slice(0, -slotAndCheck);
}
