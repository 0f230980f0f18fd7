// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { KeyedQueue } from '../../common/keyed-queue';

/** Opened once, since every opened section stays attached to the store until the store closes. */
function openSections(level: Level) {
  return {
    keys: level.sublevel('idempotency'),
    expiry: level.sublevel('idempotency-expiry'),
  };
}
type Sections = ReturnType<typeof openSections>;

interface KeyLife {
  /** Keys claimed before this moment are over. */
  readonly beforeMs: number;
  readonly nowMs: number;
  /** Whether a write under the key is still open, or its outcome kept: then the key lives on for a while. */
  readonly isOpen: (key: string) => Promise<boolean>;
}

const atOnceMax = 1_000;
const postponedMs = 24 * 60 * 60 * 1_000;
/** Fixed width, so that keys sort like the numbers. */
const timeDigits = 15;
/** Sorts before every entry. */
const adoptedMark = 'adopted';

/** Remembers the content that each Idempotency-Key was first used with, for as long as keys live. */
export class IdempotencyKeys {
  readonly #level: Level;
  readonly #sections: Sections;
  readonly #nowMs: () => number;
  readonly #claims = new KeyedQueue();

  constructor(level: Level, nowMs: () => number = () => Date.now()) {
    this.#level = level;
    this.#sections = openSections(level);
    this.#nowMs = nowMs;
  }

  /**
   * Claims a key for a content.
   * @returns true if the key is new, or was claimed before for the same content.
   */
  async claim(key: string, content: string): Promise<boolean> {
    return (await this.first(key, content)) === content;
  }

  /** The content that the key was first claimed for: this one if the key is new. */
  first(key: string, content: string): Promise<string> {
    return this.#claims.run(key, () => this.#first(key, content));
  }

  /** Whether the key has been claimed, and still lives. */
  async has(key: string): Promise<boolean> {
    const present: string | undefined = await this.#sections.keys.get(key);
    return present !== undefined;
  }

  /** Forgets the keys whose life is over. */
  async expire(life: KeyLife): Promise<void> {
    await this.#adopt(life.nowMs);
    const { expiry } = this.#sections;
    const range = { gt: entryOf(0, ''), lt: entryOf(life.beforeMs, ''), limit: atOnceMax };
    for (let over = await expiry.keys(range).all(); over.length > 0; over = await expiry.keys(range).all()) {
      for (const entry of over) await this.#claims.run(keyIn(entry), () => this.#end(entry, life));
    }
  }

  async #end(entry: string, { beforeMs, isOpen }: KeyLife): Promise<void> {
    const { keys, expiry } = this.#sections;
    const key = keyIn(entry);
    const isKept = await isOpen(key);
    const remove = { type: 'del' as const, sublevel: expiry, key: entry };
    await this.#level.batch<string, string>(
      isKept
        ? [remove, { type: 'put', sublevel: expiry, key: entryOf(beforeMs + postponedMs, key), value: '' }]
        : [remove, { type: 'del', sublevel: keys, key }],
      { keyEncoding: 'utf8' },
    );
  }

  /** Keys of versions whose keys lived for ever begin their life now. */
  async #adopt(nowMs: number): Promise<void> {
    const { keys, expiry } = this.#sections;
    const adopted: string | undefined = await expiry.get(adoptedMark);
    if (adopted !== undefined) return;
    for await (const key of keys.keys()) await expiry.put(entryOf(nowMs, key), '');
    await expiry.put(adoptedMark, '');
  }

  async #first(key: string, content: string): Promise<string> {
    const { keys, expiry } = this.#sections;
    const present: string | undefined = await keys.get(key);
    if (present !== undefined) return present;
    const entry = entryOf(this.#nowMs(), key);
    await this.#level.batch(
      [
        { type: 'put', sublevel: keys, key, value: content },
        { type: 'put', sublevel: expiry, key: entry, value: '' },
      ],
      { sync: true },
    );
    return content;
  }
}

function entryOf(timeMs: number, key: string): string {
  return `at:${String(timeMs).padStart(timeDigits, '0')}:${key}`;
}

function keyIn(entry: string): string {
  return entry.slice(entryOf(0, '').length);
}
