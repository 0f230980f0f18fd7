// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';

const waitMs = 60_000;
const pauseMs = 250;

/**
 * Polls for something that a gateway does automatically, until it has happened.
 * @throws {Error} after a minute.
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(pauseMs);
  }
  throw new Error(`waited ${waitMs / 1000} seconds in vain for this: ${what}`);
}
