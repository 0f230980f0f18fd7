// SPDX-License-Identifier: Apache-2.0
import { compareUtf8 } from './effects';
import type { Effects, RangeRead, StateVersion } from './effects';
import { toBase64 } from '../ledger/base64';
import { sha256 } from '../ledger/hash';
import { RangeIterator } from './range-iterator';
import type { QueryMetadata } from './range-iterator';
import type { CollectionMembers, StateReader } from './state';

/** Maximum results of one `getStateByRange`; Fabric's `ledger.state.totalQueryLimit`. */
const totalQueryLimit = 100_000;

const empty = Buffer.alloc(0);
const validationParameter = 'VALIDATION_PARAMETER';

/** A private value as it travels beside its hash, in base64; `null` erases. */
interface PrivateValue {
  readonly collection: string;
  readonly key: string;
  readonly value: string | null;
}

interface PrivateWrite {
  readonly collection: string;
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly purge: boolean;
}

interface SimulationOptions {
  readonly reader: StateReader;
  readonly membership: CollectionMembers;
  /** The MSP id of the transaction's creator. */
  readonly creator: string;
}

function checkKey(key: string): void {
  if (key === '') throw new Error('key must not be an empty string');
  // A lone surrogate has no UTF-8 form, so two keys would become one.
  if (/\p{Surrogate}/u.test(key)) throw new Error('key must be well-formed Unicode');
}

function textOf(value: Uint8Array | null): string | null {
  return value === null ? null : toBase64(value);
}

function byKey<V>(entries: Iterable<readonly [string, V]>): (readonly [string, V])[] {
  return [...entries].sort(([left], [right]) => compareUtf8(left, right));
}

/**
 * The peer's side of fabric-shim's stub: answers its calls from one snapshot and records the transaction's read and
 * write sets. The rules are those of Fabric's transaction simulator: no read sees a write of its own transaction, an
 * empty value is a delete, and paginated queries are only allowed in transactions that write nothing.
 */
export class Simulation {
  readonly #reader: StateReader;
  readonly #membership: CollectionMembers;
  readonly #creator: string;
  readonly #reads = new Map<string, StateVersion | null>();
  readonly #hashedReads = new Map<
    string,
    { collection: string; keyHash: string; version: StateVersion | null }
  >();
  readonly #ranges: RangeIterator[] = [];
  readonly #writes = new Map<string, Uint8Array | null>();
  readonly #policies = new Map<string, Uint8Array | null>();
  readonly #privateWrites = new Map<string, PrivateWrite>();
  #wrote = false;
  #queriedPages = false;
  #finished = false;

  constructor({ reader, membership, creator }: SimulationOptions) {
    this.#reader = reader;
    this.#membership = membership;
    this.#creator = creator;
  }

  async handleGetState(collection: string, key: string): Promise<Buffer> {
    this.#checkOpen();
    checkKey(key);
    if (collection !== '') return this.#getPrivate(collection, key);
    const entry = await this.#reader.state(key);
    this.#reads.set(key, entry?.version ?? null);
    return entry === undefined ? empty : Buffer.from(entry.value);
  }

  async handleGetPrivateDataHash(collection: string, key: string): Promise<Buffer> {
    this.#checkOpen();
    this.#membersOf(collection);
    const entry = await this.#readHash(collection, key);
    return entry === undefined ? empty : Buffer.from(entry.valueHash);
  }

  handlePutState(collection: string, key: string, value: Uint8Array): Promise<void> {
    return this.#write(collection, key, value.length === 0 ? null : Buffer.from(value), false);
  }

  handleDeleteState(collection: string, key: string): Promise<void> {
    return this.#write(collection, key, null, false);
  }

  handlePurgeState(collection: string, key: string): Promise<void> {
    return this.#write(collection, key, null, true);
  }

  handlePutStateMetadata(collection: string, key: string, name: string, policy?: Uint8Array): Promise<void> {
    return this.#attempt(() => {
      this.#checkWrite(key);
      if (collection !== '' || name !== validationParameter) {
        throw new Error('only public keys take a validation parameter on this ledger');
      }
      this.#policies.set(key, policy === undefined || policy.length === 0 ? null : Buffer.from(policy));
    });
  }

  async handleGetStateMetadata(collection: string, key: string): Promise<Record<string, Uint8Array>> {
    this.#checkOpen();
    if (collection !== '') throw new Error('private keys have no validation parameter on this ledger');
    const entry = await this.#reader.state(key);
    this.#reads.set(key, entry?.version ?? null);
    return entry === undefined || entry.policy.length === 0 ? {} : { [validationParameter]: entry.policy };
  }

  async handleGetStateByRange(
    collection: string,
    start: string,
    end: string,
    _channel: string,
    _transactionId: string,
    metadata?: Uint8Array,
  ): Promise<{ iterator: RangeIterator; metadata?: QueryMetadata }> {
    this.#checkOpen();
    if (collection !== '') throw new Error('private data ranges are not served by this ledger');
    const page = RangeIterator.pageOf(metadata);
    if (page !== undefined) {
      if (this.#wrote) throw new Error('Paginated queries are supported only in a read-only transaction');
      this.#queriedPages = true;
    }
    const range = { start: page?.bookmark ? page.bookmark : start, end };
    const limit = page === undefined ? totalQueryLimit : Math.min(page.size, totalQueryLimit);
    const iterator = new RangeIterator(this.#reader.range(range), range, limit);
    this.#ranges.push(iterator);
    if (page !== undefined) return { iterator, metadata: await iterator.readPage() };
    await iterator.fetch();
    return { iterator };
  }

  handleGetQueryResult(): Promise<never> {
    // Fabric with LevelDB as state database answers the same way.
    return Promise.reject(new Error('ExecuteQuery not supported for leveldb'));
  }

  handleGetHistoryForKey(): Promise<never> {
    return Promise.reject(new Error('history database not enabled'));
  }

  handleInvokeChaincode(): Promise<never> {
    return Promise.reject(new Error('this ledger holds one chaincode only'));
  }

  /** Ends the transaction; calls that a contract left running are rejected from now on. */
  async close(): Promise<void> {
    this.#finished = true;
    await Promise.all(this.#ranges.map((range) => range.close()));
  }

  effects(): Effects {
    return {
      reads: byKey(this.#reads).map(([key, version]) => ({ key, version })),
      ranges: this.#ranges.map((range): RangeRead => range.read()),
      hashedReads: byKey(this.#hashedReads).map(([, read]) => read),
      writes: byKey(this.#writes).map(([key, value]) => ({ key, value: textOf(value) })),
      policies: byKey(this.#policies).map(([key, policy]) => ({ key, policy: textOf(policy) })),
      privateHashes: byKey(this.#privateWrites).map(([, { collection, key, value, purge }]) => ({
        collection,
        keyHash: sha256(key).value,
        valueHash: value === null ? null : sha256(value).value,
        purge,
      })),
    };
  }

  privateValues(): PrivateValue[] {
    return byKey(this.#privateWrites).map(([, { collection, key, value }]) => ({
      collection,
      key,
      value: textOf(value),
    }));
  }

  async #getPrivate(name: string, key: string): Promise<Buffer> {
    this.#checkMember(name, 'read');
    const entry = await this.#readHash(name, key);
    if (entry === undefined) return empty;
    const value = await this.#reader.privateValue(name, key);
    if (value === undefined) throw new Error('private data matching public hash version is not available');
    return value;
  }

  async #readHash(
    collection: string,
    key: string,
  ): Promise<{ version: StateVersion; valueHash: Uint8Array } | undefined> {
    checkKey(key);
    const keyHash = sha256(key).value;
    const entry = await this.#reader.hash(collection, keyHash);
    const version = entry?.version ?? null;
    this.#hashedReads.set(`${collection}\0${keyHash}`, { collection, keyHash, version });
    return entry;
  }

  #write(collection: string, key: string, value: Uint8Array | null, purge: boolean): Promise<void> {
    return this.#attempt(() => {
      this.#checkWrite(key);
      if (collection === '') {
        this.#writes.set(key, value);
        return;
      }
      this.#checkMember(collection, 'write');
      this.#privateWrites.set(`${collection}\0${sha256(key).value}`, { collection, key, value, purge });
    });
  }

  /** The stub's callers await a promise: a failure must reject it and not throw synchronously. */
  #attempt(change: () => void): Promise<void> {
    return new Promise((resolve) => {
      change();
      resolve();
    });
  }

  #checkWrite(key: string): void {
    this.#checkOpen();
    checkKey(key);
    if (this.#queriedPages) {
      throw new Error('Transaction has already performed a paginated query. Writes are not allowed');
    }
    this.#wrote = true;
  }

  #checkOpen(): void {
    if (this.#finished) throw new Error('the transaction is over');
  }

  #membersOf(collection: string): ReadonlySet<string> {
    const members = this.#membership.membersOf(collection);
    if (members === undefined) throw new Error(`collection ${collection} is not defined`);
    return members;
  }

  #checkMember(collection: string, access: 'read' | 'write'): void {
    if (!this.#membersOf(collection).has(this.#creator)) {
      throw new Error(
        `tx creator does not have ${access} access permission on privatedata in collection ${collection}`,
      );
    }
  }
}
