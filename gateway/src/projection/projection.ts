// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Level } from 'level';
import type { LedgerBlock } from '../ledger/port';
import { foldBlock, keys, type Entry, type StoredRow } from './fold';

/** How far the projection has read. */
export interface Checkpoint {
  /** The next block to read. */
  readonly height: number;
  readonly hash: string;
  /** The number that the next event will have. */
  readonly nextSequence: number;
  /** The latest claimed time in the last block with transactions. */
  readonly claimedAt: string;
}

/** A page of an ordered range. */
export interface RangePage<T> {
  readonly items: readonly { readonly key: string; readonly value: T }[];
  /** Whether more follow. */
  readonly more: boolean;
}

/**
 * The query store: rows, indexes, events and histories, fed by blocks in order. A block's entries and the
 * checkpoint are one synchronous batch, so that after a crash it stands at a block boundary. Deleting it loses
 * nothing.
 */
export class Projection {
  readonly #level: Level<string, unknown>;
  readonly #progress = new EventEmitter();
  #checkpoint: Checkpoint;

  private constructor(level: Level<string, unknown>, checkpoint: Checkpoint) {
    this.#level = level;
    this.#checkpoint = checkpoint;
    this.#progress.setMaxListeners(0);
  }

  /** Opens the store in a folder, or makes it. */
  static async open(directory: string): Promise<Projection> {
    const level = new Level<string, unknown>(directory, { valueEncoding: 'json' });
    await level.open();
    const stored = (await level.get(keys.checkpoint)) as Checkpoint | undefined;
    return new Projection(level, stored ?? { height: 0, hash: '', nextSequence: 0, claimedAt: '' });
  }

  get checkpoint(): Checkpoint {
    return this.#checkpoint;
  }

  /**
   * Reads one block.
   * @throws {Error} when the block is not the next one, or does not follow the last: two ledgers were mixed.
   */
  async apply(block: LedgerBlock): Promise<void> {
    const { height, hash, nextSequence, claimedAt } = this.#checkpoint;
    if (block.number !== height || (height > 0 && block.previousHash !== hash)) {
      throw new Error(
        `block ${block.number} does not follow block ${height - 1}: the projection is of another ledger`,
      );
    }
    const folded = await foldBlock(block, nextSequence, (key) => this.get<StoredRow>(keys.row(key)));
    const times = block.transactions.map((transaction) => transaction.claimedAt);
    const checkpoint = {
      height: height + 1,
      hash: block.hash,
      nextSequence: folded.nextSequence,
      claimedAt: [claimedAt, ...times].reduce((latest, time) => (time > latest ? time : latest)),
    };
    await this.#level.batch(
      [...lastOf(folded.entries), [keys.checkpoint, checkpoint] as const].map(toOperation),
      {
        sync: true,
      },
    );
    this.#checkpoint = checkpoint;
    this.#progress.emit('block', block.number);
  }

  /** Waits until a block has been read; `false` when the signal comes first. */
  async waitFor(block: number, signal: AbortSignal): Promise<boolean> {
    while (this.#checkpoint.height <= block) {
      try {
        await once(this.#progress, 'block', { signal });
      } catch {
        return this.#checkpoint.height > block;
      }
    }
    return true;
  }

  /** Tells of each block read, until the returned function is called. */
  onBlock(listener: (block: number) => void): () => void {
    this.#progress.on('block', listener);
    return () => this.#progress.off('block', listener);
  }

  async get<T>(key: string): Promise<T | undefined> {
    return (await this.#level.get(key)) as T | undefined;
  }

  async getMany<T>(list: readonly string[]): Promise<(T | undefined)[]> {
    return (await this.#level.getMany([...list])) as (T | undefined)[];
  }

  /** At most `limit` entries of a key space, in order, after (or, in reverse, before) a key. */
  async range<T>(
    prefix: string,
    options: { limit: number; after?: string | undefined; reverse?: boolean },
  ): Promise<RangePage<T>> {
    const { limit, after, reverse = false } = options;
    const bounds = reverse
      ? { gt: prefix, lt: after ?? `${prefix}\u{10FFFF}`, reverse: true }
      : { gt: after ?? prefix, lt: `${prefix}\u{10FFFF}` };
    const entries = await this.#level.iterator({ ...bounds, limit: limit + 1 }).all();
    const items = entries.map(([key, value]) => ({ key, value: value as T }));
    return { items: items.slice(0, limit), more: items.length > limit };
  }

  /** SHA-256 over all entries in order: equal projections have equal digests. */
  async digest(): Promise<string> {
    const hash = createHash('sha256');
    for await (const [key, value] of this.#level.iterator())
      hash.update(`${key}\u0000${JSON.stringify(value)}\n`);
    return hash.digest('hex');
  }

  async close(): Promise<void> {
    await this.#level.close();
  }
}

/** Of several entries of one key in a block, the last counts. */
function lastOf(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry[0], entry])).values()];
}

function toOperation([key, value]: Entry):
  { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string } {
  return value === undefined ? { type: 'del', key } : { type: 'put', key, value };
}
