// SPDX-License-Identifier: Apache-2.0
import { BackOff } from './back-off';
import type { BackOffLimits } from './back-off';

interface Patience {
  readonly timeoutMs?: number;
  readonly pause?: BackOffLimits;
}

interface UntilOptions extends Patience {
  /** Why there is no answer yet; told when the time is up. */
  readonly reason?: () => string | undefined;
}

interface RetryOptions extends Patience {
  /** Whether the same attempt may succeed later. Any other error ends the wait at once. */
  readonly mayPass: (error: unknown) => boolean;
}

const minuteMs = 60_000;
const shortPause: BackOffLimits = { firstMs: 50, maximumMs: 500 };

/**
 * Asks again until there is an answer.
 * @throws Error after a minute, or the time given; and what `ask` throws, at once.
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  options: UntilOptions = {},
): Promise<T> {
  const { timeoutMs = minuteMs, pause = shortPause } = options;
  const deadlineMs = performance.now() + timeoutMs;
  for (const pauses = new BackOff(pause); ;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadlineMs) {
      const reason = options.reason?.();
      throw new Error(
        `${what}: not within ${timeoutMs / 1000} s${reason === undefined ? '' : `: ${reason}`}`,
      );
    }
    await pauses.wait();
  }
}

/**
 * Tries again what fails in passing.
 * @throws what the last attempt threw, after a minute or the time given.
 */
export async function retried<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { mayPass, timeoutMs = minuteMs, pause = shortPause } = options;
  const deadlineMs = performance.now() + timeoutMs;
  for (const pauses = new BackOff(pause); ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error) || performance.now() > deadlineMs) throw error;
    }
    await pauses.wait();
  }
}
