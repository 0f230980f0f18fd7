// SPDX-License-Identifier: Apache-2.0

const firstMs = 250;
const maximumMs = 8_000;
/** Timers count no further than some 25 days, and nobody waits so long. */
const askedMaximumMs = 3_600_000;
const jitter = 0.2;

/**
 * How long to wait before the next attempt: twice as long as before, and never less than the gateway asks for. Those
 * whom it has sent away together do not come back together.
 */
export function pauseMs(attempt: number, retryAfterSeconds = 0): number {
  const grown = Math.min(maximumMs, firstMs * 2 ** (attempt - 1));
  const askedMs = Math.min(askedMaximumMs, retryAfterSeconds * 1_000);
  return Math.max(grown, askedMs) * (1 + jitter * Math.random());
}

/** @throws the signal's reason, when it is aborted meanwhile. */
export function sleep(timeMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, timeMs);
    signal?.addEventListener('abort', end, { once: true });
  });
}
