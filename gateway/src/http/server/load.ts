// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';
import type { HttpConfig } from './http-config';

/** Counts requests in progress and open streams, each with a limit. */
export class Load {
  readonly #config: HttpConfig;
  readonly #streams = new Set<AbortController>();
  #requests = 0;
  #draining = false;

  constructor(config: HttpConfig) {
    this.#config = config;
  }

  get requests(): number {
    return this.#requests;
  }

  get isDraining(): boolean {
    return this.#draining;
  }

  /**
   * Admits a request and counts it until the returned function is called.
   * @throws {Problem} `overloaded`.
   */
  enter(): () => void {
    if (this.#draining) {
      throw new Problem('overloaded', 'the gateway is shutting down', { headers: { Connection: 'close' } });
    }
    if (this.#requests >= this.#config.requestsInFlightMax) {
      throw new Problem('overloaded', 'too many requests are in work');
    }
    this.#requests += 1;
    return () => {
      this.#requests -= 1;
    };
  }

  /** As {@link enter}, for a stream, which {@link drain} ends. */
  enterStream(controller: AbortController): () => void {
    if (this.#streams.size >= this.#config.eventStreamsMax) {
      throw new Problem('overloaded', 'too many streams are open');
    }
    this.#streams.add(controller);
    return () => {
      this.#streams.delete(controller);
    };
  }

  /** Rejects new requests and ends the streams; requests in progress continue. */
  drain(): void {
    this.#draining = true;
    for (const controller of this.#streams) controller.abort();
  }
}
