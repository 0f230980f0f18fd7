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
  readonly #claims = new Map<string, Promise<unknown>>();

  constructor(level: Level) {
    this.#level = level;
    this.#section = openSection(level);
  }

  /**
   * Claims a key for a content.
   * @returns true if the key is new, or was claimed before for the same content.
   */
  async claim(key: string, content: string): Promise<boolean> {
    return (await this.first(key, content)) === content;
  }

  /** The content that the key was first claimed for: this one if the key is new. */
  async first(key: string, content: string): Promise<string> {
    const before = this.#claims.get(key) ?? Promise.resolve();
    const claim = before.then(() => this.#firstAlone(key, content));
    this.#claims.set(key, claim);
    try {
      return await claim;
    } finally {
      if (this.#claims.get(key) === claim) this.#claims.delete(key);
    }
  }

  async #firstAlone(key: string, content: string): Promise<string> {
    const section = this.#section;
    const present = await section.get(key);
    if (present !== undefined) return present;
    await this.#level.batch([{ type: 'put', sublevel: section, key, value: content }], { sync: true });
    return content;
  }
}
