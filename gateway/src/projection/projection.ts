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
import { foldBlock } from './fold';
import { bringsHead, readNewestHead } from './heads';
import type { AnchoredHead } from './heads';
import { keys, typedBy } from './keys';
import type { Key, KeySpace } from './keys';
import { Store } from './store';
import type { RangeOptions, RangePage } from './store';
import type { ProjectionCheckpoint, StoredRow } from './stored';

/** The form of the entries: a store of another one is read again from the ledger. */
const schema = 3;

const start: ProjectionCheckpoint = {
  schema,
  height: 0,
  hash: '',
  nextSequence: 0,
  nextPage: 0,
  claimedAt: '',
};

/** Rows that are read again and again, such as those of an authority or of a licence that is verified. */
const cachedRowsMax = 2_000;

interface ProjectionOptions {
  /** Told when a store of an older form is thrown away, to be built again. */
  readonly onRebuild?: (schema: unknown) => void;
  /** By which answers are said to be new or old. */
  readonly clock?: Clock;
}

/** How new answers are: the last block that was read, and since when that is known to be all there is. */
export interface Freshness {
  readonly block: number;
  /** The latest time that a transaction up to this block claimed. */
  readonly blockClaimedAt: string;
  /** Since a block was read, or since the ledger last said that there is no newer one. */
  readonly ageMs: number;
}

/** What a projection knows of the blocks that it has read. */
interface Progress {
  readonly checkpoint: ProjectionCheckpoint;
  /** Of the log's tree. */
  readonly edge: RightEdge;
  readonly head: AnchoredHead | undefined;
}

type BlockListener = (block: number) => void;

/**
 * The query store: rows, pages, indexes, events, histories and the log's tree, fed by blocks in order. The entries of blocks and the
 * checkpoint are one synchronous batch, so that after a crash it stands at a block boundary. Deleting it loses
 * nothing.
 */
export class Projection implements BlockSubscriber {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #progress = new EventEmitter();
  /** Since the start: the last block with an event of this type. */
  readonly #lastBlocks = new Map<string, number>();
  readonly #cachedRows = new LRUCache<string, StoredRow>({ max: cachedRowsMax });
  #checkpoint: ProjectionCheckpoint;
  /** Of the log's tree; as far as the checkpoint. */
  #edge: RightEdge;
  #head: AnchoredHead | undefined;
  #currentAtMs: number;
  /** Counted when a write begins and when it has ended: odd while one is under way. */
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

  /** Opens the store in a folder, or makes it. */
  static async open(
    directory: string,
    { onRebuild, clock = systemClock }: ProjectionOptions = {},
  ): Promise<Projection> {
    const store = await Store.open(directory);
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
    return new Projection(await Store.open(directory), clock);
  }

  get nextBlock(): number {
    return this.#checkpoint.height;
  }

  get checkpoint(): ProjectionCheckpoint {
    return this.#checkpoint;
  }

  /** The newest head of the log that is anchored; `undefined` before the first. */
  get head(): AnchoredHead | undefined {
    return this.#head;
  }

  /** `undefined` before the first block. */
  get freshness(): Freshness | undefined {
    const { height, claimedAt } = this.#checkpoint;
    if (height === 0) return undefined;
    // The gateway that carried the block may have a clock ahead of ours.
    const ageMs = Math.max(0, this.#clock.nowMs() - this.#currentAtMs);
    return { block: height - 1, blockClaimedAt: claimedAt, ageMs };
  }

  /** Takes in how many blocks the ledger has just said to have. */
  heard(height: number): void {
    if (height <= this.#checkpoint.height) this.#currentAtMs = this.#clock.nowMs();
  }

  /**
   * Reads blocks, all or none.
   * @throws {Error} when a block is not the next one, or does not follow the last: two ledgers were mixed.
   */
  async apply(...blocks: readonly LedgerBlock[]): Promise<void> {
    const written = new Map<string, unknown>();
    const lastBlocks = new Map<string, number>();
    const leaves: Uint8Array[] = [];
    let checkpoint = this.#checkpoint;
    for (const block of blocks) {
      demandNext(block, checkpoint);
      const folded = await foldBlock(block, checkpoint, (wanted) => this.#readThrough(written, wanted));
      for (const [key, value] of folded.entries) written.set(key, value);
      for (const type of folded.types) lastBlocks.set(type, block.number);
      leaves.push(...folded.leaves);
      const times = block.transactions.map(({ claimedAt }) => claimedAt);
      checkpoint = {
        schema,
        height: block.number + 1,
        hash: block.hash,
        ...folded.numbers,
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

  /** All at once, on disk when it resolves. */
  async #write(entries: ReadonlyMap<string, unknown>): Promise<void> {
    this.#writes += 1;
    await this.#store.write(entries);
    for (const key of entries.keys()) this.#cachedRows.delete(key);
    this.#writes += 1;
  }

  /** Values as they stand with what is about to be written. */
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

  /** Waits until a block has been read; `false` when the signal comes first. */
  waitFor(block: number, signal: AbortSignal): Promise<boolean> {
    return this.#until(() => this.#checkpoint.height > block, signal);
  }

  /** Waits until a block with an event of this type, this one or a later, has been read since the start. */
  waitForEvent(type: string, from: number, signal: AbortSignal): Promise<boolean> {
    return this.#until(() => (this.#lastBlocks.get(type) ?? -1) >= from, signal);
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

  /** Tells of each block read, until the returned function is called. */
  onBlock(listener: BlockListener): () => void {
    this.#progress.on('block', listener);
    return () => this.#progress.off('block', listener);
  }

  get<V>(key: Key<V>): Promise<V | undefined> {
    return this.#store.get(key);
  }

  /** A row as it stands now; those in use are cached. */
  async getRow<T>(key: Key<StoredRow<T>>): Promise<StoredRow<T> | undefined> {
    const cached = this.#cachedRows.get(key);
    if (cached !== undefined) return typedBy(key, cached);
    const writes = this.#writes;
    const row = await this.get(key);
    // What was read beside a write may be what was before it.
    const settled = writes === this.#writes && writes % 2 === 0;
    if (row !== undefined && settled) this.#cachedRows.set(key, row);
    return row;
  }

  getMany<V>(wanted: readonly Key<V>[]): Promise<(V | undefined)[]> {
    return this.#store.getMany(wanted);
  }

  /** A tile of the log's tree, with at least the hashes that the checkpoint's events give it. */
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

  /** All entries in the order of their keys, as they are stored. */
  entries(): AsyncGenerator<readonly [key: Buffer, value: Buffer]> {
    return this.#store.entries();
  }

  async close(): Promise<void> {
    await this.#store.close();
  }
}

/** @throws {Error} when there is none: the store has lost it. */
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
