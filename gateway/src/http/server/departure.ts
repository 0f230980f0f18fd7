// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import { atEnd } from './at-end';

/**
 * That a caller goes away before the answer is out. Most handlers never ask for the signal, and a signal costs more
 * than many an answer: it is made when it is asked for.
 */
export class Departure {
  #controller: AbortController | undefined;
  #gone = false;

  constructor(response: ServerResponse) {
    atEnd(response, () => {
      if (response.writableFinished) return;
      this.#gone = true;
      this.#controller?.abort();
    });
  }

  get controller(): AbortController {
    this.#controller ??= new AbortController();
    if (this.#gone) this.#controller.abort();
    return this.#controller;
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }
}
