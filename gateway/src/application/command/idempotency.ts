// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';

function openSection(level: Level) {
  return level.sublevel('idempotency');
}

/** Remembers the content that each Idempotency-Key was first used with. */
export class IdempotencyKeys {
  readonly #level: Level;
  /** Opened once, since every opened section stays attached to the store until the store closes. */
  readonly #section: ReturnType<typeof openSection>;
  readonly #claims = new Map<string, Promise<boolean>>();

  constructor(level: Level) {
    this.#level = level;
    this.#section = openSection(level);
  }

  /**
   * Claims a key for a content.
   * @returns true if the key is new, or was claimed before for the same content.
   */
  async claim(key: string, content: string): Promise<boolean> {
    const before = this.#claims.get(key) ?? Promise.resolve(true);
    const claim = before.then(() => this.#claimAlone(key, content));
    this.#claims.set(key, claim);
    try {
      return await claim;
    } finally {
      if (this.#claims.get(key) === claim) this.#claims.delete(key);
    }
  }

  async #claimAlone(key: string, content: string): Promise<boolean> {
    const section = this.#section;
    const present = await section.get(key);
    if (present !== undefined) return present === content;
    await this.#level.batch([{ type: 'put', sublevel: section, key, value: content }], { sync: true });
    return true;
  }
}
