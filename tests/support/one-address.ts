// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A row of the map in docs/readers.md. */
interface Rule {
  readonly pattern: RegExp;
  readonly to: 'first' | 'any';
}

const page = readFileSync(join(__dirname, '../../docs/readers.md'), 'utf8');
const rules: readonly Rule[] = [...page.matchAll(/^ +"~(.+)" +(first|any);$/gmu)].map(
  ([, pattern = '', to]) => ({
    pattern: new RegExp(pattern, 'u'),
    to: to === 'any' ? 'any' : 'first',
  }),
);

/** Who serves a request, as docs/readers.md has a proxy choose. */
export function gatewayFor(method: string, url: string): Rule['to'] {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if ((searchParams.get('purpose') ?? '') !== '') return 'first';
  return rules.find(({ pattern }) => pattern.test(`${method} ${pathname}`))?.to ?? 'first';
}

/** A proxy in front of several gateways of one organisation, on loopback. */
export class OneAddress {
  readonly url: string;
  /** How many requests each gateway has got. */
  readonly asked: Map<string, number>;
  readonly #server: Server;
  readonly #agent: Agent;

  private constructor(server: Server, agent: Agent, asked: Map<string, number>) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.asked = asked;
    this.#server = server;
    this.#agent = agent;
  }

  /** @param gateways their URLs, the first gateway's first; those that serve reads take turns. */
  static async open(gateways: readonly string[], roots: string): Promise<OneAddress> {
    const agent = new Agent({ ca: roots, keepAlive: true });
    const asked = new Map(gateways.map((url) => [url, 0]));
    let turn = 0;
    const server = createServer((incoming, outgoing) => {
      const isAny = gatewayFor(incoming.method ?? '', incoming.url ?? '') === 'any';
      const target = gateways[isAny ? turn++ % gateways.length : 0] ?? '';
      asked.set(target, (asked.get(target) ?? 0) + 1);
      forward(incoming, outgoing, { target, agent });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new OneAddress(server, agent, asked);
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
    this.#agent.destroy();
  }
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { target, agent }: { readonly target: string; readonly agent: Agent },
): void {
  const { method, url = '/', headers } = incoming;
  const { host: _, ...passed } = headers;
  const sent = request(new URL(url, target), { method, headers: passed, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  sent.once('error', () => {
    outgoing.destroy();
  });
  incoming.pipe(sent);
}
