// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../common/clock';

interface Sleeper {
  readonly untilMs: number;
  readonly wake: () => void;
}

/** A clock that advances only when told to. */
export class FakeClock implements Clock {
  #nowMs: number;
  #steadyMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start = '2026-11-28T08:00:00.000Z') {
    this.#nowMs = Date.parse(start);
  }

  nowMs = (): number => this.#nowMs;
  steadyMs = (): number => this.#steadyMs;

  pause = (ms: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { untilMs: this.#steadyMs + ms, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake, { once: true });
    });
  };

  /** Advances the time and wakes those whose wait is over. */
  advance(ms: number): void {
    this.#nowMs += ms;
    this.#steadyMs += ms;
    for (const { untilMs, wake } of [...this.#sleepers]) if (untilMs <= this.#steadyMs) wake();
  }

  /** Advances in steps, letting everything else run between two, until a condition holds. */
  async advanceUntil(condition: () => boolean | Promise<boolean>, stepMs: number): Promise<void> {
    while (!(await condition())) {
      this.advance(stepMs);
      await turn();
    }
  }
}
