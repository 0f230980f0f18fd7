// SPDX-License-Identifier: Apache-2.0
import { pause } from './back-off';

/** The source of time, injected so that tests control it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. It may jump when the system clock is adjusted. */
  readonly nowMs: () => number;
  /** Monotonic milliseconds since an arbitrary moment, for durations. */
  readonly steadyMs: () => number;
  /** Waits, or returns early when the signal aborts. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The system clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  steadyMs: () => performance.now(),
  pause,
};

/** A clock's current time in RFC 3339, UTC. */
export function timeOf(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString();
}
