// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';

const waiting = Symbol('waiting');

/**
 * Runs callbacks when the answer is sent or the client disconnects. They share one listener: one each was measurable.
 */
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
