// SPDX-License-Identifier: Apache-2.0
import {
  IdentifierMalformed,
  placeOf,
  readRecordPage,
  records,
  type ArchiveRecord,
} from '@guidang/chaincode';
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

/** The slots of a page, by the key of the index entry that leads to them: one entry for all that share a value. */
export function slotsByIndex(page: readonly ArchiveRecord[]): Map<string, number> {
  const slots = new Map<string, number>();
  for (const [slot, record] of page.entries()) {
    for (const entry of entriesOf(record)) {
      const key = pageIndexKey(entry, record.id);
      slots.set(key, (slots.get(key) ?? 0) | (1 << slot));
    }
  }
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
  const record = recordIn(page, id);
  if (page === undefined || record === undefined) return;
  const left = ((draft.get(keys.left(number)) as number | undefined) ?? 0) | (1 << place.slot);
  draft.put(keys.left(number), left);
  const neighbours = readRecordPage(page.bytes).map(entriesOf);
  for (const entry of entriesOf(record)) {
    const target: IndexTarget = [number, slotsWith(entry, neighbours) & ~left];
    draft.put(pageIndexKey(entry, id), target[1] === 0 ? undefined : target);
  }
}

/** The slots whose records stand under the same index entry. */
function slotsWith(entry: IndexEntry, page: readonly (readonly IndexEntry[])[]): number {
  let slots = 0;
  for (const [slot, entries] of page.entries()) {
    if (entries.some((other) => isSame(entry, other))) slots |= 1 << slot;
  }
  return slots;
}

function isSame(one: IndexEntry, other: IndexEntry): boolean {
  return (
    one.index === other.index &&
    one.order === other.order &&
    one.by.length === other.by.length &&
    one.by.every((value, place) => value === other.by[place])
  );
}

/** The group of a list's position: a page and the records that left it stand together, others alone. */
export function groupOf(position: string): string {
  const [order = '', table, id = ''] = position.split(separator);
  if (table !== records.name) return position;
  return [order, table, pageCode(id) + pageEnd].join(separator);
}

function entriesOf(record: ArchiveRecord): IndexEntry[] {
  return indexEntries({ table: records.name, parts: [record.id], value: record });
}

function pageIndexKey({ index, by, order }: IndexEntry, id: string): string {
  return keys.index(index, by) + [order, records.name, pageCode(id) + pageEnd].join(separator);
}

/** What the identifiers of a page's records begin with. */
export function pageCode(id: string): string {
  return id.endsWith(pageEnd) ? id.slice(0, -1) : id.slice(0, -slotAndCheck);
}
