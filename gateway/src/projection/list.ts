// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { Table } from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import type { IndexRange } from './index-handle';
import { keys, separator } from './keys';
import { groupOf, rowInPage } from './pages';
import type { Projection } from './projection';
import type { IndexTarget } from './stored';

/** A list: one index to walk, and what else a row must satisfy. */
interface ListRequest<T> {
  readonly index: IndexRange<T>;
  readonly where?: (value: T) => boolean;
  /** Position after which to go on, as an earlier page gave it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A value in a list: its position is what orders it, and where a next page goes on. */
interface Listed<T> {
  readonly position: string;
  readonly value: T;
}

/** An index entry, by its position. */
interface Indexed {
  readonly position: string;
  readonly target: IndexTarget;
}

/** Rows looked at for one page: a filter that lets few pass answers a short page with a position, not a long wait. */
const scanMax = 2_000;
/** An entry of a page, and of each record that left it. */
const groupMax = 33;

/** A page of rows, newest first. */
export async function list<T>(projection: Projection, request: ListRequest<T>): Promise<ListPage<T>> {
  const { where = () => true, limit } = request;
  const items: T[] = [];
  let { after } = request;
  for (let seen = 0; seen < scanMax;) {
    const { listed, more } = await listedAfter(projection, request, after);
    for (const [index, { position, value }] of listed.entries()) {
      after = position;
      if (!where(value)) continue;
      items.push(value);
      if (items.length === limit) {
        return more || index + 1 < listed.length ? { items, next: after } : { items };
      }
    }
    if (!more) return { items };
    // Else a damaged store would be looked through for ever.
    if (listed.length === 0) {
      throw new Error('an index of the query store points at no row: the store is damaged');
    }
    seen += listed.length;
  }
  return after === undefined ? { items } : { items, next: after };
}

/** About as many values as are asked for, in order, from a position on. */
async function listedAfter<T>(
  projection: Projection,
  { index, limit }: ListRequest<T>,
  after: string | undefined,
): Promise<{ readonly listed: readonly Listed<T>[]; readonly more: boolean }> {
  const prefix = keys.index(index);
  // Goes back to the page of the last record: what it holds stands at one place of the index.
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
  const listed = await read(projection, index.table, whole);
  return {
    listed: listed.filter(({ position }) => after === undefined || position < after),
    more: range.more || whole.length < entries.length,
  };
}

/**
 * Entries for about as many values as the limit, but no part of a group: its members are in order only together. The
 * group that an earlier page began does not count, since all of it may have been given.
 */
function wholeGroups(
  entries: readonly Indexed[],
  {
    limit,
    begun,
    more,
  }: { readonly limit: number; readonly begun: string | undefined; readonly more: boolean },
): readonly Indexed[] {
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

/** The values that entries lead to, newest first. */
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
    if (stored !== undefined) listed.push({ position, value: stored.row.value });
  }
  for (const [index, { position, target }] of pages.entries()) {
    const [order = ''] = position.split(separator);
    for (const [slot, record] of readRecordPage(ofPages[index]?.bytes ?? noPage).entries()) {
      if ((target[1] & (1 << slot)) === 0) continue;
      const value = rowInPage(table, record);
      if (value === undefined) continue;
      listed.push({ position: [order, records.name, record.id].join(separator), value });
    }
  }
  return listed.sort((left, right) => (left.position < right.position ? 1 : -1));
}

const noPage = Buffer.from('[]');

/** The parts of a row's key: before them stand what orders the entry, and the table. */
function partsIn(position: string): readonly string[] {
  return position.split(separator).slice(2);
}

function countOf(target: IndexTarget): number {
  if (target === 'row') return 1;
  let count = 0;
  for (let bits = target[1]; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}
