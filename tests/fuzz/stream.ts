// SPDX-License-Identifier: Apache-2.0
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Input } from './input';

/** A request whose body is pushed by hand, with Node's own rules for how it ends. */
export function requestWith(headers: Readonly<Record<string, string>>, line: Line = {}): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  request.method = line.method ?? 'POST';
  request.url = line.url ?? '/';
  for (const [name, value] of Object.entries(headers)) request.headers[name.toLowerCase()] = value;
  return request;
}

interface Line {
  readonly method?: string;
  readonly url?: string;
}

/** Pushes an input into a request as a socket would: piece by piece, and then as its sender ends it. */
export async function feed(request: IncomingMessage, { chunks, ending, pace }: Input): Promise<void> {
  for (const chunk of chunks) {
    request.push(chunk);
    if (pace === 'apart') await turn();
  }
  if (ending === 'end' || ending === 'error-after-end') {
    request.complete = true;
    request.push(null);
    if (pace === 'apart') await turn();
  }
  if (ending === 'error' || ending === 'error-after-end') request.destroy(new Error('the connection broke'));
  if (ending === 'abort') request.destroy();
}
