// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';

/** The result of a check: undefined when the condition holds, otherwise the reason. A throw ends the wait at once. */
type Check = () => Promise<string | undefined>;

/**
 * Polls until a check passes.
 * @throws Error with the last reason when the deadline passes, or what the check throws.
 */
export async function until(what: string, check: Check, limit: { readonly seconds: number }): Promise<void> {
  const deadline = Date.now() + limit.seconds * 1000;
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 500)) {
    const reason = await check();
    if (reason === undefined) return;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${limit.seconds} s: ${reason}`);
    await sleep(pause);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
