// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { Level } from 'level';
import { z } from 'zod';
import { roles } from '@guidang/chaincode/model';
import type { Clock } from '../common/clock';
import { sha256 } from '../common/sha256';
import type { SignedInCaller } from './caller';
import { IdentityError } from './identity-error';
import { WalletCipher } from './wallet-cipher';

const minuteMs = 60_000;

/** OWASP ASVS 5.0, 7.3: a session ends when it is not used, and after a working day whether it is or not. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly wholeMs: number;
  /** Sessions of one officer; a new one takes the place of that which was used longest ago. */
  readonly eachMax: number;
}

const usualLimits: SessionLimits = { idleMs: 30 * minuteMs, wholeMs: 12 * 60 * minuteMs, eachMax: 20 };

/** A use is stored when the one that is stored is older: after a restart a session ends that much earlier. */
const noteEveryMs = minuteMs;
const idBytes = 32;
const idForm = /^[A-Za-z0-9_-]{43}$/;
const agentCharactersMax = 200;

const keptSchema = z.strictObject({
  schema: z.literal(1),
  subject: z.string(),
  organisation: z.string(),
  officer: z.string(),
  roles: z.array(z.enum(roles)),
  agent: z.string(),
  beganAtMs: z.number(),
  /** When its officer proved who he is: when it began, unless the issuer says that it was before. */
  authenticatedAtMs: z.number().optional(),
  usedAtMs: z.number(),
});
type Kept = z.infer<typeof keptSchema>;

/** Whose sessions they are. */
type Owner = Pick<SignedInCaller, 'organisation' | 'officer'>;

/** What begins a session. */
export interface NewSession {
  /** Who has signed in, with the roles that the sign-in gives. */
  readonly caller: Pick<SignedInCaller, 'subject' | 'organisation' | 'officer' | 'roles'>;
  /** The browser's own description, for the list of one's sessions. */
  readonly agent: string;
  /** When the officer proved who he is, if that was not just now. */
  readonly authenticatedAtMs?: number;
}

/** One of an officer's sessions, as the officer sees it. */
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
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly limits?: Partial<SessionLimits>;
  /** A use that could not be stored: the session goes on, and would end earlier after a restart. */
  readonly onError: (error: unknown) => void;
}

function openSection(store: Level) {
  return store.sublevel<string, Buffer>('browser-sessions', { keyEncoding: 'utf8', valueEncoding: 'buffer' });
}
type Section = ReturnType<typeof openSection>;

/**
 * Sessions of browsers (BFF, RFC 10017): the browser has a random identifier in a cookie, and no token. Stored are the
 * identifier's digest and, sealed, who has signed in: whoever copies the store can use neither. All are in memory too,
 * since each request asks for one; they are as many as officers have signed in of late, times a bound.
 */
export class BrowserSessions {
  readonly #store: Level;
  readonly #section: Section;
  readonly #cipher: WalletCipher;
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #limits: SessionLimits;
  readonly #onError: (error: unknown) => void;
  /** By handle, in the order in which they began. */
  readonly #sessions = new Map<string, Kept>();
  readonly #handlesOf = new Map<string, Set<string>>();
  readonly #notedAtMs = new Map<string, number>();

  private constructor({ store, key, clock, limits, onError }: BrowserSessionsOptions) {
    this.#store = store;
    this.#section = openSection(store);
    this.#cipher = new WalletCipher(key);
    this.#clock = clock;
    this.#limits = { ...usualLimits, ...limits };
    this.#onError = onError;
  }

  /** Opens the sessions of before; those that are over, or do not open, are removed. */
  static async open(options: BrowserSessionsOptions): Promise<BrowserSessions> {
    const sessions = new BrowserSessions(options);
    const unreadable: string[] = [];
    for await (const [handle, sealed] of sessions.#section.iterator()) {
      const kept = sessions.#opened(handle, sealed);
      if (kept === undefined) unreadable.push(handle);
      else sessions.#remember(handle, kept);
    }
    await sessions.#erase(unreadable);
    await sessions.removeExpired();
    return sessions;
  }

  /** @returns the identifier for the cookie, always a new one, which is stored nowhere. */
  async begin({ caller, agent, authenticatedAtMs }: NewSession): Promise<string> {
    const id = randomBytes(idBytes).toString('base64url');
    const handle = handleOf(id);
    const { subject, organisation, officer } = caller;
    const nowMs = this.#clock.nowMs();
    const kept: Kept = {
      schema: 1,
      ...{ subject, organisation, officer, roles: [...caller.roles] },
      agent: agent.slice(0, agentCharactersMax),
      beganAtMs: nowMs,
      // An issuer's clock may be ahead: nothing is fresher than now.
      ...(authenticatedAtMs === undefined ? {} : { authenticatedAtMs: Math.min(authenticatedAtMs, nowMs) }),
      usedAtMs: nowMs,
    };
    this.#remember(handle, kept);
    const tooMany = this.listOf(kept).slice(this.#limits.eachMax);
    const removed = tooMany.map((session) => session.handle);
    for (const each of removed) this.#forget(each);
    try {
      await this.#store.batch([this.#put(handle, kept)], { sync: true });
      await this.#erase(removed);
    } catch (error) {
      this.#forget(handle);
      throw error;
    }
    return id;
  }

  /**
   * Who is signed in by a cookie.
   * @param isUse whether the session goes on for it: what only looks must not keep it alive.
   * @throws {IdentityError} `session-ended` for one that is unknown, was ended, or is over.
   */
  callerOf(id: string, isUse: boolean): SignedInCaller {
    const handle = handleOf(id);
    const kept = idForm.test(id) ? this.#sessions.get(handle) : undefined;
    if (kept === undefined || this.#isOver(kept)) {
      throw new IdentityError('session-ended', 'the session has ended: sign in again');
    }
    const { idleMs, wholeMs } = this.#limits;
    const now = isUse ? this.#use(handle, kept) : kept;
    const untilMs = now.beganAtMs + wholeMs;
    const { subject, organisation, officer } = now;
    return {
      ...{ subject, organisation, officer, roles: now.roles, method: 'session' },
      until: new Date(untilMs).toISOString(),
      session: {
        handle,
        authenticatedAt: new Date(now.authenticatedAtMs ?? now.beganAtMs).toISOString(),
        idleUntil: new Date(Math.min(untilMs, now.usedAtMs + idleMs)).toISOString(),
      },
    };
  }

  /** Ends the session of a cookie; of none, nothing happens. */
  async end(id: string): Promise<void> {
    await this.#end(handleOf(id));
  }

  /** An officer's sessions, the last used one first. */
  listOf(owner: Owner): readonly ListedSession[] {
    const listed: ListedSession[] = [];
    for (const handle of this.#handlesOf.get(nameOf(owner)) ?? []) {
      const kept = this.#sessions.get(handle);
      if (kept === undefined || this.#isOver(kept)) continue;
      const { agent, beganAtMs, usedAtMs } = kept;
      listed.push({ handle, agent, beganAtMs, usedAtMs });
    }
    // Of two used at the same time, the newer is the one that goes on.
    return listed.reverse().sort((left, right) => right.usedAtMs - left.usedAtMs);
  }

  /** Ends one of an officer's sessions. @returns whether there was one. */
  async endOf(owner: Owner, handle: string): Promise<boolean> {
    const isOwn = this.#handlesOf.get(nameOf(owner))?.has(handle) === true;
    if (isOwn) await this.#end(handle);
    return isOwn;
  }

  async removeExpired(): Promise<void> {
    const over = [...this.#sessions].filter(([, kept]) => this.#isOver(kept)).map(([handle]) => handle);
    for (const handle of over) this.#forget(handle);
    await this.#erase(over);
  }

  /** Writes follow each other in the order in which they are asked for: none brings back what has been ended. */
  #use(handle: string, kept: Kept): Kept {
    const used = { ...kept, usedAtMs: this.#clock.nowMs() };
    this.#sessions.set(handle, used);
    const notedAtMs = this.#notedAtMs.get(handle) ?? kept.usedAtMs;
    if (used.usedAtMs - notedAtMs < noteEveryMs) return used;
    this.#notedAtMs.set(handle, used.usedAtMs);
    this.#store.batch([this.#put(handle, used)], { sync: false }).catch(this.#onError);
    return used;
  }

  /** Ended here and now, even if that cannot be stored. */
  async #end(handle: string): Promise<void> {
    this.#forget(handle);
    await this.#erase([handle]);
  }

  async #erase(handles: readonly string[]): Promise<void> {
    if (handles.length === 0) return;
    const dels = handles.map((key) => ({ type: 'del' as const, sublevel: this.#section, key }));
    await this.#store.batch(dels, { sync: true });
  }

  #remember(handle: string, kept: Kept): void {
    this.#sessions.set(handle, kept);
    this.#notedAtMs.set(handle, kept.usedAtMs);
    const name = nameOf(kept);
    this.#handlesOf.set(name, (this.#handlesOf.get(name) ?? new Set()).add(handle));
  }

  #forget(handle: string): void {
    const kept = this.#sessions.get(handle);
    if (kept === undefined) return;
    this.#sessions.delete(handle);
    this.#notedAtMs.delete(handle);
    const name = nameOf(kept);
    const handles = this.#handlesOf.get(name);
    handles?.delete(handle);
    if (handles?.size === 0) this.#handlesOf.delete(name);
  }

  #isOver({ beganAtMs, usedAtMs }: Kept): boolean {
    const nowMs = this.#clock.nowMs();
    return nowMs - usedAtMs >= this.#limits.idleMs || nowMs - beganAtMs >= this.#limits.wholeMs;
  }

  #put(handle: string, kept: Kept) {
    const value = this.#cipher.seal(handle, JSON.stringify(kept));
    return { type: 'put' as const, sublevel: this.#section, key: handle, value };
  }

  #opened(handle: string, sealed: Buffer): Kept | undefined {
    try {
      return keptSchema.parse(JSON.parse(this.#cipher.open(handle, sealed)));
    } catch {
      return undefined;
    }
  }
}

/** The parts contain no slash. */
function nameOf({ organisation, officer }: Owner): string {
  return `${organisation}/${officer}`;
}

function handleOf(id: string): string {
  return sha256(id).toString('base64url');
}
