// SPDX-License-Identifier: Apache-2.0
import type {
  HashEntry,
  Range,
  RangeCursor,
  StateEntry,
  StateReader,
  StateVersion,
} from '@guidang/chaincode/simulator';
import type { Level } from 'level';
import { openStore, rewriteDeleted, StorageError, WriteGuard } from '../../storage';
import { LedgerError } from '../ledger-error';
import { damaged } from './damage';
import { decodeHashEntry, decodeStateEntry } from './entry';
import { errorCode } from '../../storage/error-code';

type Root = Level<Buffer, Buffer>;
type Snapshot = ReturnType<Root['snapshot']>;

function openSection(root: Root, name: Section) {
  return root.sublevel<string, Buffer>(name, { keyEncoding: 'utf8', valueEncoding: 'buffer' });
}
type Sublevel = ReturnType<typeof openSection>;

/**
 * The sections of the stored ledger:
 * - `block`: number as 16 hex digits → block (block.ts);
 * - `state`: key → state entry (entry.ts);
 * - `hash`: collection, U+0000, hex sha-256 of the key → hash entry (entry.ts);
 * - `private`: collection, U+0000, key → value. Kept apart: never part of a block or of a replay;
 * - `transaction`: id → place and validation code, as JSON;
 * - `meta`: `tip`, `clean` (the tip at the last clean close) and `erase` (purged values may still be on disk).
 */
export const storeSections = ['block', 'state', 'hash', 'private', 'transaction', 'meta'] as const;
export type Section = (typeof storeSections)[number];

export interface Write {
  readonly section: Section;
  readonly key: string;
  readonly value: Buffer | null;
}

/** The tip of the chain: the number of blocks, and the last one's hash. */
export interface Tip {
  readonly height: number;
  readonly hash: string;
}

export function encodeTip({ height, hash }: Tip): Buffer {
  return Buffer.from(JSON.stringify({ height, hash }));
}

export function decodeTip(bytes: Buffer): Tip {
  const match = /^\{"height":([1-9]\d{0,15}),"hash":"([0-9a-f]{64})"\}$/u.exec(bytes.toString());
  if (match?.[1] === undefined || match[2] === undefined) throw damaged('a mark of the tip is malformed');
  return { height: Number(match[1]), hash: match[2] };
}

export function blockKey(number: number): string {
  return number.toString(16).padStart(16, '0');
}

export function sameVersion(left: StateVersion | null, right: StateVersion | null): boolean {
  return left?.block === right?.block && left?.position === right?.position;
}

/** Every read of the store, at a snapshot if it has one. */
class Reader implements StateReader {
  readonly #store: LedgerStore;
  readonly #snapshot: Snapshot | undefined;

  constructor(store: LedgerStore, snapshot?: Snapshot) {
    this.#store = store;
    this.#snapshot = snapshot;
  }

  async state(key: string): Promise<StateEntry | undefined> {
    const bytes = await this.#get('state', key);
    return bytes && decodeStateEntry(bytes);
  }

  async hash(collection: string, keyHash: string): Promise<HashEntry | undefined> {
    const bytes = await this.#get('hash', `${collection}\0${keyHash}`);
    return bytes && decodeHashEntry(bytes);
  }

  privateValue(collection: string, key: string): Promise<Buffer | undefined> {
    return this.#get('private', `${collection}\0${key}`);
  }

  range({ start, end }: Range): RangeCursor {
    const bounds = end === '' ? { gte: start } : { gte: start, lt: end };
    const iterator = this.#store.section('state').iterator({ ...bounds, ...this.#options() });
    return {
      next: async (limit) =>
        (await iterator.nextv(limit).catch(failRead)).map(([key, bytes]) => ({
          key,
          entry: decodeStateEntry(bytes),
        })),
      close: () => iterator.close(),
    };
  }

  #get(section: Section, key: string): Promise<Buffer | undefined> {
    return this.#store.get(section, key, this.#options());
  }

  #options(): { snapshot?: Snapshot } {
    return this.#snapshot === undefined ? {} : { snapshot: this.#snapshot };
  }
}

/** Separates damage that LevelDB detected from other failures. */
export function readFailure(error: unknown): unknown {
  return errorCode(error) === 'LEVEL_CORRUPTION' ? damaged(String(error), error) : error;
}

function failRead(error: unknown): never {
  throw readFailure(error);
}

/** A store that cannot be opened, in the ledger's terms. */
function unavailable(error: unknown): unknown {
  if (error instanceof StorageError) return damaged(error.message, error);
  if (!(error instanceof Error) || errorCode(error) !== 'LEVEL_DATABASE_NOT_OPEN') return error;
  return new LedgerError('ledger-unreachable', `the ledger in ${error.message}`, {
    retry: 'none',
    cause: error,
  });
}

const remedy = 'restore the folder from a backup; on a network, from another organisation';

/** The LevelDB database that holds one embedded ledger. Its lock admits one process. */
export class LedgerStore {
  readonly #root: Root;
  readonly #sections: Readonly<Record<Section, Sublevel>>;
  readonly #snapshots = new Set<Promise<void>>();

  private constructor(root: Root) {
    this.#root = root;
    this.#sections = {
      block: openSection(root, 'block'),
      state: openSection(root, 'state'),
      hash: openSection(root, 'hash'),
      private: openSection(root, 'private'),
      transaction: openSection(root, 'transaction'),
      meta: openSection(root, 'meta'),
    };
  }

  /**
   * @throws LedgerError if another process has it open, it is damaged (a damaged log included), or, without `create`,
   *   does not exist
   */
  static async open(
    directory: string,
    { create, guard = new WriteGuard('ledger') }: { create: boolean; guard?: WriteGuard },
  ): Promise<LedgerStore> {
    try {
      const root: Root = await openStore<Buffer, Buffer>(directory, {
        guard,
        remedy,
        keyEncoding: 'buffer',
        valueEncoding: 'buffer',
        createIfMissing: create,
        compression: false,
      });
      return new LedgerStore(root);
    } catch (error) {
      throw unavailable(error);
    }
  }

  section(name: Section): Sublevel {
    return this.#sections[name];
  }

  /** A section in key order. */
  async *entries(name: Section): AsyncGenerator<readonly [key: Buffer, value: Buffer]> {
    yield* this.#sections[name].iterator<Buffer, Buffer>({ keyEncoding: 'buffer', valueEncoding: 'buffer' });
  }

  /** Every key of the database, including those outside any section. */
  rawKeys(): AsyncIterable<Buffer> {
    return this.#root.keys();
  }

  get latest(): StateReader {
    return new Reader(this);
  }

  /** Runs `use` on a snapshot. */
  async withSnapshot<T>(use: (reader: StateReader) => Promise<T>): Promise<T> {
    const snapshot = this.#root.snapshot();
    const work = use(new Reader(this, snapshot)).finally(() => snapshot.close());
    const done = work.then(
      () => undefined,
      () => undefined,
    );
    this.#snapshots.add(done);
    void done.then(() => this.#snapshots.delete(done));
    return work;
  }

  /** Level's own types do not say that an absent key gives `undefined`. */
  get(section: Section, key: string, options: { snapshot?: Snapshot } = {}): Promise<Buffer | undefined> {
    return this.#sections[section].get<string, Buffer | undefined>(key, options).catch(failRead);
  }

  async blockBytes(number: number): Promise<Buffer> {
    const bytes = await this.get('block', blockKey(number));
    if (bytes === undefined) throw damaged(`block ${number} is missing`);
    return bytes;
  }

  /** Atomic, and synced to disk when it resolves. */
  async write(writes: readonly Write[], { sync = true } = {}): Promise<void> {
    await this.#root.batch(
      writes.map(({ section, key, value }) => {
        const sublevel = this.#sections[section];
        return value === null
          ? { type: 'del' as const, sublevel, key }
          : { type: 'put' as const, sublevel, key, value };
      }) as never,
      { sync },
    );
  }

  /** Removes deleted private values from the files. */
  async compactPrivateValues(): Promise<void> {
    // A value is kept as long as a reader's snapshot sees it.
    await Promise.all(this.#snapshots);
    const borders = [Buffer.from('!private!'), Buffer.from('!private"')] as const;
    await rewriteDeleted<Buffer, Buffer>(this.#root, borders, Buffer.alloc(0));
  }

  /** Waits for running simulations, because they read from the store. */
  async close(): Promise<void> {
    await Promise.all(this.#snapshots);
    await this.#root.close();
  }
}
