// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';

const waiting = new WeakMap<ServerResponse, (() => void)[]>();

/** Calls back when the answer is out or its caller has gone. All share one listener: each would cost every request. */
export function atEnd(response: ServerResponse, callback: () => void): void {
  const callbacks = waiting.get(response);
  if (callbacks !== undefined) {
    callbacks.push(callback);
    return;
  }
  const first = [callback];
  waiting.set(response, first);
  response.once('close', () => {
    for (const each of first) each();
  });
}
