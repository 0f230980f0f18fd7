// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { entryCodec, outcomeCodec, submissionCodec } from './entry';
import type { Codec, OutboxEntry } from './entry';
import type { EntryCipher } from './entry-cipher';
import type { Settled } from './outcome';
import type { OutboxSubmission } from './submission';

/** The outcomes of a transaction's members, or of submissions that never got into one. */
export interface Finished {
  /** The transaction that is finished by this. */
  readonly transactionId?: string;
  /** The outcomes of submissions that were accepted, or may be asked for again. */
  readonly outcomes: ReadonlyMap<string, Settled>;
}

/** The outbox's durable store. Every write is synced to disk when its promise resolves. */
export interface OutboxStore {
  /** Signed transactions of unknown outcome. */
  transactions(): Promise<readonly OutboxEntry[]>;
  /** Accepted submissions without an outcome; some may be in those transactions. */
  accepted(): Promise<readonly OutboxSubmission[]>;
  accept(submission: OutboxSubmission): Promise<void>;
  /** @param replaced a transaction that is known to have had no effect */
  save(entry: OutboxEntry, replaced?: string): Promise<void>;
  /** Deletes a transaction that is known to have had no effect; those of its members that were accepted stay so. */
  drop(transactionId: string, accepted: readonly OutboxSubmission[]): Promise<void>;
  /** Replaces a transaction and accepted submissions by their outcomes, atomically. */
  finish(finished: Finished): Promise<void>;
  outcome(id: string): Promise<Settled | undefined>;
  /** Deletes outcomes stored before the given time, a bounded number of them. */
  expire(beforeMs: number): Promise<void>;
}

/** Both encodings are given on each write: level's types do not accept `sync` as the only option. */
const synced = { sync: true, keyEncoding: 'utf8', valueEncoding: 'view' } as const;
const expiredAtOnceMax = 1_000;
/** Fixed width for every time, so that keys sort like the numbers. */
const timeDigits = 15;

function openSection(database: Level, organisation: string) {
  return database.sublevel<string, Uint8Array>([organisation, 'outbox'], { valueEncoding: 'view' });
}
type Section = ReturnType<typeof openSection>;
type Write = { type: 'put'; key: string; value: Uint8Array } | { type: 'del'; key: string };

/**
 * The outbox in a section of a LevelDB database. Values are encrypted, so that a deleted one, which LevelDB keeps in
 * its files until it compacts them, is useless to a thief without the gateway's key.
 */
export class LevelOutboxStore implements OutboxStore {
  readonly #section: Section;
  readonly #cipher: EntryCipher;

  /** @param organisation that the submissions belong to: a gateway may act for several */
  constructor(database: Level, organisation: string, cipher: EntryCipher) {
    this.#section = openSection(database, organisation);
    this.#cipher = cipher;
  }

  transactions(): Promise<readonly OutboxEntry[]> {
    return this.#all(transaction, entryCodec);
  }

  accepted(): Promise<readonly OutboxSubmission[]> {
    return this.#all(acceptedPrefix, submissionCodec);
  }

  async accept(submission: OutboxSubmission): Promise<void> {
    await this.#write([this.#accepted(submission)]);
  }

  async save(entry: OutboxEntry, replaced?: string): Promise<void> {
    await this.#write([
      ...(replaced === undefined ? [] : [remove(transaction + replaced)]),
      this.#put(transaction + entry.prepared.transactionId, entryCodec.encode(entry)),
    ]);
  }

  async drop(transactionId: string, accepted: readonly OutboxSubmission[]): Promise<void> {
    await this.#write([remove(transaction + transactionId), ...accepted.map((each) => this.#accepted(each))]);
  }

  async finish({ transactionId, outcomes }: Finished): Promise<void> {
    const now = Date.now();
    await this.#write([
      ...(transactionId === undefined ? [] : [remove(transaction + transactionId)]),
      ...[...outcomes].flatMap(([id, outcome]) => [
        remove(acceptedPrefix + id),
        this.#put(outcomePrefix + id, outcomeCodec.encode(outcome)),
        { type: 'put' as const, key: expiryKey(now, id), value: new Uint8Array() },
      ]),
    ]);
  }

  async outcome(id: string): Promise<Settled | undefined> {
    const sealed: Uint8Array | undefined = await this.#section.get(outcomePrefix + id);
    return sealed === undefined ? undefined : this.#open(outcomePrefix + id, sealed, outcomeCodec);
  }

  async expire(beforeMs: number): Promise<void> {
    const range = { gt: expiry, lt: expiryKey(beforeMs, ''), limit: expiredAtOnceMax };
    const expired = await this.#section.keys(range).all();
    await this.#write(
      expired.flatMap((key) => [remove(key), remove(outcomePrefix + key.slice(expiryKey(0, '').length))]),
    );
  }

  async #all<T>(prefix: string, codec: Codec<T>): Promise<readonly T[]> {
    const entries = await this.#section.iterator({ gt: prefix, lt: after(prefix) }).all();
    return entries.map(([key, sealed]) => this.#open(key, sealed, codec));
  }

  #open<T>(key: string, sealed: Uint8Array, codec: Codec<T>): T {
    return codec.decode(this.#cipher.open(key, sealed));
  }

  #accepted(submission: OutboxSubmission): Write {
    return this.#put(acceptedPrefix + submission.id, submissionCodec.encode(submission));
  }

  #put(key: string, plain: Uint8Array): Write {
    return { type: 'put', key, value: this.#cipher.seal(key, plain) };
  }

  async #write(writes: Write[]): Promise<void> {
    if (writes.length > 0) await this.#section.batch(writes, synced);
  }
}

const transaction = 'transaction:';
const acceptedPrefix = 'accepted:';
const outcomePrefix = 'outcome:';
const expiry = 'expiry:';

function remove(key: string): Write {
  return { type: 'del', key };
}

function expiryKey(timeMs: number, id: string): string {
  return `${expiry}${String(timeMs).padStart(timeDigits, '0')}:${id}`;
}

/** The first key after all that start with this prefix: its last character, a colon, becomes the next one. */
function after(prefix: string): string {
  return `${prefix.slice(0, -1)};`;
}
