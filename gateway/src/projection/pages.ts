// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed, placeOf, records, type ArchiveRecord } from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import { indexEntries, type IndexEntry } from './indexes';
import { keys, separator } from './keys';
import type { Draft } from './draft';
import type { IndexTarget, RecordPage, TransactionStart } from './stored';

/** Sorts after every character of an identifier: newest first, a page comes before the records that left it. */
const pageEnd = '~';
/** An identifier is the code of its page, its slot there, and a check character. */
const slotAndCheck = 2;

/** The place that a record's identifier names; `undefined` for what is no such identifier. */
export function recordPlace(id: string): ReturnType<typeof placeOf> | undefined {
  try {
    return placeOf(id);
  } catch (error) {
    if (error instanceof IdentifierMalformed) return undefined;
    throw error;
  }
}

/** A record where it was brought; none when the page's slot holds another spelling of the identifier. */
export function recordIn(page: RecordPage | undefined, id: string): ArchiveRecord | undefined {
  if (page === undefined) return undefined;
  const record = readRecordPage(page.bytes)[recordPlace(id)?.place.slot ?? 0];
  return record?.id === id ? record : undefined;
}

const slotsOfPages = new WeakMap<readonly ArchiveRecord[], ReadonlyMap<string, number>>();

/** The slots of a page, by the key of the index entry that leads to them: one entry for all that share a value. */
export function slotsByIndex(page: readonly ArchiveRecord[]): ReadonlyMap<string, number> {
  const known = slotsOfPages.get(page);
  if (known !== undefined) return known;
  const slots = new Map<string, number>();
  for (const [slot, record] of page.entries()) {
    for (const key of entryKeys(record)) slots.set(key, (slots.get(key) ?? 0) | (1 << slot));
  }
  slotsOfPages.set(page, slots);
  return slots;
}

/** Takes a record that gets a key of its own out of the index entries of its page. */
export function leavePage(id: string, draft: Draft): void {
  const { place, transaction } = recordPlace(id) ?? {};
  const start =
    transaction === undefined
      ? undefined
      : (draft.get(keys.transaction(transaction)) as TransactionStart | undefined);
  if (place === undefined || start === undefined) return;
  const number = start[1] + place.page;
  const page = draft.get(keys.recordPage(number)) as RecordPage | undefined;
  const items = page === undefined ? [] : readRecordPage(page.bytes);
  const record = items[place.slot];
  if (record?.id !== id) return;
  const left = ((draft.get(keys.left(number)) as number | undefined) ?? 0) | (1 << place.slot);
  draft.put(keys.left(number), left);
  // Neighbours leave one after the other, and the page is read once for all of them.
  const slots = slotsByIndex(items);
  for (const key of entryKeys(record)) {
    const target: IndexTarget = [number, (slots.get(key) ?? 0) & ~left];
    draft.put(key, target[1] === 0 ? undefined : target);
  }
}

/** The group of a list's position: a page and the records that left it stand together, others alone. */
export function groupOf(position: string): string {
  const [order = '', table, id = ''] = position.split(separator);
  if (table !== records.name) return position;
  return [order, table, pageCode(id) + pageEnd].join(separator);
}

function entryKeys(record: ArchiveRecord): string[] {
  const entries = indexEntries({ table: records.name, parts: [record.id], value: record });
  return entries.map((entry) => pageIndexKey(entry, record.id));
}

function pageIndexKey({ index, by, order }: IndexEntry, id: string): string {
  return keys.index(index, by) + [order, records.name, pageCode(id) + pageEnd].join(separator);
}

/** What the identifiers of a page's records begin with. */
export function pageCode(id: string): string {
  return id.endsWith(pageEnd) ? id.slice(0, -1) : id.slice(0, -slotAndCheck);
}
