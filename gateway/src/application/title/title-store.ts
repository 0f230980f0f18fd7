// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import type { Level } from 'level';
import { z } from 'zod';
import type { EntryCipher } from '../../outbox';
import { rewriteDeleted } from '../../storage';
import { titleSchema } from './description';
import type { Title } from './description';
import { dictionary, folded, keysOf, wordsSought } from './words-of';

/** Raise the number when keys or values get another form: the titles are then built again from their contents. */
const version = 1;

const progressSchema = z.strictObject({ format: z.string(), next: z.int().min(0) });
const storedSchema = z.strictObject({ department: z.string(), ...titleSchema.shape });

type Stored = z.infer<typeof storedSchema>;

/** Candidates that one page of a search opens: a word that stands everywhere gives short pages. */
const candidatesMax = 500;
/** Entries of a key that are counted to tell which is rarer. */
const countMax = 64;

interface TitleStoreOptions {
  readonly level: Level;
  readonly cipher: EntryCipher;
  /** Of the keys of words: without it they tell nothing but how often something stands with something else. */
  readonly wordKey: Uint8Array;
}

export interface SoughtTitle {
  readonly department: string;
  readonly text: string;
  readonly limit: number;
  readonly after?: string | undefined;
}

export interface TitlesFound {
  readonly items: readonly { readonly record: string; readonly title: Title }[];
  readonly next?: string;
}

function openSections(level: Level) {
  return {
    titles: level.sublevel<string, Uint8Array>('title', { valueEncoding: 'view' }),
    words: level.sublevel('word'),
    awaited: level.sublevel('awaited'),
    forgotten: level.sublevel('forgotten'),
    state: level.sublevel('state'),
  };
}

/**
 * The titles of records whose descriptions are here, sealed, and the keys by which they are found. All of it follows
 * from contents and blocks: a store of another form, or none, is built again.
 */
export class TitleStore {
  readonly #level: Level;
  readonly #sections: ReturnType<typeof openSections>;
  readonly #cipher: EntryCipher;
  readonly #wordKey: Uint8Array;
  readonly #format: string;
  #next: number;

  static async open(options: TitleStoreOptions): Promise<TitleStore> {
    const { state } = openSections(options.level);
    const stored: string | undefined = await state.get('progress');
    const progress = stored === undefined ? undefined : progressSchema.parse(JSON.parse(stored));
    const format = formatUnder(options.wordKey);
    const isSame = progress?.format === format;
    if (!isSame) await options.level.clear();
    return new TitleStore(options, format, isSame ? progress.next : 0);
  }

  private constructor({ level, cipher, wordKey }: TitleStoreOptions, format: string, next: number) {
    this.#level = level;
    this.#sections = openSections(level);
    this.#cipher = cipher;
    this.#wordKey = wordKey;
    this.#format = format;
    this.#next = next;
  }

  /** The first event that is not in it yet. */
  get next(): number {
    return this.#next;
  }

  /** Notes how far it has come; an event that is met again changes nothing. */
  async advance(next: number): Promise<void> {
    await this.#sections.state.put('progress', JSON.stringify({ format: this.#format, next }));
    this.#next = next;
  }

  async put(record: string, department: string, title: Title): Promise<void> {
    const stored: Stored = { department, ...title };
    const sealed = this.#cipher.seal(record, Buffer.from(JSON.stringify(stored), 'utf8'));
    const { titles, words } = this.#sections;
    await this.#level.batch<string, string | Uint8Array>(
      [
        ...(await this.#removal(record)),
        { type: 'put', sublevel: titles, key: record, value: sealed },
        ...this.#keysOf(stored).map((key) => ({
          type: 'put' as const,
          sublevel: words,
          key: `${key}~${record}`,
          value: '',
        })),
      ],
      {},
    );
  }

  /**
   * Removes a title from what is found; from the files it goes with {@link compact}.
   * @returns whether there was one.
   */
  async erase(record: string): Promise<boolean> {
    const removal = await this.#removal(record);
    if (removal.length === 0) return false;
    await this.#level.batch<string, string | Uint8Array>(removal, {});
    return true;
  }

  async get(record: string): Promise<Title | undefined> {
    const stored = await this.#stored(record);
    return stored && titleOf(stored);
  }

  /** The titles of a department in which every word of the text occurs, by record. */
  async find({ department, text, limit, after }: SoughtTitle): Promise<TitlesFound> {
    const words = wordsSought(text);
    const keys = [...keysOf(words.join(' '))].map((key) => this.#keyOf(department, key));
    const key = await this.#rarest(keys);
    if (key === undefined) return { items: [] };
    const range = { gt: `${key}~${after ?? ''}`, lt: `${key}~~`, limit: candidatesMax + 1 };
    const places = await this.#sections.words.keys(range).all();
    const items: { record: string; title: Title }[] = [];
    for (const [index, place] of places.slice(0, candidatesMax).entries()) {
      const record = place.slice(key.length + 1);
      const stored = await this.#stored(record);
      if (stored !== undefined && holdsAll(stored, words)) items.push({ record, title: titleOf(stored) });
      const isLast = index + 1 === places.length;
      if (!isLast && (items.length === limit || index + 1 === candidatesMax)) return { items, next: record };
    }
    return { items };
  }

  /** Notes that two officers have ordered that a person is forgotten. */
  async forget(person: string): Promise<void> {
    await this.#sections.forgotten.put(person, '');
  }

  async isForgotten(person: string): Promise<boolean> {
    return (await this.#sections.forgotten.get(person)) !== undefined;
  }

  /** Notes that a record's description may not be here yet. */
  async expect(digest: string, record: string): Promise<void> {
    await this.#sections.awaited.put(`${digest}~${record}`, '');
  }

  /** The records that a content is awaited for. */
  async awaitedBy(digest: string): Promise<readonly string[]> {
    const { awaited } = this.#sections;
    const places = await awaited.keys({ gt: `${digest}~`, lt: `${digest}~~` }).all();
    return places.map((place) => place.slice(digest.length + 1));
  }

  async arrived(digest: string, record: string): Promise<void> {
    await this.#sections.awaited.del(`${digest}~${record}`);
  }

  /** The records whose descriptions are awaited, with the digests. */
  async *allAwaited(): AsyncGenerator<{ readonly digest: string; readonly record: string }> {
    for await (const place of this.#sections.awaited.keys()) {
      const [digest = '', record = ''] = place.split('~');
      yield { digest, record };
    }
  }

  /** Which records have a title here; needs no key. */
  static recordsIn(level: Level): AsyncIterable<string> {
    return openSections(level).titles.keys();
  }

  async #stored(record: string): Promise<Stored | undefined> {
    const sealed = await this.#sections.titles.get(record);
    if (sealed === undefined) return undefined;
    const plain = this.#cipher.open(record, sealed);
    return storedSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  }

  async #removal(record: string) {
    const stored = await this.#stored(record);
    if (stored === undefined) return [];
    const { titles, words } = this.#sections;
    return [
      { type: 'del' as const, sublevel: titles, key: record },
      ...this.#keysOf(stored).map((key) => ({
        type: 'del' as const,
        sublevel: words,
        key: `${key}~${record}`,
      })),
    ];
  }

  #keysOf({ department, title, author = '', documentNumber = '', date = '' }: Stored): readonly string[] {
    const texts = [title, author, documentNumber, date];
    const keys = new Set(texts.flatMap((text) => [...keysOf(text)]));
    return [...keys].map((key) => this.#keyOf(department, key));
  }

  /** By department, so that one department's titles tell nothing of words in another's. */
  #keyOf(department: string, key: string): string {
    const keyed = createHmac('sha256', this.#wordKey).update(`${department}\n${key}`).digest();
    return keyed.subarray(0, 16).toString('hex');
  }

  async #rarest(keys: readonly string[]): Promise<string | undefined> {
    const counts = await Promise.all(
      keys.map(async (key) => {
        const range = { gt: `${key}~`, lt: `${key}~~`, limit: countMax };
        return { key, count: (await this.#sections.words.keys(range).all()).length };
      }),
    );
    return counts.sort((left, right) => left.count - right.count)[0]?.key;
  }

  /** Removes erased titles from the files. */
  compact(): Promise<void> {
    return rewriteDeleted(this.#level, ['\u0000', '\u{10ffff}'], '');
  }
}

/** Under another key nothing could be opened, or found: as a restored folder whose keys are others. */
function formatUnder(wordKey: Uint8Array): string {
  const key = createHmac('sha256', wordKey).update('format').digest('hex').slice(0, 16);
  return `${version}, ${dictionary}, key ${key}`;
}

function titleOf({ department: _, ...title }: Stored): Title {
  return title;
}

function holdsAll({ department: _, ...title }: Stored, words: readonly string[]): boolean {
  const text = Object.values(title)
    .map((each) => folded(each ?? ''))
    .join('\n');
  return words.every((word) => text.includes(word));
}
