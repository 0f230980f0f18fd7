// SPDX-License-Identifier: Apache-2.0
import type { Clock } from '../common/clock';

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #nowMs: number;
  #steadyMs = 0;

  constructor(start = '2026-11-28T08:00:00.000Z') {
    this.#nowMs = Date.parse(start);
  }

  nowMs = (): number => this.#nowMs;
  steadyMs = (): number => this.#steadyMs;

  advance(ms: number): void {
    this.#nowMs += ms;
    this.#steadyMs += ms;
  }
}
