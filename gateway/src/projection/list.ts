// SPDX-License-Identifier: Apache-2.0
import type { StoredRow } from './fold';
import { keys } from './fold';
import type { Projection } from './projection';

/** A list: one index to walk, and what else a row must satisfy. */
export interface ListRequest<T> {
  readonly index: string;
  readonly by: readonly string[];
  readonly where?: (value: T) => boolean;
  /** Position after which to go on, as an earlier page gave it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Rows looked at for one page: a filter that lets few pass answers a short page with a position, not a long wait. */
const scanMax = 2_000;

/** A page of rows, newest first. */
export async function list<T>(projection: Projection, request: ListRequest<T>): Promise<ListPage<T>> {
  const prefix = keys.index(request.index, request.by);
  const items: T[] = [];
  let after = request.after === undefined ? undefined : prefix + request.after;
  for (let seen = 0; seen < scanMax;) {
    const page = await projection.range<string>(prefix, { limit: request.limit, after, reverse: true });
    const rows = await projection.getMany<StoredRow>(page.items.map((item) => keys.row(item.value)));
    for (const [index, row] of rows.entries()) {
      after = page.items[index]?.key;
      const value = row?.row.value as T;
      if (request.where?.(value) === false) continue;
      items.push(value);
      if (items.length === request.limit)
        return withNext(items, prefix, after, page.more || index + 1 < rows.length);
    }
    if (!page.more) return { items };
    seen += rows.length;
  }
  return withNext(items, prefix, after, true);
}

function withNext<T>(items: T[], prefix: string, after: string | undefined, more: boolean): ListPage<T> {
  return more && after !== undefined ? { items, next: after.slice(prefix.length) } : { items };
}

/** One row by table and key parts. */
export async function find<T>(
  projection: Projection,
  table: string,
  ...parts: string[]
): Promise<T | undefined> {
  const stored = await projection.get<StoredRow>(keys.row([table, ...parts].join('\u0000')));
  return stored?.row.value as T | undefined;
}
