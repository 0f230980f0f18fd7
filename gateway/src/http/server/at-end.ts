// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';

const waiting = Symbol('waiting');

/** Calls back when the answer is out or its caller has gone. All share one listener: each would cost every request. */
export function atEnd(response: ServerResponse & { [waiting]?: (() => void)[] }, callback: () => void): void {
  if (response[waiting] === undefined) {
    const callbacks: (() => void)[] = [];
    response[waiting] = callbacks;
    response.once('close', () => {
      for (const each of callbacks) each();
    });
  }
  response[waiting].push(callback);
}
