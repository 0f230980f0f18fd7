// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { Stand } from './stand';
import type { StandOptions } from './stand';

/**
 * Works on a network, and takes it down again: an end that is asked for must not leave two dozen processes behind.
 * @param keep stops it only, and leaves its data.
 */
export async function withStand<Answer>(
  { keep = false, ...options }: StandOptions & { readonly keep?: boolean },
  work: (stand: Stand) => Promise<Answer>,
): Promise<Answer> {
  const over = new AbortController();
  const interrupted = interruption(over.signal);
  // It may come before anybody waits for it: a network that is half up is brought up first, then taken down.
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
    // The work has ended by itself.
    return new Promise<never>(() => undefined);
  }
  throw new Error('interrupted');
}
