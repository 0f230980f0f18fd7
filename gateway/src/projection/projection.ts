// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { rm } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { systemClock } from '../common/clock';
import type { Clock } from '../common/clock';
import type { BlockSubscriber } from '../ledger/follow';
import type { LedgerBlock } from '../ledger/port';
import { RightEdge } from '../merkle/right-edge';
import { Tile } from '../merkle/tile';
import type { TilePlace } from '../merkle/tile';
import { WriteGuard } from '../storage';
import { foldBlock } from './fold';
import { bringsHead, readNewestHead } from './heads';
import type { AnchoredHead } from './heads';
import { keys, typedBy } from './keys';
import type { Key, KeySpace } from './keys';
import { Store } from './store';
import type { RangeOptions, RangePage } from './store';
import type { ProjectionCheckpoint, StoredRow } from './stored';

/** Schema version of the store: a store with another version is rebuilt from the ledger. */
const schema = 12;

const start: ProjectionCheckpoint = {
  schema,
  height: 0,
  hash: '',
  nextSequence: 0,
  nextPage: 0,
  recordedAt: '',
  claimedAt: '',
};

/** Cache size for rows that are read often, such as authorities or licences being verified. */
const cachedRowsMax = 2_000;

interface ProjectionOptions {
  /** Called when a store with another schema is discarded, to be rebuilt. */
  readonly onRebuild?: (schema: unknown) => void;
  /** The clock that measures freshness. */
  readonly clock?: Clock;
  readonly guard?: WriteGuard;
}

/** How current answers are: the last block read, and how long ago it was known to be the newest. */
export interface Freshness {
  readonly block: number;
  /** The latest time claimed by a transaction up to this block. */
  readonly blockClaimedAt: string;
  /** Since a block was read, or since the ledger last reported that there is no newer one. */
  readonly ageMs: number;
}

/** Progress through the blocks. */
interface Progress {
  readonly checkpoint: ProjectionCheckpoint;
  /** The right edge of the log's tree. */
  readonly edge: RightEdge;
  readonly head: AnchoredHead | undefined;
}

type BlockListener = (block: number) => void;

/**
 * The query store: rows, pages, indexes, events, histories and the log's tree, updated by blocks in order. A block's
 * entries and the checkpoint are one synchronous batch, so that after a crash the store is at a block boundary. It can
 * be deleted and rebuilt without loss.
 */
export class Projection implements BlockSubscriber {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #progress = new EventEmitter();
  /** The last block with an event of each type, since the start of the process. */
  readonly #lastBlocks = new Map<string, number>();
  readonly #cachedRows = new LRUCache<string, StoredRow>({ max: cachedRowsMax });
  #checkpoint: ProjectionCheckpoint;
  /** The right edge of the log's tree, at the checkpoint. */
  #edge: RightEdge;
  #head: AnchoredHead | undefined;
  #currentAtMs: number;
  /** Incremented before and after each write: odd while one is in progress. */
  #writes = 0;

  private constructor(
    store: Store,
    clock: Clock,
    { checkpoint, edge, head }: Progress = { checkpoint: start, edge: RightEdge.ofNothing, head: undefined },
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#checkpoint = checkpoint;
    this.#edge = edge;
    this.#head = head;
    this.#currentAtMs = Date.parse(checkpoint.claimedAt);
    this.#progress.setMaxListeners(0);
  }

  /** Opens the store in a folder, or creates it. */
  static async open(
    directory: string,
    { onRebuild, clock = systemClock, guard = new WriteGuard('projection') }: ProjectionOptions = {},
  ): Promise<Projection> {
    const store = await Store.open(directory, guard);
    const stored = await store.get(keys.checkpoint);
    if (stored?.schema === schema) {
      const edge = await RightEdge.read(stored.nextSequence, (place) => readTile(store, place));
      const head = await readNewestHead((wanted) => store.getMany(wanted));
      return new Projection(store, clock, { checkpoint: stored, edge, head });
    }
    if (stored === undefined) return new Projection(store, clock);
    onRebuild?.(stored.schema);
    await store.close();
    await rm(directory, { recursive: true });
    return new Projection(await Store.open(directory, guard), clock);
  }

  get nextBlock(): number {
    return this.#checkpoint.height;
  }

  get checkpoint(): ProjectionCheckpoint {
    return this.#checkpoint;
  }

  /** The anchored head of the log; `undefined` before the first one. */
  get head(): AnchoredHead | undefined {
    return this.#head;
  }

  /** `undefined` before the first block. */
  get freshness(): Freshness | undefined {
    const { height, claimedAt } = this.#checkpoint;
    if (height === 0) return undefined;
    // The gateway that submitted the transaction may have a clock ahead of ours.
    const ageMs = Math.max(0, this.#clock.nowMs() - this.#currentAtMs);
    return { block: height - 1, blockClaimedAt: claimedAt, ageMs };
  }

  /** Notes the block height that the ledger has just reported. */
  noteLedgerHeight(height: number): void {
    if (height <= this.#checkpoint.height) this.#currentAtMs = this.#clock.nowMs();
  }

  /**
   * Applies blocks, all or none.
   * @throws {Error} when a block does not follow the last one: the store belongs to another ledger.
   */
  async apply(...blocks: readonly LedgerBlock[]): Promise<void> {
    const written = new Map<string, unknown>();
    const lastBlocks = new Map<string, number>();
    const leaves: Uint8Array[] = [];
    let checkpoint = this.#checkpoint;
    for (const block of blocks) {
      demandNext(block, checkpoint);
      const folded = await foldBlock(block, checkpoint, {
        readMany: (wanted) => this.#readThrough(written, wanted),
        keysIn: (space) => this.#keysIn(written, space),
      });
      for (const [key, value] of folded.entries) written.set(key, value);
      for (const type of folded.types) lastBlocks.set(type, block.number);
      leaves.push(...folded.leaves);
      const times = block.transactions.map(({ claimedAt }) => claimedAt);
      checkpoint = {
        schema,
        height: block.number + 1,
        hash: block.hash,
        ...folded.upTo,
        claimedAt: [checkpoint.claimedAt, ...times].reduce((latest, time) => (time > latest ? time : latest)),
      };
    }
    const { edge, tiles } = this.#edge.grow(leaves);
    for (const { level, number, hashes } of tiles) written.set(keys.tile(level, number), hashes);
    written.set(keys.checkpoint, checkpoint);
    const head = bringsHead(written)
      ? await readNewestHead((wanted) => this.#readThrough(written, wanted))
      : this.#head;
    await this.#write(written);
    this.#checkpoint = checkpoint;
    this.#edge = edge;
    this.#head = head;
    this.#currentAtMs = this.#clock.nowMs();
    for (const [type, block] of lastBlocks) this.#lastBlocks.set(type, block);
    for (const { number } of blocks) this.#progress.emit('block', number);
  }

  /** Writes atomically and durably. */
  async #write(entries: ReadonlyMap<string, unknown>): Promise<void> {
    this.#writes += 1;
    await this.#store.write(entries);
    for (const key of entries.keys()) this.#cachedRows.delete(key);
    this.#writes += 1;
  }

  /** Reads values, including those about to be written. */
  async #readThrough<V>(
    written: ReadonlyMap<string, unknown>,
    wanted: readonly Key<V>[],
  ): Promise<readonly (V | undefined)[]> {
    const missing = wanted.filter((key) => !written.has(key));
    const values = missing.length === 0 ? [] : await this.getMany(missing);
    const stored = new Map<string, unknown>(missing.map((key, index) => [key, values[index]]));
    return wanted.map((key) => {
      const value = written.has(key) ? written.get(key) : stored.get(key);
      return value === undefined ? undefined : typedBy(key, value);
    });
  }

  /** All keys of a space, including those about to be written. */
  async #keysIn(written: ReadonlyMap<string, unknown>, space: KeySpace<unknown>): Promise<readonly string[]> {
    const found = new Set(await this.#store.keysIn(space));
    for (const [key, value] of written) {
      if (!key.startsWith(space)) continue;
      if (value === undefined) found.delete(key);
      else found.add(key);
    }
    return [...found];
  }

  /** Waits until a block has been applied; `false` when the signal aborts first. */
  waitFor(block: number, signal: AbortSignal): Promise<boolean> {
    return this.#until(() => this.#checkpoint.height > block, signal);
  }

  /** Waits until the anchored head covers a block; `false` when the signal aborts first. */
  waitForHead(block: number, signal: AbortSignal): Promise<boolean> {
    return this.#until(() => (this.#head?.block ?? -1) >= block, signal);
  }

  /** Waits for an event of this type in block `from` or later, counting only blocks applied since the start. */
  waitForEvent(type: string, from: number, signal: AbortSignal): Promise<boolean> {
    return this.#until(() => this.hasEventSince(type, from), signal);
  }

  /** Whether a block from this one on has an event of this type, counting only blocks applied since the start. */
  hasEventSince(type: string, from: number): boolean {
    return (this.#lastBlocks.get(type) ?? -1) >= from;
  }

  async #until(done: () => boolean, signal: AbortSignal): Promise<boolean> {
    while (!done()) {
      try {
        await once(this.#progress, 'block', { signal });
      } catch {
        return done();
      }
    }
    return true;
  }

  /** Calls the listener after each block, until the returned function is called. */
  onBlock(listener: BlockListener): () => void {
    this.#progress.on('block', listener);
    return () => this.#progress.off('block', listener);
  }

  get<V>(key: Key<V>): Promise<V | undefined> {
    return this.#store.get(key);
  }

  /** The current row, through a cache. */
  async getRow<T>(key: Key<StoredRow<T>>): Promise<StoredRow<T> | undefined> {
    const cached = this.#cachedRows.get(key);
    if (cached !== undefined) return typedBy(key, cached);
    const writes = this.#writes;
    const row = await this.get(key);
    // A value read during a write may be outdated, so it is not cached.
    const settled = writes === this.#writes && writes % 2 === 0;
    if (row !== undefined && settled) this.#cachedRows.set(key, row);
    return row;
  }

  getMany<V>(wanted: readonly Key<V>[]): Promise<(V | undefined)[]> {
    return this.#store.getMany(wanted);
  }

  /** A tile of the log's tree, with at least the hashes up to the checkpoint. */
  tile(place: TilePlace): Promise<Tile> {
    return readTile(this.#store, place);
  }

  /** At most `limit` entries of a key space, in order, after (or, in reverse, before) a key. */
  range<V>(space: KeySpace<V>, options: RangeOptions): Promise<RangePage<V>> {
    return this.#store.range(space, options);
  }

  /** SHA-256 over all entries in order: equal projections have equal digests. */
  async digest(): Promise<string> {
    const hash = createHash('sha256');
    for await (const [key, value] of this.entries()) {
      hash.update(key).update(`\u0000${value.length}\u0000`).update(value);
    }
    return hash.digest('hex');
  }

  /** All raw entries in key order. */
  entries(): AsyncGenerator<readonly [key: Buffer, value: Buffer]> {
    return this.#store.entries();
  }

  async close(): Promise<void> {
    await this.#store.close();
  }
}

/** @throws {Error} when the store has lost the tile. */
async function readTile(store: Store, { level, number }: TilePlace): Promise<Tile> {
  const hashes = await store.get(keys.tile(level, number));
  if (hashes instanceof Uint8Array) return new Tile(hashes);
  throw new Error(`the log has no tile ${number} of level ${level}`);
}

function demandNext(block: LedgerBlock, { height, hash }: ProjectionCheckpoint): void {
  if (block.number === height && (height === 0 || block.previousHash === hash)) return;
  throw new Error(
    `block ${block.number} does not follow block ${height - 1}: the projection is of another ledger`,
  );
}
