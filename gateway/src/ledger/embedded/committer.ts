// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../ledger-error';
import type { LedgerName } from '../port';
import { encodeBlock } from './block';
import { damaged } from './damage';
import type { LedgerMembership } from './organisations';
import { blockKey, encodeTip } from './store';
import type { LedgerStore, Tip, Write } from './store';
import type { CommittedTransaction, TransactionEnvelope } from './transaction';
import { BlockValidator } from './validation';
import { BlockView } from './view';

const blockTransactionsMax = 500;
const blockBytesMax = 32 * 1024 * 1024;
const waitingMax = 10_000;

interface Waiting {
  readonly envelope: TransactionEnvelope;
  readonly size: number;
  readonly resolve: () => void;
  readonly reject: (error: LedgerError) => void;
}

interface TransactionPlace {
  readonly block: number;
  readonly position: number;
  readonly code: string;
}

export function encodePlace({ block, position, code }: TransactionPlace): Buffer {
  return Buffer.from(JSON.stringify({ block, position, code }));
}

export function decodePlace(bytes: Buffer): TransactionPlace {
  const place = /^\{"block":(\d{1,16}),"position":(\d{1,10}),"code":"([A-Z_]+)"\}$/u.exec(bytes.toString());
  if (place?.[3] === undefined) throw damaged('an index entry of a transaction is malformed');
  return { block: Number(place[1]), position: Number(place[2]), code: place[3] };
}

/** The first block: it names the ledger and holds no transactions. */
export function genesisWrites(ledger: LedgerName): Write[] {
  const { network, channel } = ledger;
  const block = encodeBlock({
    number: 0,
    previousHash: '',
    ledger: { network, channel },
    transactions: [],
  });
  return [
    { section: 'block', key: blockKey(0), value: block.bytes },
    { section: 'meta', key: 'tip', value: encodeTip({ height: 1, hash: block.hash }) },
  ];
}

/** Index entries of a block's transactions. */
export function placeWrites(block: number, transactions: readonly CommittedTransaction[]): Write[] {
  return transactions.map(({ id, code }, position) => ({
    section: 'transaction',
    key: id,
    value: encodePlace({ block, position, code }),
  }));
}

function privateWrites({ privateValues }: TransactionEnvelope): Write[] {
  return privateValues.map(({ collection, key, value }) => ({
    section: 'private',
    key: `${collection}\0${key}`,
    value: value === null ? null : Buffer.from(value, 'base64'),
  }));
}

function hasPurge({ transaction }: TransactionEnvelope): boolean {
  return transaction.effects.privateHashes.some(({ purge }) => purge);
}

interface CommitterOptions {
  readonly store: LedgerStore;
  readonly membership: LedgerMembership;
  readonly tip: Tip;
  /** Called after each block has been written to disk. */
  readonly committed: () => void;
}

/**
 * Orders transactions into blocks: a single one immediately, and those that arrive during a commit together in the next
 * block (group commit). A block is one synchronous batch, so a process killed at any moment leaves only complete
 * blocks.
 */
export class Committer {
  readonly #store: LedgerStore;
  readonly #membership: LedgerMembership;
  readonly #committed: () => void;
  readonly #pending = new Map<string, Promise<void>>();
  readonly #waiting: Waiting[] = [];
  #tip: Tip;
  #running: Promise<void> | undefined;
  #failure: LedgerError | undefined;

  constructor({ store, membership, tip, committed }: CommitterOptions) {
    this.#store = store;
    this.#membership = membership;
    this.#tip = tip;
    this.#committed = committed;
  }

  get tip(): Tip {
    return this.#tip;
  }

  /**
   * Resolves when the transaction is in a block, whatever its validation code. Bytes already in a block, or queued for
   * one, are not ordered again.
   *
   * @param size number of bytes sent
   * @throws LedgerError `ledger-unreachable` if the queue is full; `outcome-unknown` if the disk failed
   */
  submit(envelope: TransactionEnvelope, size: number): Promise<void> {
    const { id } = envelope.transaction;
    const earlier = this.#pending.get(id);
    if (earlier !== undefined) return earlier;
    if (this.#waiting.length >= waitingMax) {
      return Promise.reject(
        new LedgerError('ledger-unreachable', 'too many transactions wait', {
          retry: 'same',
          transactionId: id,
        }),
      );
    }
    const ordered = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ envelope, size, resolve, reject });
    });
    const done = ordered.finally(() => this.#pending.delete(id));
    this.#pending.set(id, done);
    this.#running ??= this.#run();
    return done;
  }

  /** Resolves when the queue is empty. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Transactions sent in the same turn of the event loop share a block.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#blockLength());
      try {
        if (this.#failure !== undefined) throw this.#failure;
        await this.#commit(await this.#withoutCommitted(batch.map(({ envelope }) => envelope)));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#fail(batch, error);
      }
    }
    this.#running = undefined;
  }

  /** How many queued transactions fit a block: at least one. */
  #blockLength(): number {
    let bytes = 0;
    const over = this.#waiting.findIndex(({ size }, index) => {
      bytes += size;
      return index === blockTransactionsMax || (index > 0 && bytes > blockBytesMax);
    });
    return over < 0 ? this.#waiting.length : over;
  }

  /** After a failed write the state on disk is unknown: nothing more is written until the ledger is reopened. */
  #fail(batch: readonly Waiting[], cause: unknown): void {
    const failure =
      cause instanceof LedgerError
        ? cause
        : new LedgerError('outcome-unknown', 'the ledger could not write a block', {
            retry: 'unknown',
            cause,
          });
    this.#failure ??= failure;
    for (const { reject } of batch) reject(failure);
  }

  async #withoutCommitted(
    envelopes: readonly TransactionEnvelope[],
  ): Promise<readonly TransactionEnvelope[]> {
    const places = await Promise.all(
      envelopes.map(({ transaction }) => this.#store.get('transaction', transaction.id)),
    );
    return envelopes.filter((_, index) => places[index] === undefined);
  }

  async #commit(envelopes: readonly TransactionEnvelope[]): Promise<void> {
    if (envelopes.length === 0) return;
    const number = this.#tip.height;
    const view = new BlockView(this.#store.latest);
    const validator = new BlockValidator(this.#membership, view);
    const transactions: CommittedTransaction[] = [];
    const values: Write[] = [];
    let erase = false;
    for (const [position, envelope] of envelopes.entries()) {
      const code = await validator.validate(envelope.transaction);
      transactions.push({ ...envelope.transaction, code });
      if (code !== 'VALID') continue;
      await view.apply(envelope.transaction.effects, { block: number, position });
      values.push(...privateWrites(envelope));
      erase ||= hasPurge(envelope);
    }
    const block = encodeBlock({ number, previousHash: this.#tip.hash, ledger: null, transactions });
    const tip = { height: number + 1, hash: block.hash };
    await this.#store.write([
      { section: 'block', key: blockKey(number), value: block.bytes },
      ...view.writes(),
      ...values,
      ...placeWrites(number, transactions),
      { section: 'meta', key: 'tip', value: encodeTip(tip) },
      ...(erase ? [{ section: 'meta', key: 'erase', value: Buffer.alloc(0) } as const] : []),
    ]);
    this.#tip = tip;
    this.#committed();
    if (erase) await eraseDeleted(this.#store);
  }
}

/** Removes purged values from the files; the mark makes the next start repeat an interrupted attempt. */
export async function eraseDeleted(store: LedgerStore): Promise<void> {
  await store.compactPrivateValues();
  await store.write([{ section: 'meta', key: 'erase', value: null }]);
}
