// SPDX-License-Identifier: Apache-2.0
import { pause } from './back-off';

/** Where a part takes its time from, so that a test can say what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. It may jump when the machine's clock is set. */
  readonly nowMs: () => number;
  /** Milliseconds since some moment; it only grows. For durations. */
  readonly steadyMs: () => number;
  /** Waits, or returns early when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The machine's own. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  steadyMs: () => performance.now(),
  pause,
};

/** A moment of a clock in RFC 3339, UTC. */
export function timeOf(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
