// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { contentDigest } from './content-store';
import type { ContentDigest, NamedDigest, StoredContent } from './content-store';

/** What a store held before anybody was noted, or has got back since: nobody knows whose it was. */
const anyone = '*';

function openSection(level: Level) {
  return level.sublevel('content-holders');
}

function openNames(level: Level) {
  return level.sublevel('content-sm3');
}

/** Set once every file of before there were names is named. */
const allNamed = 'all';

/**
 * Who has had each content stored here. A digest is no secret: whoever learns one could name it in a record of its own,
 * and have the content opened, or handed over, as that record's.
 */
export class ContentHolders {
  readonly #level: Level;
  /** Opened once, since every opened section stays attached to the store until the store closes. */
  readonly #section: ReturnType<typeof openSection>;
  /** SHA-256 digests by SM3 digests. */
  readonly #names: ReturnType<typeof openNames>;

  constructor(level: Level) {
    this.#level = level;
    this.#section = openSection(level);
    this.#names = openNames(level);
  }

  /** Names what versions stored that knew one name only; once, since what is stored since is named then. */
  async nameAll(store: { contents(): AsyncIterable<StoredContent> }): Promise<void> {
    if ((await this.#names.get(allNamed)) !== undefined) return;
    for await (const { digest, sm3 } of store.contents()) await this.#names.put(sm3.value, digest.value);
    await this.#level.batch([{ type: 'put', sublevel: this.#names, key: allNamed, value: '' }], {
      sync: true,
    });
  }

  /** The digest under which a content is kept that is named by either; `undefined` for an SM3 digest of none here. */
  async keptAs(digest: NamedDigest): Promise<ContentDigest | undefined> {
    if (digest.algorithm === 'sha256') return contentDigest(digest.value);
    const value = await this.#names.get(digest.value);
    return value === undefined ? undefined : contentDigest(value);
  }

  /** For {@link PutLimits.onKept}: notes the holders, and the other name, of what is being stored. */
  noting(...holders: readonly string[]): (content: StoredContent, existed: boolean) => Promise<void> {
    return async ({ digest: { value }, sm3 }, existed) => {
      const isOlder = existed && !(await this.#isNoted(value));
      const noted = isOlder ? [...holders, anyone] : holders;
      await this.#level.batch(
        [
          ...noted.map((holder) => ({
            type: 'put' as const,
            sublevel: this.#section,
            key: `${value}~${holder}`,
            value: '',
          })),
          { type: 'put' as const, sublevel: this.#names, key: sm3.value, value },
        ],
        { sync: true },
      );
    };
  }

  /** Whether one of them has had the content stored here, or it is from before anybody was noted. */
  async isHeldBy({ value }: ContentDigest, holders: readonly string[]): Promise<boolean> {
    const noted = await this.#section.getMany([...holders, anyone].map((holder) => `${value}~${holder}`));
    return noted.some((one) => one !== undefined) || !(await this.#isNoted(value));
  }

  async #isNoted(value: string): Promise<boolean> {
    const [first] = await this.#section.keys({ gt: `${value}~`, lt: `${value}~~`, limit: 1 }).all();
    return first !== undefined;
  }
}
