// SPDX-License-Identifier: Apache-2.0
import type { ServerResponse } from 'node:http';
import { atEnd } from './at-end';

/**
 * Aborts when the client disconnects before the answer is out. The AbortController is created lazily: one for each
 * request was measurable.
 */
export class ClientAbort {
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
