// SPDX-License-Identifier: Apache-2.0
import { seal } from './canonical';
import { PageDraft, readPage } from './page';
import type { PageTable } from './page-table';
import type { State, StateWrite } from './state';
import { decode, encode } from './codec';
import { tableKey } from './table';
import type { Table } from './table';
import { transactionCode } from './unique-id';
import type { PagePlace } from './unique-id';

interface Write {
  readonly value: object;
  /** Set when the key is created: the organisation whose endorsement later changes require. */
  readonly owner: string | undefined;
}

/** The pages of one table that this transaction writes. */
interface Pages<T extends object> {
  readonly table: PageTable<T>;
  readonly pages: PageDraft<T>[];
}

/**
 * The reads and writes of a transaction. Unlike Fabric's getState, it sees the transaction's own writes. Each command
 * runs in a savepoint: the writes of a refused command are rolled back, those of other commands stay. Values are frozen
 * on the way in and out, since commands share them.
 */
export class UnitOfWork {
  readonly transactionId: string;
  /** The transaction's code, part of all identifiers it creates. */
  readonly code: string;
  readonly #state: State;
  readonly #seed: string | undefined;
  /** Values from the ledger, decoded on demand. */
  readonly #fetched = new Map<string, Uint8Array>();
  readonly #reads = new Map<string, unknown>();
  readonly #writes = new Map<string, Write>();
  readonly #pages = new Map<string, Pages<never>>();
  /** Undo functions, in the order of the writes. */
  readonly #undo: (() => void)[] = [];
  readonly #claims = new Map<string, number>();
  #number = 0;

  /** @param seed of the transaction; one that only reads has none. */
  constructor(state: State, transactionId: string, seed?: string) {
    this.#state = state;
    this.#seed = seed;
    this.transactionId = transactionId;
    this.code = transactionCode(transactionId);
  }

  /** Returns the value, or `undefined`; sees this transaction's own writes. */
  async get<T extends object>(table: Table<T>, ...parts: string[]): Promise<T | undefined> {
    const key = tableKey(table.name, parts);
    const written = this.#writes.get(key);
    if (written !== undefined) return written.value as T;
    if (!this.#reads.has(key)) {
      await this.fetch([key]);
      const bytes = this.#fetched.get(key);
      this.#reads.set(key, bytes === undefined || bytes.length === 0 ? undefined : decode(table, bytes));
    }
    return this.#reads.get(key) as T | undefined;
  }

  /** Prefetches keys in one call; see {@link tableKey}. */
  async fetch(keys: readonly string[]): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.#fetched.has(key));
    if (missing.length === 0) return;
    const values = await this.#state.read(missing);
    for (const [index, key] of missing.entries()) this.#fetched.set(key, values[index] ?? new Uint8Array());
  }

  /** Whether a private data collection has the key, whatever its value: see {@link State.hasPrivate}. */
  hasPrivate(collection: string, key: string): Promise<boolean> {
    return this.#state.hasPrivate(collection, key);
  }

  /** Whether a key was read and is absent on the ledger. */
  isAbsent(key: string): boolean {
    return this.#fetched.get(key)?.length === 0;
  }

  /** Writes a value under its key; `born` also sets the owner's key-level policy, permanently. */
  put<T extends object>(table: Table<T>, value: NoInfer<T>, options: { born?: boolean } = {}): void {
    const key = tableKey(table.name, table.key(value));
    const before = this.#writes.get(key);
    const owner = options.born === true ? table.owner?.(value) : before?.owner;
    this.#writes.set(key, { value: seal(value), owner });
    this.#undo.push(() => {
      if (before === undefined) this.#writes.delete(key);
      else this.#writes.set(key, before);
    });
  }

  /**
   * Appends an item to this transaction's own pages of a table, without reading and without conflicts between
   * transactions.
   * @param make builds the item from its place.
   */
  append<T extends object>(table: PageTable<T>, make: (place: PagePlace) => T): T {
    const { pages } = this.#pagesOf(table);
    const last = pages.at(-1);
    if (last !== undefined && !last.isFull) {
      const item = make({ page: pages.length - 1, slot: last.items.length });
      if (last.add(item)) {
        this.#undo.push(() => {
          last.removeLast();
        });
        return item;
      }
    }
    const item = make({ page: pages.length, slot: 0 });
    const page = new PageDraft(table, this.#seed);
    page.add(item);
    pages.push(page);
    this.#undo.push(() => pages.pop());
    return item;
  }

  /** The items of a page, of this transaction or of the ledger. Items from the ledger are only validated in outline. */
  async page<T extends object>(
    table: PageTable<T>,
    { transaction, page }: { readonly transaction: string; readonly page: number },
  ): Promise<readonly T[]> {
    if (transaction === this.code) return this.#pagesOf(table).pages[page]?.items ?? [];
    const key = tableKey(table.name, [transaction, String(page)]);
    if (!this.#reads.has(key)) {
      await this.fetch([key]);
      const bytes = this.#fetched.get(key);
      this.#reads.set(key, bytes === undefined || bytes.length === 0 ? [] : readPage(table, bytes));
    }
    return this.#reads.get(key) as readonly T[];
  }

  /** Number of items that this transaction has appended to a table. */
  appendedCount<T extends object>(table: PageTable<T>): number {
    return this.#pagesOf(table).pages.reduce((sum, page) => sum + page.items.length, 0);
  }

  /** Returns a number that is unique in this transaction. */
  nextNumber(): number {
    this.#number += 1;
    return this.#number;
  }

  /**
   * Counts what a transaction may do only so often. A refused command keeps its claim: claims bound what one
   * transaction may cost.
   * @returns whether the name is still free.
   */
  claim(name: string, timesMax = 1): boolean {
    const times = (this.#claims.get(name) ?? 0) + 1;
    this.#claims.set(name, times);
    return times <= timesMax;
  }

  /** Runs one command; its writes are kept only if it resolves. */
  async savepoint<R>(run: () => Promise<R>): Promise<R> {
    const begun = this.#undo.length;
    try {
      return await run();
    } catch (error) {
      while (this.#undo.length > begun) this.#undo.pop()?.();
      throw error;
    }
  }

  /**
   * Passes all writes to Fabric, in the order in which keys were first written.
   * @param policyOf returns the serialised key-level policy of an owner.
   */
  async flush(policyOf: (owner: string) => Promise<Uint8Array>): Promise<void> {
    const writes: StateWrite[] = [];
    for (const [key, { value, owner }] of this.#writes) {
      writes.push({
        key,
        value: encode(value),
        ...(owner === undefined ? {} : { policy: await policyOf(owner) }),
      });
    }
    for (const { table, pages } of this.#pages.values()) {
      for (const [page, { text }] of pages.entries()) {
        const key = tableKey(table.name, [this.code, String(page)]);
        writes.push({ key, value: Buffer.from(text, 'utf8') });
      }
    }
    if (writes.length > 0) await this.#state.write(writes);
  }

  #pagesOf<T extends object>(table: PageTable<T>): Pages<T> {
    const present = this.#pages.get(table.name);
    if (present !== undefined) return present as unknown as Pages<T>;
    const pages: Pages<T> = { table, pages: [] };
    this.#pages.set(table.name, pages as unknown as Pages<never>);
    return pages;
  }
}
