// SPDX-License-Identifier: Apache-2.0
import { type Level } from 'level';
import { decodeEntry, decodeOutcome, encodeEntry, encodeOutcome, type Entry } from './entry';
import { type EntryCipher } from './entry-cipher';
import { type Settled } from './outcome';

/** Where the outbox keeps what must survive a crash. Every write is on disk when its promise resolves. */
export interface OutboxStore {
  /** Identifiers of unfinished entries, oldest identifier first in byte order. */
  unfinished(): Promise<readonly string[]>;
  load(id: string): Promise<Entry | undefined>;
  save(id: string, entry: Entry): Promise<void>;
  /** Replaces the entry by its outcome, in one step. */
  finish(id: string, outcome: Settled): Promise<void>;
  outcome(id: string): Promise<Settled | undefined>;
  /** Forgets outcomes that were stored before the given time, a bounded number of them. */
  expire(beforeMs: number): Promise<void>;
}

/** Both encodings are named on each write: `sync` alone is no option that the level type knows. */
const SYNCED = { sync: true, keyEncoding: 'utf8', valueEncoding: 'view' } as const;
const EXPIRED_AT_ONCE_MAX = 1_000;
/** Enough digits for every time, so that keys sort as the numbers do. */
const TIME_DIGITS = 15;

const openSection = (database: Level, organisation: string) =>
  database.sublevel<string, Uint8Array>([organisation, 'outbox'], { valueEncoding: 'view' });
type Section = ReturnType<typeof openSection>;
type Write = { type: 'put'; key: string; value: Uint8Array } | { type: 'del'; key: string };

/**
 * The outbox in a section of a LevelDB database. Values are sealed, so that a deleted one, which LevelDB
 * keeps in its files until it compacts them, tells a thief nothing without the gateway's key.
 */
export class LevelOutboxStore implements OutboxStore {
  readonly #section: Section;
  readonly #cipher: EntryCipher;

  /** @param organisation whose submissions these are: a gateway may act for several */
  constructor(database: Level, organisation: string, cipher: EntryCipher) {
    this.#section = openSection(database, organisation);
    this.#cipher = cipher;
  }

  async unfinished(): Promise<readonly string[]> {
    const keys = await this.#section.keys({ gt: entryKey(''), lt: after(entryKey('')) }).all();
    return keys.map((key) => key.slice(entryKey('').length));
  }

  async load(id: string): Promise<Entry | undefined> {
    const plain = await this.#read(entryKey(id));
    return plain === undefined ? undefined : decodeEntry(plain);
  }

  async save(id: string, entry: Entry): Promise<void> {
    await this.#write([this.#put(entryKey(id), encodeEntry(entry))]);
  }

  async finish(id: string, outcome: Settled): Promise<void> {
    await this.#write([
      { type: 'del', key: entryKey(id) },
      this.#put(outcomeKey(id), encodeOutcome(outcome)),
      { type: 'put', key: expiryKey(Date.now(), id), value: new Uint8Array() },
    ]);
  }

  async outcome(id: string): Promise<Settled | undefined> {
    const plain = await this.#read(outcomeKey(id));
    return plain === undefined ? undefined : decodeOutcome(plain);
  }

  async expire(beforeMs: number): Promise<void> {
    const range = { gt: EXPIRY, lt: expiryKey(beforeMs, ''), limit: EXPIRED_AT_ONCE_MAX };
    const expired = await this.#section.keys(range).all();
    await this.#write(
      expired.flatMap((key) => [
        { type: 'del', key },
        { type: 'del', key: outcomeKey(key.slice(expiryKey(0, '').length)) },
      ]),
    );
  }

  #put(key: string, plain: Uint8Array): Write {
    return { type: 'put', key, value: this.#cipher.seal(key, plain) };
  }

  async #read(key: string): Promise<Uint8Array | undefined> {
    const sealed: Uint8Array | undefined = await this.#section.get(key);
    return sealed === undefined ? undefined : this.#cipher.open(key, sealed);
  }

  async #write(writes: Write[]): Promise<void> {
    await this.#section.batch(writes, SYNCED);
  }
}

const EXPIRY = 'expiry:';

function entryKey(id: string): string {
  return `entry:${id}`;
}

function outcomeKey(id: string): string {
  return `outcome:${id}`;
}

function expiryKey(timeMs: number, id: string): string {
  return `${EXPIRY}${String(timeMs).padStart(TIME_DIGITS, '0')}:${id}`;
}

/** The first key after all that start with this prefix: its last character, a colon, becomes the next one. */
function after(prefix: string): string {
  return `${prefix.slice(0, -1)};`;
}
