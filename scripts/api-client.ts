// SPDX-License-Identifier: Apache-2.0
import { Agent, fetch, FormData, type Dispatcher } from 'undici';

/** A gateway's answer that is no success (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly document: Readonly<Record<string, unknown>>;

  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    const code = String(document['code'] ?? 'unknown');
    super(`${status} ${code}: ${String(document['detail'] ?? '')}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.document = document;
  }
}

export interface ApiClientOptions {
  readonly url: string;
  readonly token?: string;
  /** Root certificates in PEM, for gateways that are not under a public one. */
  readonly roots?: string;
}

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const timeoutMs = 90_000;

/** A caller of one gateway's API, signed in with one token. */
export class ApiClient {
  readonly url: string;
  readonly #token: string | undefined;
  readonly #dispatcher: Dispatcher;

  constructor({ url, token, roots }: ApiClientOptions) {
    this.url = url;
    this.#token = token;
    this.#dispatcher = new Agent(roots === undefined ? {} : { connect: { ca: roots } });
  }

  get<T>(path: string, headers: Call['headers'] = {}): Promise<T> {
    return this.#json('GET', path, { headers });
  }

  post<T>(path: string, body: unknown, headers: Call['headers'] = {}): Promise<T> {
    return this.#json('POST', path, { body, headers });
  }

  /** Sends bytes, or a form, as they are. */
  async send<T>(path: string, body: Uint8Array | FormData, headers: Call['headers'] = {}): Promise<T> {
    return (await this.#call('POST', path, body, headers)).json() as Promise<T>;
  }

  async bytes(path: string, headers: Call['headers'] = {}): Promise<Buffer> {
    return Buffer.from(await (await this.#call('GET', path, undefined, headers)).arrayBuffer());
  }

  /** Whether the gateway says that it is ready. */
  async ready(): Promise<boolean> {
    try {
      const { ok, body } = await fetch(`${this.url}/readyz`, { dispatcher: this.#dispatcher });
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
  ): ReturnType<typeof fetch> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
        ...headers,
      },
      dispatcher: this.#dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return response;
    throw new ApiProblem(response.status, (await response.json()) as Record<string, unknown>);
  }
}
