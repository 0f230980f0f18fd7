// SPDX-License-Identifier: Apache-2.0
import type { Answer, Call, CallArguments, CallOptions, Item, ListPath, PathsWith, Schemas } from './calls';
import { followEvents } from './event-stream';
import type { FollowOptions, StreamedEvent } from './event-stream';
import { pauseMs, sleep } from './pause';
import { Problem, problemIn, unreachable } from './problem';

export interface ClientOptions {
  /** The gateway's address; in a page of the gateway its own. */
  readonly url?: string;
  /** How requests sign in, and other headers: asked before each attempt, since tokens end. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  readonly fetch?: typeof fetch;
  /** How often a request is sent in all before its problem is the caller's. */
  readonly attemptsMax?: number;
  /** Where the gateway asks to wait for longer before the next attempt, its problem is the caller's at once. */
  readonly waitMaxMs?: number;
  readonly sleep?: typeof sleep;
}

/** A call with its types erased. */
interface Sent extends CallOptions {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly call: Sent;
}

/** How a submission goes on (202). */
type Submission = Answer<'get', '/api/v1/submissions/{id}'>;

const defaultAttempts = 5;
const submissionPauseMs = 500;

/**
 * A client of one gateway. Every refusal is thrown as a {@link Problem}; what docs/errors.md says will pass is tried
 * again first, and writes bear an Idempotency-Key, so that trying again has one effect.
 */
export class Client {
  readonly #options: Required<ClientOptions>;
  /** The newest block that this client has seen: later reads know it. */
  #block = 0;

  constructor(options: ClientOptions = {}) {
    this.#options = {
      url: '',
      headers: () => ({}),
      fetch: (...request) => fetch(...request),
      attemptsMax: defaultAttempts,
      waitMaxMs: Infinity,
      sleep,
      ...options,
    };
  }

  get<P extends PathsWith<'get'>>(path: P, ...[call]: CallArguments<'get', P>): Promise<Answer<'get', P>> {
    return this.#json({ method: 'GET', path, call: sent(call) });
  }

  post<P extends PathsWith<'post'>>(
    path: P,
    ...[call]: CallArguments<'post', P>
  ): Promise<Answer<'post', P>> {
    return this.#json({ method: 'POST', path, call: withKey(sent(call)) });
  }

  delete<P extends PathsWith<'delete'>>(
    path: P,
    ...[call]: CallArguments<'delete', P>
  ): Promise<Answer<'delete', P>> {
    return this.#json({ method: 'DELETE', path, call: withKey(sent(call)) });
  }

  /** A read that is recorded: one key is one record, however often it is tried. */
  use<P extends PathsWith<'get'>>(path: P, ...[call]: CallArguments<'get', P>): Promise<Answer<'get', P>> {
    return this.#json({ method: 'GET', path, call: withKey(sent(call)) });
  }

  /** A file: where the read is recorded, one key is one record, however often it is tried. */
  async file<P extends PathsWith<'get'>>(path: P, ...[call]: CallArguments<'get', P>): Promise<Blob> {
    return (await this.#ask({ method: 'GET', path, call: withKey(sent(call)) })).blob();
  }

  /** The items of a list, page by page, as far as they are asked for. */
  async *items<P extends ListPath>(path: P, ...[call]: CallArguments<'get', P>): AsyncGenerator<Item<P>> {
    const given = sent(call);
    let cursor: string | undefined;
    do {
      const query = { ...given.query, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.#json<{ items: Item<P>[]; next?: string | null }>({
        method: 'GET',
        path,
        call: { ...given, query },
      });
      yield* page.items;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  /** Events as they come, from now on; after the line broke it goes on where it was. */
  events(options: FollowOptions = {}): AsyncGenerator<StreamedEvent> {
    return followEvents(
      (query, headers, signal) => {
        const call = { query, headers, signal, ...(options.role && { role: options.role }) };
        return this.#once({ method: 'GET', path: '/api/v1/events', call });
      },
      { ...options, sleep: this.#options.sleep },
    );
  }

  async #json<T>(request: Request): Promise<T> {
    const response = await this.#ask(request);
    const body = response.status === 204 ? undefined : ((await response.json()) as T);
    if (response.status !== 202) return body as T;
    return (await this.#outcome((body as Schemas['Accepted']).submission, request.call.signal)) as T;
  }

  /** What a write that was promised has come to. */
  async #outcome(submission: string, signal: AbortSignal | undefined): Promise<object> {
    for (;;) {
      const call = { path: { id: submission }, signal };
      const state: Submission = await this.#json({ method: 'GET', path: '/api/v1/submissions/{id}', call });
      switch (state.status) {
        case 'pending':
          await this.#options.sleep(submissionPauseMs, signal);
          break;
        case 'committed':
          this.#saw(state.block);
          return { ...state.result, transaction: state.transaction, block: state.block };
        case 'failed':
          throw new Problem(202, { ...state, retry: 'none' });
      }
    }
  }

  async #ask(request: Request): Promise<Response> {
    const { attemptsMax, waitMaxMs, sleep: wait } = this.#options;
    const { signal } = request.call;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(request);
      } catch (error) {
        if (!(error instanceof Problem) || attempt >= attemptsMax || !passes(error)) throw error;
        if ((error.retryAfterSeconds ?? 0) * 1_000 > waitMaxMs) throw error;
        await wait(pauseMs(attempt, error.retryAfterSeconds), signal);
      }
    }
  }

  async #once({ method, path, call }: Request): Promise<Response> {
    const { url, fetch: send, headers: own } = this.#options;
    const { signal } = call;
    const { body, type } = bodyOf(call.body);
    const headers = {
      ...type,
      ...(call.role === undefined ? {} : { 'Guidang-Role': call.role }),
      ...(call.key === undefined ? {} : { 'Idempotency-Key': call.key }),
      ...(method === 'GET' && this.#block > 0 ? { 'Guidang-Min-Block': String(this.#block) } : {}),
      ...(await own()),
      ...call.headers,
    };
    let response: Response;
    try {
      response = await send(url + addressOf(path, call), {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw unreachable(error);
    }
    this.#saw(Number(response.headers.get('guidang-block') ?? 0));
    if (!response.ok) throw await problemIn(response);
    return response;
  }

  #saw(block: number): void {
    this.#block = Math.max(this.#block, block);
  }
}

/** Whether the same request may be answered otherwise soon; under its key it has one effect. */
function passes({ retry }: Problem): boolean {
  return retry === 'same' || retry === 'unknown';
}

/** A key for whoever needs one of their own: it is good for one act, however often that is sent. */
export function newKey(): string {
  // Not randomUUID: pages on plain HTTP in an intranet do not have it.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function withKey(call: Sent): Sent {
  return { ...call, key: call.key ?? newKey() };
}

/** The types of a call are for its caller. */
function sent(call: Call<never, never> | object | undefined): Sent {
  return call ?? {};
}

function addressOf(path: string, { path: params = {}, query = {} }: Sent): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given).toString()}`;
}

function bodyOf(body: unknown): {
  readonly body?: BodyInit;
  readonly type?: Readonly<Record<string, string>>;
} {
  if (body === undefined) return {};
  if (typeof body === 'object' && Object.getPrototypeOf(body) !== Object.prototype) {
    return { body: body as BodyInit };
  }
  return { body: JSON.stringify(body), type: { 'Content-Type': 'application/json' } };
}
