// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import type { ContentDigest } from './content-store';

/** What a store held before anybody was noted, or has got back since: nobody knows whose it was. */
const anyone = '*';

function openSection(level: Level) {
  return level.sublevel('content-holders');
}

/**
 * Who has had each content stored here. A digest is no secret: whoever learns one could name it in a record of its own,
 * and have the content opened, or handed over, as that record's.
 */
export class ContentHolders {
  readonly #level: Level;
  /** Opened once, since every opened section stays attached to the store until the store closes. */
  readonly #section: ReturnType<typeof openSection>;

  constructor(level: Level) {
    this.#level = level;
    this.#section = openSection(level);
  }

  /** For {@link PutLimits.onKept}: notes the holders of what is being stored. */
  noting(...holders: readonly string[]): (digest: ContentDigest, existed: boolean) => Promise<void> {
    return async ({ value }, existed) => {
      const isOlder = existed && !(await this.#isNoted(value));
      const noted = isOlder ? [...holders, anyone] : holders;
      await this.#level.batch(
        noted.map((holder) => ({
          type: 'put',
          sublevel: this.#section,
          key: `${value}~${holder}`,
          value: '',
        })),
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
