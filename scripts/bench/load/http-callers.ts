// SPDX-License-Identifier: Apache-2.0
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Pool } from 'undici';

/** An answer whose status does not count as success. */
export class OtherAnswer extends Error {
  readonly code: string;

  constructor(status: number, body: string) {
    super(`${status} ${body.slice(0, 500)}`);
    this.name = String(status);
    this.code = /"code":"([a-z-]+)"/.exec(body)?.[1] ?? '';
  }
}

interface HttpCallersOptions {
  readonly url: string;
  /** Root certificates in PEM. */
  readonly roots: string;
  /** A bearer token for each officer; caller n acts as officer n modulo their number. */
  readonly tokens: readonly string[];
  readonly connectionsMax: number;
}

const timeoutMs = 120_000;

/** Many officers who call one gateway over keep-alive connections. */
export class HttpCallers {
  readonly #pool: Pool;
  readonly #authorizations: readonly string[];

  constructor({ url, roots, tokens, connectionsMax }: HttpCallersOptions) {
    this.#pool = new Pool(url, {
      connections: connectionsMax,
      connect: { ca: roots },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    this.#authorizations = tokens.map((token) => `Bearer ${token}`);
  }

  /** @returns the answer's text. @throws {OtherAnswer} for any other status than `status`. */
  async post(caller: number, path: string, body: unknown, status = 201): Promise<string> {
    const headers = { authorization: this.#authorization(caller), 'content-type': 'application/json' };
    return this.#call({ method: 'POST', path, headers, body: JSON.stringify(body) }, status);
  }

  /** As {@link post}. */
  async get(caller: number, path: string, status = 200): Promise<string> {
    return this.#call(
      { method: 'GET', path, headers: { authorization: this.#authorization(caller) } },
      status,
    );
  }

  /** As {@link get}, but returns bytes. */
  async bytes(caller: number, path: string): Promise<Buffer> {
    const headers = { authorization: this.#authorization(caller) };
    const { statusCode, body } = await this.#pool.request({ method: 'GET', path, headers });
    const bytes = Buffer.from(await body.arrayBuffer());
    if (statusCode !== 200) throw new OtherAnswer(statusCode, bytes.toString('utf8'));
    return bytes;
  }

  /**
   * Streams a request body, and yields the answer's lines as they arrive: neither is ever held in full.
   * @throws {OtherAnswer} for any status but 200.
   */
  async stream(
    caller: number,
    path: string,
    { body, type }: { readonly body: Readable; readonly type: string },
  ): Promise<AsyncIterable<string>> {
    const headers = { authorization: this.#authorization(caller), 'content-type': type };
    const answer = await this.#pool.request({ method: 'POST', path, headers, body });
    if (answer.statusCode !== 200) throw new OtherAnswer(answer.statusCode, await answer.body.text());
    return createInterface({ input: answer.body, crlfDelay: Infinity });
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #call(request: Parameters<Pool['request']>[0], status: number): Promise<string> {
    const { statusCode, body } = await this.#pool.request(request);
    const text = await body.text();
    if (statusCode !== status) throw new OtherAnswer(statusCode, text);
    return text;
  }

  #authorization(caller: number): string {
    return this.#authorizations[caller % this.#authorizations.length] ?? '';
  }
}
