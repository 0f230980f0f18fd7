// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Clock } from '../../common/clock';
import { optional } from '../../common/optional';
import { IdentityError } from '../../identity';
import type { AccessTokenVerifier, BrowserSessions, IssuerClient, SealedNotes } from '../../identity';
import type { IssuerSignIn } from './api';
import type { Callers } from './service';

/** As long as somebody may take to prove who he is at the issuer. */
const lifeMs = 10 * 60_000;
const name = 'sign-in';

const noteSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  before: z.string().optional(),
  untilMs: z.number(),
});

interface IssuerSignInOptions {
  readonly client: Pick<IssuerClient, 'begin' | 'finish' | 'end'>;
  /** Seals what the browser keeps meanwhile. */
  readonly notes: SealedNotes;
  readonly tokens: Pick<AccessTokenVerifier, 'verify'>;
  readonly sessions: Pick<BrowserSessions, 'begin' | 'end'>;
  readonly callers: Pick<Callers, 'officerOf'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Sign-in at the organisation's issuer, whose access token begins the session, and is then forgotten. */
export class IssuerSignIns implements IssuerSignIn {
  readonly kind = 'issuer';
  readonly #options: IssuerSignInOptions;

  constructor(options: IssuerSignInOptions) {
    this.#options = options;
  }

  async begin(
    returnTo: string,
    before: string | undefined,
  ): Promise<{ readonly location: string; readonly note: string }> {
    const { client, notes, clock } = this.#options;
    const { location, ties } = await client.begin();
    const note = JSON.stringify({ ...ties, returnTo, before, untilMs: clock.nowMs() + lifeMs });
    return { location: location.href, note: notes.seal(name, note).toString('base64url') };
  }

  async finish(
    query: URLSearchParams,
    note: string | undefined,
    agent: string,
  ): Promise<{ readonly id: string; readonly returnTo: string }> {
    const { client, tokens, sessions, callers } = this.#options;
    const { returnTo, before, ...ties } = this.#opened(note);
    const { accessToken, authenticatedAtMs } = await client.finish(query, ties);
    const caller = await tokens.verify(`Bearer ${accessToken}`);
    await callers.officerOf(caller);
    const id = await sessions.begin({ caller, agent, ...optional({ authenticatedAtMs }) });
    if (before !== undefined) await sessions.end(before);
    return { id, returnTo };
  }

  async end(): Promise<{ readonly location: string; readonly state: string } | undefined> {
    const ending = await this.#options.client.end();
    return ending && { location: ending.location.href, state: ending.state };
  }

  /** @throws {IdentityError} `sign-in-failed` for none of ours, or one that took too long. */
  #opened(note: string | undefined): Omit<z.infer<typeof noteSchema>, 'untilMs'> {
    const { notes, clock } = this.#options;
    try {
      const text = notes.open(name, Buffer.from(note ?? '', 'base64url'));
      const { untilMs, ...kept } = noteSchema.parse(JSON.parse(text));
      if (clock.nowMs() < untilMs) return kept;
    } catch {
      // Whatever else it is: the browser did not begin here, or in another session of its own.
    }
    throw new IdentityError('sign-in-failed', 'this browser did not begin that sign-in here, or long ago');
  }
}
