// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { Stand } from './stand';
import type { StandOptions } from './stand';

/**
 * Runs work on a network and then stops it: an interrupt must not leave two dozen processes behind.
 * @param keep only stops it, and keeps its data.
 */
export async function withStand<Answer>(
  { keep = false, ...options }: StandOptions & { readonly keep?: boolean },
  work: (stand: Stand) => Promise<Answer>,
): Promise<Answer> {
  const over = new AbortController();
  const interrupted = interruption(over.signal);
  // The interrupt may come before anyone waits for it: a network that is starting is first started fully, then stopped.
  interrupted.catch(() => undefined);
  const stand = await Stand.up(options);
  try {
    return await Promise.race([interrupted, work(stand)]);
  } finally {
    over.abort();
    stand.close();
    if (keep) await stand.network.down();
    else await stand.network.reset();
  }
}

async function interruption(over: AbortSignal): Promise<never> {
  try {
    await Promise.race(['SIGINT', 'SIGTERM'].map((name) => once(process, name, { signal: over })));
  } catch {
    // The work ended on its own.
    return new Promise<never>(() => undefined);
  }
  throw new Error('interrupted');
}
