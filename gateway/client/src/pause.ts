// SPDX-License-Identifier: Apache-2.0

const firstMs = 250;
const maximumMs = 8_000;
const jitter = 0.2;

/** How long to wait before the next attempt: what the gateway asks for, else twice as long as before. */
export function pauseMs(attempt: number, retryAfterSeconds: number | undefined): number {
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1_000;
  const grown = Math.min(maximumMs, firstMs * 2 ** (attempt - 1));
  return grown * (1 + jitter * Math.random());
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
