// SPDX-License-Identifier: Apache-2.0
import { Agent, fetch } from 'undici';
import type { Dispatcher, FormData, Response } from 'undici';
import { optional } from '@guidang/gateway/common/optional';
import { says } from './terminal-words';

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

/** Nothing answers where the gateway should, or it went away before it had said all; the cause is undici's. */
export class Unanswered extends Error {
  constructor(url: string, error: unknown) {
    const { name, cause: reason = error } = error as Error;
    const { code = name } = reason as NodeJS.ErrnoException;
    super(
      says(
        `no gateway answers at ${url} (${code}): is it running, and is that its address?`,
        `${url} 没有应答（${code}）：请确认网关已启动、地址无误`,
      ),
      { cause: reason },
    );
    this.name = 'Unanswered';
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
    const response = await this.#call('POST', path, body, headers);
    return this.#whole(response.json() as Promise<T>);
  }

  async bytes(path: string, headers: Call['headers'] = {}): Promise<Buffer> {
    const response = await this.#call('GET', path, undefined, headers);
    return Buffer.from(await this.#whole(response.arrayBuffer()));
  }

  /** Sends bytes and streams the answer's lines as they arrive; without a timeout. */
  async *lines(path: string, body: Uint8Array, headers: Call['headers'] = {}): AsyncGenerator<string[]> {
    const response = await this.#call('POST', path, body, headers, null);
    if (response.body === null) return;
    let rest = '';
    try {
      for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + part).split('\n');
        rest = lines.pop() ?? '';
        if (lines.length > 0) yield lines;
      }
    } catch (error) {
      throw new Unanswered(this.url, error);
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
    const response = await this.#call(method, path, text, { ...type, ...headers });
    return this.#whole(response.json() as Promise<T>);
  }

  /** @throws {Unanswered} where there is none, or it ends too early. */
  #whole<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((error: unknown) => {
      throw new Unanswered(this.url, error);
    });
  }

  async #call(
    method: string,
    path: string,
    body: string | Uint8Array | FormData | undefined,
    headers: Call['headers'],
    signal: AbortSignal | null = AbortSignal.timeout(timeoutMs),
  ): ReturnType<typeof fetch> {
    const response = await this.#whole(
      fetch(this.url + path, {
        method,
        ...optional({ body }),
        headers: {
          ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
          ...(this.#position === undefined ? {} : { 'guidang-min-block': String(this.#position.block) }),
          ...headers,
        },
        dispatcher: this.#dispatcher,
        signal,
      }),
    );
    this.#position?.saw(Number(response.headers.get('guidang-block') ?? 0));
    if (response.ok) return response;
    throw new ApiProblem(response.status, await problemIn(response));
  }
}

/** What stands between a gateway and its callers answers in pages of its own. */
async function problemIn(response: Response): Promise<AnsweredProblem> {
  try {
    return (await response.json()) as AnsweredProblem;
  } catch {
    const detail = says(
      `what answers at ${response.url} is no gateway, or another server stands before it`,
      `${response.url} 的应答不是网关所发，或其前另有服务器`,
    );
    return { detail };
  }
}
