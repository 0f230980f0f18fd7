// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { Level } from 'level';
import { z } from 'zod';
import type { Clock } from '../common/clock';
import { KeyedQueue } from '../common/keyed-queue';
import { sha256 } from '../common/sha256';
import { IdentityError } from './identity-error';
import { WalletCipher } from './wallet-cipher';

const minuteMs = 60_000;

/** OWASP ASVS 5.0, 7.3: a session ends when it is not used, and after a working day whether it is or not. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly wholeMs: number;
  /** Sessions of one owner; the one that was used longest ago makes room. */
  readonly eachMax: number;
}

const usualLimits: SessionLimits = { idleMs: 30 * minuteMs, wholeMs: 12 * 60 * minuteMs, eachMax: 20 };

/** A use is noted when the last one that was noted is older: not every request writes. */
const noteEveryMs = minuteMs;
const idBytes = 32;
const idForm = /^[A-Za-z0-9_-]{43}$/;
const agentCharactersMax = 200;

const keptSchema = z.strictObject({
  owner: z.string(),
  authorization: z.string(),
  agent: z.string(),
  beganAtMs: z.number(),
  usedAtMs: z.number(),
});
type Kept = z.infer<typeof keptSchema>;

/** What begins a session. */
export interface NewSession {
  /** Who is signed in, such as `east/east-land-decider`; lists and ends the sessions of that name. */
  readonly owner: string;
  /** The value of the Authorization header that the session stands for. */
  readonly authorization: string;
  /** The browser's own description, for the list of one's sessions. */
  readonly agent: string;
}

/** One of the sessions of an owner, as the owner sees it. */
export interface ListedSession {
  /** Names the session in the list; it opens nothing. */
  readonly handle: string;
  readonly agent: string;
  readonly beganAtMs: number;
  readonly usedAtMs: number;
}

interface BrowserSessionsOptions {
  readonly store: Level;
  /** 32 bytes, for this purpose only. */
  readonly key: Buffer;
  readonly clock: Clock;
  readonly limits?: Partial<SessionLimits>;
}

function openSection(store: Store) {
  return store.sublevel<string, Buffer>('browser-sessions', { keyEncoding: 'utf8', valueEncoding: 'buffer' });
}
type Store = Level;
type Section = ReturnType<typeof openSection>;

/**
 * Sessions of browsers (BFF, RFC 10017 section 6.1): the browser has a random identifier in a cookie, the token stays
 * here. The store has the identifier's digest and the token sealed: whoever copies it can use neither.
 */
export class BrowserSessions {
  readonly #section: Section;
  readonly #store: Store;
  readonly #cipher: WalletCipher;
  readonly #clock: Clock;
  readonly #limits: SessionLimits;
  /** A use that is noted must not bring back a session that has been ended meanwhile. */
  readonly #turns = new KeyedQueue();

  private constructor({ store, key, clock, limits }: BrowserSessionsOptions) {
    this.#store = store;
    this.#section = openSection(store);
    this.#cipher = new WalletCipher(key);
    this.#clock = clock;
    this.#limits = { ...usualLimits, ...limits };
  }

  /** Opens the sessions of before, without those that have ended. */
  static async open(options: BrowserSessionsOptions): Promise<BrowserSessions> {
    const sessions = new BrowserSessions(options);
    for await (const handle of sessions.#section.keys()) await sessions.#find(handle);
    return sessions;
  }

  /** @returns the identifier for the cookie, which is stored nowhere. */
  async begin({ owner, authorization, agent }: NewSession): Promise<string> {
    const id = randomBytes(idBytes).toString('base64url');
    const nowMs = this.#clock.nowMs();
    await this.#makeRoom(owner);
    const kept = { owner, authorization, agent: agent.slice(0, agentCharactersMax) };
    await this.#keep(handleOf(id), { ...kept, beganAtMs: nowMs, usedAtMs: nowMs });
    return id;
  }

  /**
   * The Authorization header that a cookie stands for; notes the use.
   * @throws {IdentityError} `session-ended` for one that is unknown, was ended, or is over.
   */
  async authorizationOf(id: string): Promise<string> {
    if (!idForm.test(id)) throw ended();
    const handle = handleOf(id);
    return this.#turns.run(handle, async () => {
      const kept = await this.#find(handle);
      if (kept === undefined) throw ended();
      const nowMs = this.#clock.nowMs();
      if (nowMs - kept.usedAtMs >= noteEveryMs) await this.#keep(handle, { ...kept, usedAtMs: nowMs });
      return kept.authorization;
    });
  }

  /** Ends the session of a cookie; of none, nothing happens. */
  async end(id: string): Promise<void> {
    await this.#remove(handleOf(id));
  }

  /** The sessions of an owner, the last used one first. */
  async of(owner: string): Promise<readonly ListedSession[]> {
    const found: ListedSession[] = [];
    for await (const handle of this.#section.keys()) {
      const kept = await this.#find(handle);
      if (kept?.owner !== owner) continue;
      const { agent, beganAtMs, usedAtMs } = kept;
      found.push({ handle, agent, beganAtMs, usedAtMs });
    }
    return found.sort((left, right) => right.usedAtMs - left.usedAtMs);
  }

  /** Ends one of an owner's sessions. @returns whether there was one. */
  async endOf(owner: string, handle: string): Promise<boolean> {
    if ((await this.#find(handle))?.owner !== owner) return false;
    await this.#remove(handle);
    return true;
  }

  async #makeRoom(owner: string): Promise<void> {
    const over = (await this.of(owner)).slice(this.#limits.eachMax - 1);
    for (const { handle } of over) await this.#remove(handle);
  }

  /** What is kept of a session that goes on; one that is over, or does not open, is removed. */
  async #find(handle: string): Promise<Kept | undefined> {
    const sealed = await this.#section.get(handle);
    const kept = sealed && this.#opened(handle, sealed);
    if (kept !== undefined && !this.#isOver(kept)) return kept;
    if (sealed !== undefined) await this.#section.del(handle);
    return undefined;
  }

  #opened(handle: string, sealed: Buffer): Kept | undefined {
    try {
      return keptSchema.parse(JSON.parse(this.#cipher.open(handle, sealed)));
    } catch {
      return undefined;
    }
  }

  #isOver({ beganAtMs, usedAtMs }: Kept): boolean {
    const nowMs = this.#clock.nowMs();
    return nowMs - usedAtMs >= this.#limits.idleMs || nowMs - beganAtMs >= this.#limits.wholeMs;
  }

  async #keep(handle: string, kept: Kept): Promise<void> {
    const value = this.#cipher.seal(handle, JSON.stringify(kept));
    await this.#store.batch([{ type: 'put', sublevel: this.#section, key: handle, value }], { sync: true });
  }

  #remove(handle: string): Promise<void> {
    return this.#turns.run(handle, () =>
      this.#store.batch([{ type: 'del', sublevel: this.#section, key: handle }], { sync: true }),
    );
  }
}

function handleOf(id: string): string {
  return sha256(id).toString('base64url');
}

function ended(): IdentityError {
  return new IdentityError('session-ended', 'there is no such session any more');
}
