// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, freeze } from './canonical';
import { differenceOf, withDifference } from './difference';
import type { PageTable } from './page-table';
import { Refusal } from './refusal';
import { memoize } from './memoize';
import { isSeed } from './seed';

/** A page under construction. */
export class PageDraft<T extends object> {
  readonly #table: PageTable<T>;
  readonly #seed: string | undefined;
  readonly #items: T[] = [];
  readonly #texts: string[] = [];
  #bytes = 0;

  /** @param seed of the transaction, for pages that hold one. */
  constructor(table: PageTable<T>, seed?: string) {
    this.#table = table;
    this.#seed = table.seeded === true ? seed : undefined;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  get isFull(): boolean {
    return this.#items.length >= this.#table.itemsMax;
  }

  /** Adds an item unless the page would exceed its size limit; an empty page accepts any item. */
  add(item: T): boolean {
    const last = this.#items.at(-1);
    const difference = differenceOf(last && this.#table.expected(last), item) ?? {};
    const text = canonicalJson(difference);
    const bytes = this.#bytes + Buffer.byteLength(text, 'utf8');
    if (last !== undefined && bytes > this.#table.bytesMax) return false;
    this.#items.push(freeze(item));
    this.#texts.push(text);
    this.#bytes = bytes;
    return true;
  }

  /** Removes the last item. */
  removeLast(): void {
    this.#items.pop();
    this.#bytes -= Buffer.byteLength(this.#texts.pop() ?? '', 'utf8');
  }

  /** The page in canonical JSON. */
  get text(): string {
    const end = this.#seed === undefined ? '"schema":2' : `"schema":3,"seed":"${this.#seed}"`;
    return `{"items":[${this.#texts.join(',')}],${end}}`;
  }
}

/** What a page holds. */
export interface ReadPage<T> {
  readonly items: readonly T[];
  /** 32 hexadecimal digits; none in versions 1 and 2. */
  readonly seed?: string;
}

/**
 * Decodes a page; in version 1 it is a bare array of complete items. Items are only validated in outline, since the
 * ledger contains only what the contracts wrote.
 * @throws {Refusal} `stored-value-invalid` for anything but a page of the table.
 */
export function readPage<T extends object>(table: PageTable<T>, bytes: Uint8Array): readonly T[] {
  return readSeededPage(table, bytes).items;
}

/** As {@link readPage}, with the seed that version 3 holds. */
export function readSeededPage<T extends object>(table: PageTable<T>, bytes: Uint8Array): ReadPage<T> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  try {
    return readerOf(table)(text) as ReadPage<T>;
  } catch {
    throw new Refusal('stored-value-invalid', `a stored page of the table ${table.name} cannot be read`);
  }
}

type Reader = (text: string) => ReadPage<object>;

const readers = new WeakMap<object, Reader>();

/** Cached by the page's text, of which decoding is a pure function. */
function readerOf<T extends object>(table: PageTable<T>): Reader {
  const known = readers.get(table);
  if (known !== undefined) return known;
  const { cacheMax } = table;
  const read: Reader = (text) => {
    const { items, seed } = storedIn(JSON.parse(text), table);
    return { items: itemsOf(table, items), ...(seed === undefined ? {} : { seed }) };
  };
  const reader = cacheMax === undefined ? read : memoize(cacheMax, (text) => freeze(read(text)));
  readers.set(table, reader);
  return reader;
}

function storedIn(page: unknown, { seeded }: Pick<PageTable<never>, 'seeded'>): ReadPage<unknown> {
  if (Array.isArray(page)) return { items: page.map((item: unknown) => [item]) };
  const { schema, items, seed } = page as { schema?: unknown; items?: unknown; seed?: unknown };
  if (Array.isArray(items)) {
    if (schema === 2) return { items };
    if (schema === 3 && seeded === true && isSeed(seed)) return { items, seed };
  }
  throw new TypeError('not a page');
}

function itemsOf<T extends object>({ expected }: PageTable<T>, differences: readonly unknown[]): T[] {
  const items: T[] = [];
  for (const difference of differences) {
    const last = items.at(-1);
    const item = withDifference(last && expected(last), difference) as T & { readonly schema?: unknown };
    if (item.schema !== 1) throw new TypeError('an item has an unknown schema');
    items.push(item);
  }
  return items;
}
