// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { Table } from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import type { IndexRange } from './index-handle';
import { keys, separator } from './keys';
import { groupOf, rowInPage } from './pages';
import type { Projection } from './projection';
import { eventAt } from './stored';
import type { IndexTarget } from './stored';

/** A list request: the index range to scan, and a filter on its rows. */
interface ListRequest<T> {
  readonly index: IndexRange<T>;
  readonly where?: (value: T) => boolean;
  /** The position from an earlier page after which to continue. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A value in a list with its position, which is its sort key and the cursor for the next page. */
export interface Listed<T> {
  readonly position: string;
  readonly value: T;
  /** The identifier of the event that says how it came to be as it is, where its table has such. */
  readonly event?: string | undefined;
}

/** An index entry with its position. */
interface Indexed {
  readonly position: string;
  readonly target: IndexTarget;
}

/** Rows scanned per page: a selective filter returns a short page with a position instead of scanning on. */
const scanMax = 2_000;
/** The largest group: one entry for a page, and one for each record that left it. */
const groupMax = 33;

/** A page of rows, newest first. */
export async function list<T>(projection: Projection, request: ListRequest<T>): Promise<ListPage<T>> {
  const { items, ...more } = await listPlaced(projection, request);
  return { items: items.map(({ value }) => value), ...more };
}

/** As {@link list}, of several ranges of one order that have no row in common. */
export async function listAcross<T>(
  projection: Projection,
  { indexes, ...request }: Omit<ListRequest<T>, 'index'> & { readonly indexes: readonly IndexRange<T>[] },
): Promise<ListPage<T>> {
  const pages = await Promise.all(indexes.map((index) => listPlaced(projection, { ...request, index })));
  const { items, ...more } = mergePages(pages, request.limit);
  return { items: items.map(({ value }) => value), ...more };
}

/** One page of several that begin at the same position, also of several tables. */
export function mergePages<T>(pages: readonly ListPage<Listed<T>>[], limit: number): ListPage<Listed<T>> {
  // Behind the end of a page that goes on, its range may have rows that stand before those of others.
  const end = greatest(pages.map(({ next = '' }) => next));
  const found = pages.flatMap((page) => page.items).filter(({ position }) => position >= end);
  const items = found.sort(newestFirst).slice(0, limit);
  const next = items.length < found.length ? items.at(-1)?.position : end;
  return { items, ...(next ? { next } : {}) };
}

/** A range of one table among those of others, and what its rows are called there. */
export interface MixedRange<V> {
  readonly entriesAfter: (
    projection: Projection,
    asked: PageAsked,
  ) => Promise<{ readonly entries: readonly Indexed[]; readonly more: boolean }>;
  readonly read: (projection: Projection, entries: readonly Indexed[]) => Promise<readonly Listed<V>[]>;
}

export function mixedRange<T, V>(index: IndexRange<T>, of: (value: T) => V): MixedRange<V> {
  return {
    entriesAfter: (projection, { after, limit }) => entriesAfter(projection, { index, limit }, after),
    read: async (projection, entries) =>
      (await read(projection, index.table, entries)).map((each) => ({ ...each, value: of(each.value) })),
  };
}

interface PageAsked {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of several ranges of one order, of whatever tables, newest first: only the rows that it shows are read. */
export async function listMixed<V>(
  projection: Projection,
  ranges: readonly MixedRange<V>[],
  { after, limit }: PageAsked,
): Promise<ListPage<Listed<V>>> {
  const found = await Promise.all(ranges.map((range) => range.entriesAfter(projection, { after, limit })));
  // Behind the end of a range that goes on, it may have rows that stand before those of others.
  const end = greatest(found.flatMap(({ entries, more }) => (more ? (entries.at(-1)?.position ?? '') : [])));
  const all = found
    .flatMap(({ entries }, range) => entries.map((entry) => ({ ...entry, range })))
    .filter(({ position }) => position >= end)
    .sort(newestFirst);
  const begun = after === undefined ? undefined : groupOf(after);
  const chosen = wholeGroups(all, { limit, begun, more: false });
  const rows = await Promise.all(
    ranges.map((range, at) =>
      range.read(
        projection,
        chosen.filter((entry) => entry.range === at),
      ),
    ),
  );
  const listed = rows
    .flat()
    .filter(({ position }) => after === undefined || position < after)
    .sort(newestFirst);
  const items = listed.slice(0, limit);
  const goesOn = items.length < listed.length || chosen.length < all.length || found.some(({ more }) => more);
  const next = goesOn ? items.at(-1)?.position : undefined;
  return { items, ...(next === undefined ? {} : { next }) };
}

/** As {@link list}, with the positions of the rows and the events that tell of them. */
export async function listPlaced<T>(
  projection: Projection,
  request: ListRequest<T>,
): Promise<ListPage<Listed<T>>> {
  const { where = () => true, limit } = request;
  const items: Listed<T>[] = [];
  let { after } = request;
  for (let seen = 0; seen < scanMax;) {
    const { listed, more } = await listedAfter(projection, request, after);
    for (const [index, each] of listed.entries()) {
      after = each.position;
      if (!where(each.value)) continue;
      items.push(each);
      if (items.length === limit) {
        return more || index + 1 < listed.length ? { items, next: after } : { items };
      }
    }
    if (!more) return { items };
    // Otherwise a damaged store would cause an endless scan.
    if (listed.length === 0) {
      throw new Error('an index entry of the query store points to a missing row: the store is damaged');
    }
    seen += listed.length;
  }
  return after === undefined ? { items } : { items, next: after };
}

/** Reads about as many values as requested, in order, from a position on. */
async function listedAfter<T>(
  projection: Projection,
  { index, limit }: ListRequest<T>,
  after: string | undefined,
): Promise<{ readonly listed: readonly Listed<T>[]; readonly more: boolean }> {
  const { entries, more } = await entriesAfter(projection, { index, limit }, after);
  const listed = await read(projection, index.table, entries);
  return { listed: listed.filter(({ position }) => after === undefined || position < after), more };
}

/** The index entries of about as many values, in whole groups. */
async function entriesAfter<T>(
  projection: Projection,
  { index, limit }: Pick<ListRequest<T>, 'index' | 'limit'>,
  after: string | undefined,
): Promise<{ readonly entries: readonly Indexed[]; readonly more: boolean }> {
  const prefix = keys.index(index);
  // Restarts at the page of the last record, since one index entry stands for several of its records.
  const begun = after === undefined ? undefined : groupOf(after);
  const range = await projection.range(prefix, {
    limit: limit + 2 * groupMax,
    reverse: true,
    after: begun === undefined ? undefined : `${prefix}${begun}${separator}`,
  });
  const entries = range.items.map(({ key, value }) => ({
    position: key.slice(prefix.length),
    target: value,
  }));
  const whole = wholeGroups(entries, { limit, begun, more: range.more });
  return { entries: whole, more: range.more || whole.length < entries.length };
}

/**
 * Cuts the entries at a group boundary, at about `limit` values: rows and pages of one record page are sorted correctly
 * only as a whole. The group in which an earlier page ended is not counted, since all of it may have been returned.
 */
function wholeGroups<Entry extends Indexed>(
  entries: readonly Entry[],
  {
    limit,
    begun,
    more,
  }: { readonly limit: number; readonly begun: string | undefined; readonly more: boolean },
): readonly Entry[] {
  let values = 0;
  let whole = 0;
  let group: string | undefined;
  for (const [index, { position, target }] of entries.entries()) {
    const next = groupOf(position);
    if (next !== group) {
      if (values > limit) return entries.slice(0, index);
      whole = index;
      group = next;
    }
    if (group !== begun) values += countOf(target);
  }
  return more ? entries.slice(0, whole) : entries;
}

/** Reads the values of index entries, newest first. */
async function read<T>(
  projection: Projection,
  table: Table<T>,
  entries: readonly Indexed[],
): Promise<readonly Listed<T>[]> {
  const rows = entries.filter(({ target }) => target === 'row');
  const pages = entries.flatMap(({ position, target }) => (target === 'row' ? [] : [{ position, target }]));
  const [ofRows, ofPages] = await Promise.all([
    projection.getMany(rows.map(({ position }) => keys.row(table, partsIn(position)))),
    projection.getMany(pages.map(({ target: [page] }) => keys.recordPage(page))),
  ]);
  const listed: Listed<T>[] = [];
  for (const [index, { position }] of rows.entries()) {
    const stored = ofRows[index];
    if (stored === undefined) continue;
    const { row, transaction, event } = stored;
    listed.push({ position, value: row.value, event: eventAt(transaction, event) });
  }
  for (const [index, { position, target }] of pages.entries()) {
    const [order = ''] = position.split(separator);
    const page = ofPages[index];
    for (const [slot, record] of readRecordPage(page?.bytes ?? noPage).entries()) {
      if ((target[1] & (1 << slot)) === 0) continue;
      const value = rowInPage(table, record);
      if (value === undefined) continue;
      const event = page && eventAt(page.about.transaction, page.about.created[slot]);
      listed.push({ position: [order, records.name, record.id].join(separator), value, event });
    }
  }
  return listed.sort(newestFirst);
}

function greatest(positions: readonly string[]): string {
  return positions.reduce((one, other) => (one > other ? one : other), '');
}

type Placed = Pick<Listed<unknown>, 'position'>;

function newestFirst(left: Placed, right: Placed): number {
  return left.position < right.position ? 1 : -1;
}

const noPage = Buffer.from('[]');

/** The position of a row in lists: its sort key, its table and its key parts. */
export function positionOf<T>(table: Table<T>, order: string, row: T): string {
  return [order, table.name, ...table.key(row)].join(separator);
}

/** The key parts of a row, which follow the sort key and the table. */
function partsIn(position: string): readonly string[] {
  return position.split(separator).slice(2);
}

function countOf(target: IndexTarget): number {
  if (target === 'row') return 1;
  let count = 0;
  for (let bits = target[1]; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}
