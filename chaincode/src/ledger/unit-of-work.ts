// SPDX-License-Identifier: Apache-2.0
import { decode, encode, tableKey, type Table } from './table';
import { transactionCode, type PagePlace } from './unique-id';

/** The part of Fabric's stub that the unit of work needs. */
export interface StateStub {
  getState(key: string): Promise<Uint8Array>;
  putState(key: string, value: Uint8Array): Promise<void>;
  setStateValidationParameter(key: string, policy: Uint8Array): Promise<void>;
}

interface Write {
  readonly value: Uint8Array;
  /** Set at a key's birth: the organisation whose endorsement its later changes need. */
  readonly owner: string | undefined;
}

/** The pages of one table that this transaction writes. */
type Pages = readonly { readonly items: readonly unknown[]; readonly bytes: number }[];

/**
 * All that a transaction reads and writes. Fabric's getState sees no write of its own transaction; this does.
 * Each command runs in a savepoint: what a refused command wrote is dropped, its neighbours' writes stay.
 */
export class UnitOfWork {
  readonly transactionId: string;
  readonly #stub: StateStub;
  readonly #reads = new Map<string, Uint8Array | undefined>();
  #number = 0;
  #writes = new Map<string, Write>();
  #pages = new Map<string, Pages>();

  constructor(stub: StateStub, transactionId: string) {
    this.#stub = stub;
    this.transactionId = transactionId;
  }

  /** The value, or `undefined`; sees this transaction's own writes. */
  async get<T>(table: Table<T>, ...parts: string[]): Promise<T | undefined> {
    const key = tableKey(table.name, parts);
    const bytes = this.#writes.get(key)?.value ?? (await this.#read(key));
    return bytes === undefined ? undefined : decode(table, bytes);
  }

  /** Writes a value under its own key; `born` sets the owner's policy on the key, for good. */
  put<T>(table: Table<T>, value: NoInfer<T>, options: { born?: boolean } = {}): void {
    const key = tableKey(table.name, table.key(value));
    const owner = options.born === true ? table.owner?.(value) : this.#writes.get(key)?.owner;
    this.#writes.set(key, { value: encode(value), owner });
  }

  /**
   * Appends to this transaction's own pages of a table: nothing is read, and no two transactions meet.
   * @param make builds the item, knowing its place.
   */
  append<T>(table: string, make: (place: PagePlace) => T, limit: { items: number; bytes: number }): T {
    const pages = this.#pages.get(table) ?? [];
    const last = pages.at(-1);
    if (last !== undefined && last.items.length < limit.items) {
      const item = make({ page: pages.length - 1, slot: last.items.length });
      const bytes = last.bytes + encode(item).length;
      if (bytes <= limit.bytes) {
        this.#pages.set(table, [...pages.slice(0, -1), { items: [...last.items, item], bytes }]);
        return item;
      }
    }
    const item = make({ page: pages.length, slot: 0 });
    this.#pages.set(table, [...pages, { items: [item], bytes: encode(item).length }]);
    return item;
  }

  /** The items of a page that this transaction appended. */
  appended(table: string, page: number): readonly unknown[] {
    return this.#pages.get(table)?.[page]?.items ?? [];
  }

  /** How many items this transaction has appended to a table. */
  appendedCount(table: string): number {
    return (this.#pages.get(table) ?? []).reduce((sum, page) => sum + page.items.length, 0);
  }

  /** A number that this transaction has not given before. */
  nextNumber(): number {
    this.#number += 1;
    return this.#number;
  }

  /** Runs one command: its writes count only when it resolves. */
  async savepoint<R>(run: () => Promise<R>): Promise<R> {
    const writes = new Map(this.#writes);
    const pages = new Map(this.#pages);
    try {
      return await run();
    } catch (error) {
      this.#writes = writes;
      this.#pages = pages;
      throw error;
    }
  }

  /**
   * Hands all writes to Fabric, in the order in which keys were first written.
   * @param policyOf gives the serialised key-level policy of an owner.
   */
  async flush(policyOf: (owner: string) => Promise<Uint8Array>): Promise<void> {
    for (const [key, { value, owner }] of this.#writes) {
      await this.#stub.putState(key, value);
      if (owner !== undefined) await this.#stub.setStateValidationParameter(key, await policyOf(owner));
    }
    for (const [table, pages] of this.#pages) {
      for (const [page, { items }] of pages.entries()) {
        await this.#stub.putState(
          tableKey(table, [transactionCode(this.transactionId), String(page)]),
          encode(items),
        );
      }
    }
  }

  async #read(key: string): Promise<Uint8Array | undefined> {
    if (!this.#reads.has(key)) {
      const bytes = await this.#stub.getState(key);
      this.#reads.set(key, bytes.length === 0 ? undefined : bytes);
    }
    return this.#reads.get(key);
  }
}
