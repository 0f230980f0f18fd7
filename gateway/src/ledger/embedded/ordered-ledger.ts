// SPDX-License-Identifier: Apache-2.0
import { once, setMaxListeners } from 'node:events';
import { StorageError } from '../../storage';
import { LedgerError } from '../ledger-error';
import type { LedgerBlock, TransactionStatus } from '../port';
import { decodeEmbeddedBlock } from './block';
import type { StoredBlock } from './block';
import { followBlocks } from './block-feed';
import { Committer, decodePlace } from './committer';
import type { LedgerMembership } from './organisations';
import { encodeTip } from './store';
import type { LedgerStore, Tip } from './store';
import type { TransactionEnvelope } from './transaction';

export function closedError(): LedgerError {
  return new LedgerError('ledger-closed', 'the ledger is closed', { retry: 'none' });
}

/** The ordering service that all ports share: takes endorsed transactions, returns blocks and statuses. */
export class OrderedLedger {
  readonly #store: LedgerStore;
  readonly #committer: Committer;
  readonly #news = new EventTarget();
  readonly #closing = new AbortController();

  constructor(store: LedgerStore, membership: LedgerMembership, tip: Tip) {
    // Each waiting reader adds a listener.
    setMaxListeners(0, this.#news, this.#closing.signal);
    this.#store = store;
    const committed = (): void => {
      this.#news.dispatchEvent(new Event('block'));
    };
    this.#committer = new Committer({ store, membership, tip, committed });
  }

  /** The number of blocks. */
  get height(): number {
    return this.#committer.tip.height;
  }

  /** Aborted, with the error to throw, when the ledger closes. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  async submit(envelope: TransactionEnvelope, size: number): Promise<void> {
    this.closing.throwIfAborted();
    await this.#committer.submit(envelope, size);
  }

  /** The status of a transaction that is in a block. */
  async find(transactionId: string): Promise<TransactionStatus | undefined> {
    this.closing.throwIfAborted();
    const bytes = await this.#store.get('transaction', transactionId);
    if (bytes === undefined) return undefined;
    const { block, code } = decodePlace(bytes);
    return { transactionId, block, code };
  }

  /** Resolves when there are more than `height` blocks, or when `ended` is aborted. */
  async waitBeyond(height: number, ended: AbortSignal): Promise<void> {
    if (this.height > height) return;
    // Rejects for one reason only: the signal.
    await once(this.#news, 'block', { signal: ended }).catch(() => undefined);
  }

  /** Blocks from `from` on; `closed` ends them with its reason, `signal` without an error. */
  blocks(from: number, closed: AbortSignal, signal?: AbortSignal): AsyncIterableIterator<LedgerBlock> {
    return followBlocks({ ledger: this, closed }, from, signal);
  }

  async block(number: number): Promise<StoredBlock> {
    return decodeEmbeddedBlock(await this.#store.blockBytes(number), number);
  }

  /** Rejects new work, commits what is queued, marks the tip as cleanly closed and closes the store. */
  async close(): Promise<void> {
    this.#closing.abort(closedError());
    await this.#committer.idle();
    try {
      await this.#store.write([{ section: 'meta', key: 'clean', value: encodeTip(this.#committer.tip) }]);
    } catch (error) {
      // A store that has failed is not cleanly closed: the next start verifies what was written since it last was.
      if (!(error instanceof StorageError)) throw error;
    }
    await this.#store.close();
  }
}
