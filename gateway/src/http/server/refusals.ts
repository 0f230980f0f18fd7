// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import { atEnd } from './at-end';

const pauseMs = { min: 500, max: 10_000 };
/** Time between two refusals of one holder that wait together. */
const betweenMs = 20;

/**
 * Refuses later. Those who ask again at once, whatever `Retry-After` says, would keep the main thread busy with
 * refusals; so the more refusals of one officer or address wait, the longer the next one does.
 */
export class Refusals {
  readonly #waiting = new Map<string, number>();

  later(holder: string, response: ServerResponse, refuse: () => void): void {
    const waiting = (this.#waiting.get(holder) ?? 0) + 1;
    this.#waiting.set(holder, waiting);
    const timer = setTimeout(refuse, Math.min(pauseMs.max, Math.max(pauseMs.min, waiting * betweenMs)));
    atEnd(response, () => {
      clearTimeout(timer);
      const left = (this.#waiting.get(holder) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(holder);
      else this.#waiting.set(holder, left);
    });
  }
}
