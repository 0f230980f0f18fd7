// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from 'node:timers/promises';

export interface BackOffLimits {
  readonly firstMs: number;
  readonly maximumMs: number;
}

/** Exponential back-off with jitter, so that gateways which lost the same peer do not all reconnect at once. */
export class BackOff {
  readonly #limits: BackOffLimits;
  #ceilingMs: number;

  constructor(limits: BackOffLimits) {
    this.#limits = limits;
    this.#ceilingMs = limits.firstMs;
  }

  /** Resets the delay after a success. */
  reset(): void {
    this.#ceilingMs = this.#limits.firstMs;
  }

  /** The next delay; between half of the ceiling and the ceiling. */
  nextMs(): number {
    const waitMs = this.#ceilingMs * (0.5 + Math.random() / 2);
    this.#ceilingMs = Math.min(this.#ceilingMs * 2, this.#limits.maximumMs);
    return waitMs;
  }

  /** Waits, or returns early when the signal aborts. */
  async wait(signal?: AbortSignal): Promise<void> {
    await pause(this.nextMs(), signal);
  }
}

/** Sleeps; an aborted signal ends the sleep without an error. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) {
      throw error;
    }
  }
}
