// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import type { Level } from 'level';
import { z } from 'zod';
import type { EntryCipher } from '../../outbox';
import { rewriteDeleted, StorageError } from '../../storage';
import { titleSchema } from './description';
import type { Title } from './description';
import { dictionary, folded, keysOf, wordsSought } from './words-of';

/** Raise the number when keys or values get another form: the titles are then built again from their contents. */
const version = 2;

const progressSchema = z.strictObject({
  format: z.string(),
  next: z.int().min(0),
  /** None where records were not read by pages yet. */
  page: z.int().min(0).optional(),
  /** Begun anew, and not yet come as far as the ledger: what it holds may be forgotten by a later event. */
  isBuilding: z.boolean().optional(),
});
const storedSchema = z.strictObject({ department: z.string(), ...titleSchema.shape });

type Stored = z.infer<typeof storedSchema>;

/** Candidates that one page of a search opens: a word that stands everywhere gives short pages. */
const candidatesMax = 500;
/** Entries of a key that are counted to tell which is rarer. */
const countMax = 64;
const awaitedPageMax = 256;

/** Where the store is kept. */
interface TitleFiles {
  /** @throws if they are damaged, or the disk fails. */
  open(): Promise<Level>;
  remove(): Promise<void>;
}

interface TitleStoreOptions {
  readonly files: TitleFiles;
  readonly cipher: EntryCipher;
  /** Of the keys of words: without it they tell nothing but how often something stands with something else. */
  readonly wordKey: Uint8Array;
}

/** What is not in the store yet. */
interface Next {
  /** The first event, by its position among all events. */
  readonly event: number;
  /** The first page of created records. */
  readonly page: number;
}

const start: Next = { event: 0, page: 0 };

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

interface OpenFiles extends ReturnType<typeof openSections> {
  readonly level: Level;
}

/**
 * The titles of records whose descriptions are here, sealed, and the keys by which they are found. All of it follows
 * from contents and blocks: a store of another form, or none, is built again. So is one that fails, whatever fails: a
 * write, of which nobody knows whether it erased; a file that cannot be read. It says so, and waits to be mended.
 */
export class TitleStore {
  readonly #options: TitleStoreOptions;
  readonly #format: string;
  #open: OpenFiles | undefined;
  #failed = new AbortController();
  #next = start;
  #isBuilding = true;

  /** Opens the store; if that fails, it has {@link failed}. */
  static async open(options: TitleStoreOptions): Promise<TitleStore> {
    const store = new TitleStore(options);
    await store.#reopen().catch((error: unknown) => {
      store.#failed.abort(error);
    });
    return store;
  }

  private constructor(options: TitleStoreOptions) {
    this.#options = options;
    this.#format = formatUnder(options.wordKey);
  }

  /** Aborted, with the reason, once nothing can be read or written until the store has been {@link mend}ed. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Whether it holds what the ledger says, and nothing that a later event takes away. */
  get isWhole(): boolean {
    return !this.failed.aborted && !this.#isBuilding;
  }

  /** Removes the files of a store that has failed: with them goes what could not be erased. */
  async discard(): Promise<void> {
    await this.close();
    await this.#options.files.remove();
  }

  /** Begins anew what was {@link discard}ed. */
  async mend(): Promise<void> {
    await this.#reopen();
    this.#failed = new AbortController();
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.level.close();
  }

  get next(): Next {
    return this.#next;
  }

  /** Notes how far it has come; what is met again changes nothing. */
  advance(next: Partial<Next>): Promise<void> {
    return this.#advance({ ...this.#next, ...next }, this.#isBuilding);
  }

  /** Notes that it has come as far as the ledger; one that is read anew is not as far as it was. */
  reach({ event, page }: Next): Promise<void> {
    const next = { event: Math.max(event, this.#next.event), page: Math.max(page, this.#next.page) };
    return this.#advance(next, false);
  }

  async #advance(next: Next, isBuilding: boolean): Promise<void> {
    const { event, page } = next;
    if (event === this.#next.event && page === this.#next.page && isBuilding === this.#isBuilding) return;
    const progress = { format: this.#format, next: event, page, isBuilding };
    await this.#use(({ state }) => state.put('progress', JSON.stringify(progress)));
    this.#next = next;
    this.#isBuilding = isBuilding;
  }

  async #reopen(): Promise<void> {
    const level = await this.#options.files.open();
    this.#open = { level, ...openSections(level) };
    const stored: string | undefined = await this.#open.state.get('progress');
    const progress = stored === undefined ? undefined : progressSchema.parse(JSON.parse(stored));
    const isSame = progress?.format === this.#format;
    if (!isSame) await level.clear();
    this.#next = isSame ? { event: progress.next, page: progress.page ?? 0 } : start;
    this.#isBuilding = isSame ? (progress.isBuilding ?? false) : true;
  }

  /** @throws {StorageError} `titles-building` if it fails, or has failed. */
  async #use<T>(work: (open: OpenFiles) => Promise<T>): Promise<T> {
    if (this.#open === undefined || this.failed.aborted) throw titlesBuilding(this.failed.reason);
    try {
      return await work(this.#open);
    } catch (error) {
      this.#failed.abort(error);
      throw titlesBuilding(error);
    }
  }

  put(record: string, department: string, title: Title): Promise<void> {
    const stored: Stored = { department, ...title };
    return this.#use(async (open) => {
      const sealed = this.#options.cipher.seal(record, Buffer.from(JSON.stringify(stored), 'utf8'));
      await open.level.batch<string, string | Uint8Array>(
        [
          ...(await this.#removal(open, record)),
          { type: 'put', sublevel: open.titles, key: record, value: sealed },
          ...this.#keysOf(stored).map((key) => ({
            type: 'put' as const,
            sublevel: open.words,
            key: `${key}~${record}`,
            value: '',
          })),
        ],
        {},
      );
    });
  }

  /**
   * Removes a title from what is found; from the files it goes with {@link compact}.
   * @returns whether there was one.
   */
  erase(record: string): Promise<boolean> {
    return this.#use(async (open) => {
      const removal = await this.#removal(open, record);
      if (removal.length === 0) return false;
      await open.level.batch<string, string | Uint8Array>(removal, {});
      return true;
    });
  }

  get(record: string): Promise<Title | undefined> {
    return this.#use(async (open) => {
      const stored = await this.#stored(open, record);
      return stored && titleOf(stored);
    });
  }

  /** The titles of a department in which every word of the text occurs, by record. */
  find({ department, text, limit, after }: SoughtTitle): Promise<TitlesFound> {
    const words = wordsSought(text);
    const keys = [...keysOf(words.join(' '))].map((key) => this.#keyOf(department, key));
    return this.#use(async (open) => {
      const key = await rarest(open, keys);
      if (key === undefined) return { items: [] };
      const range = { gt: `${key}~${after ?? ''}`, lt: `${key}~~`, limit: candidatesMax + 1 };
      const places = await open.words.keys(range).all();
      const items: { record: string; title: Title }[] = [];
      for (const [index, place] of places.slice(0, candidatesMax).entries()) {
        const record = place.slice(key.length + 1);
        const stored = await this.#stored(open, record);
        if (stored !== undefined && holdsAll(stored, words)) items.push({ record, title: titleOf(stored) });
        const isLast = index + 1 === places.length;
        if (!isLast && (items.length === limit || index + 1 === candidatesMax)) {
          return { items, next: record };
        }
      }
      return { items };
    });
  }

  /** Notes that two officers have ordered that a person is forgotten. */
  forget(person: string): Promise<void> {
    return this.#use(({ forgotten }) => forgotten.put(person, ''));
  }

  isForgotten(person: string): Promise<boolean> {
    return this.#use(async ({ forgotten }) => (await forgotten.get(person)) !== undefined);
  }

  /** Notes that a record's description may not be here yet. */
  expect(digest: string, record: string): Promise<void> {
    return this.#use(({ awaited }) => awaited.put(`${digest}~${record}`, ''));
  }

  /** The records that a content is awaited for. */
  awaitedBy(digest: string): Promise<readonly string[]> {
    return this.#use(async ({ awaited }) => {
      const places = await awaited.keys({ gt: `${digest}~`, lt: `${digest}~~` }).all();
      return places.map((place) => place.slice(digest.length + 1));
    });
  }

  arrived(digest: string, record: string): Promise<void> {
    return this.#use(({ awaited }) => awaited.del(`${digest}~${record}`));
  }

  /** The records whose descriptions are awaited, with the digests. */
  async *allAwaited(): AsyncGenerator<{ readonly digest: string; readonly record: string }> {
    let after = '';
    for (;;) {
      const range = { gt: after, limit: awaitedPageMax };
      const places = await this.#use(({ awaited }) => awaited.keys(range).all());
      for (const place of places) {
        const [digest = '', record = ''] = place.split('~');
        yield { digest, record };
        after = place;
      }
      if (places.length < awaitedPageMax) return;
    }
  }

  /** Removes erased titles from the files. */
  compact(): Promise<void> {
    return this.#use(({ level }) => rewriteDeleted(level, ['\u0000', '\u{10ffff}'], ''));
  }

  /** Which records have a title here; needs no key. */
  static recordsIn(level: Level): AsyncIterable<string> {
    return openSections(level).titles.keys();
  }

  async #stored({ titles }: OpenFiles, record: string): Promise<Stored | undefined> {
    const sealed = await titles.get(record);
    if (sealed === undefined) return undefined;
    const plain = this.#options.cipher.open(record, sealed);
    return storedSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  }

  async #removal(open: OpenFiles, record: string) {
    const stored = await this.#stored(open, record);
    if (stored === undefined) return [];
    const { titles, words } = open;
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
    const keyed = createHmac('sha256', this.#options.wordKey).update(`${department}\n${key}`).digest();
    return keyed.subarray(0, 16).toString('hex');
  }
}

async function rarest({ words }: OpenFiles, keys: readonly string[]): Promise<string | undefined> {
  const counts = await Promise.all(
    keys.map(async (key) => {
      const range = { gt: `${key}~`, lt: `${key}~~`, limit: countMax };
      return { key, count: (await words.keys(range).all()).length };
    }),
  );
  return counts.sort((left, right) => left.count - right.count)[0]?.key;
}

/** What a caller gets while nothing can be said of titles. */
export function titlesBuilding(cause?: unknown): StorageError {
  return new StorageError('titles-building', 'the titles are being built again', {
    retryAfterSeconds: 5,
    cause,
  });
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
