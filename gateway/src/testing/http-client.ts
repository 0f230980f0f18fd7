// SPDX-License-Identifier: Apache-2.0
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; `undefined` if it is not JSON. */
  readonly body: Record<string, unknown> | undefined;
}

export interface HttpAsk {
  readonly method?: string;
  /** Role of the fake sign-in, such as `archivist` or `decider@west`; `null` for none. */
  readonly as?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes and texts are sent unchanged, anything else as JSON. */
  readonly body?: unknown;
}

/** Sends exactly what it is given, including malformed requests: `fetch` would refuse or repair them. */
export function ask(
  url: string,
  path: string,
  { method, as = 'archivist', headers = {}, body }: HttpAsk = {},
): Promise<HttpAnswer> {
  const bytes = bytesOf(body);
  const isJson = bytes !== undefined && !Buffer.isBuffer(body) && headers['Content-Type'] === undefined;
  const isChunked = headers['Transfer-Encoding'] !== undefined;
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/`,
      {
        path,
        method: method ?? (bytes === undefined ? 'GET' : 'POST'),
        headers: {
          ...(as === null ? {} : { Authorization: `Bearer ${as}` }),
          ...(isJson ? { 'Content-Type': 'application/json' } : {}),
          ...(bytes === undefined || isChunked ? {} : { 'Content-Length': bytes.length }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: jsonOf(text) });
        });
      },
    );
    sent.once('error', reject);
    sent.end(bytes);
  });
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
