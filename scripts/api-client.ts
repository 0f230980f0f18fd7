// SPDX-License-Identifier: Apache-2.0
import { Agent, fetch } from 'undici';
import type { Dispatcher, FormData } from 'undici';
import { optional } from '@guidang/gateway/common/optional';

/** The members of a problem that every client reads; a problem may have others. */
export interface AnsweredProblem {
  readonly code?: string;
  readonly detail?: string;
  readonly [member: string]: unknown;
}

/** An error response of a gateway (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly document: AnsweredProblem;

  constructor(status: number, document: AnsweredProblem) {
    const { code = 'unknown', detail = '' } = document;
    super(`${status} ${code}: ${detail}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.document = document;
  }
}

/** The highest block seen by callers of several gateways, so that each can read what another wrote. */
export class LedgerPosition {
  #block = 0;

  saw(block: number): void {
    this.#block = Math.max(this.#block, block);
  }

  get block(): number {
    return this.#block;
  }
}

export interface ApiClientOptions {
  readonly url: string;
  readonly token?: string;
  /** Root certificates in PEM, for gateways without a publicly trusted certificate. */
  readonly roots?: string;
  /** Each call waits until the gateway has reached that block (`Guidang-Min-Block`). */
  readonly position?: LedgerPosition;
}

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const timeoutMs = 90_000;
const readyTimeoutMs = 5_000;

/** A caller of one gateway's API, signed in with one token. */
export class ApiClient {
  readonly url: string;
  readonly #token: string | undefined;
  readonly #position: LedgerPosition | undefined;
  readonly #dispatcher: Dispatcher;

  constructor({ url, token, roots, position }: ApiClientOptions) {
    this.url = url;
    this.#token = token;
    this.#position = position;
    this.#dispatcher = new Agent(roots === undefined ? {} : { connect: { ca: roots } });
  }

  get<T>(path: string, headers: Call['headers'] = {}): Promise<T> {
    return this.#json('GET', path, { headers });
  }

  post<T>(path: string, body: unknown, headers: Call['headers'] = {}): Promise<T> {
    return this.#json('POST', path, { body, headers });
  }

  delete<T>(path: string, headers: Call['headers'] = {}): Promise<T> {
    return this.#json('DELETE', path, { headers });
  }

  /** Sends bytes, or a form, unchanged. */
  async send<T>(path: string, body: Uint8Array | FormData, headers: Call['headers'] = {}): Promise<T> {
    return (await this.#call('POST', path, body, headers)).json() as Promise<T>;
  }

  async bytes(path: string, headers: Call['headers'] = {}): Promise<Buffer> {
    return Buffer.from(await (await this.#call('GET', path, undefined, headers)).arrayBuffer());
  }

  /** Sends bytes and streams the answer's lines as they arrive; without a timeout. */
  async *lines(path: string, body: Uint8Array, headers: Call['headers'] = {}): AsyncGenerator<string[]> {
    const response = await this.#call('POST', path, body, headers, null);
    if (response.body === null) return;
    let rest = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
    if (rest !== '') yield [rest];
  }

  /** Whether the gateway reports that it is ready. */
  async ready(): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(readyTimeoutMs);
      const { ok, body } = await fetch(`${this.url}/readyz`, { dispatcher: this.#dispatcher, signal });
      await body?.cancel();
      return ok;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  async #json<T>(method: string, path: string, { body, headers }: Call): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const type = text === undefined ? {} : { 'content-type': 'application/json' };
    return (await this.#call(method, path, text, { ...type, ...headers })).json() as Promise<T>;
  }

  async #call(
    method: string,
    path: string,
    body: string | Uint8Array | FormData | undefined,
    headers: Call['headers'],
    signal: AbortSignal | null = AbortSignal.timeout(timeoutMs),
  ): ReturnType<typeof fetch> {
    const response = await fetch(this.url + path, {
      method,
      ...optional({ body }),
      headers: {
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...(this.#position === undefined ? {} : { 'guidang-min-block': String(this.#position.block) }),
        ...headers,
      },
      dispatcher: this.#dispatcher,
      signal,
    });
    this.#position?.saw(Number(response.headers.get('guidang-block') ?? 0));
    if (response.ok) return response;
    throw new ApiProblem(response.status, (await response.json()) as AnsweredProblem);
  }
}
