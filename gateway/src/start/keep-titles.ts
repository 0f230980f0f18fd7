// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { TitleKeeper } from '../application/title/title-keeper';
import { TitleStore } from '../application/title/title-store';
import { BackOff } from '../common/back-off';
import { StorageError } from '../storage';
import type { Parts } from './parts';

const backOffLimits = { firstMs: 200, maximumMs: 60_000 };

/** Which records have a title in a store: names are no secret, and need no key. */
export function titledRecords(level: Level): AsyncIterable<string> {
  return TitleStore.recordsIn(level);
}

/**
 * Keeps the titles as blocks and contents come, until the signal aborts. Whatever fails is tried again, and stops nothing
 * else: without titles records are found by what the ledger says of them.
 */
export async function keepTitles(
  { titles, contents, contentHolders, projection, logger }: Parts,
  signal: AbortSignal,
): Promise<void> {
  const keeper = new TitleKeeper({ titles, contents, holders: contentHolders, projection });
  const arrivals = new Set<Promise<void>>();
  contents.watch((content) => {
    // One that fails is still awaited, and looked for at the next start.
    const taken = keeper.take(content).catch((error: unknown) => {
      logger.warn({ error }, 'a title could not be taken from a content');
    });
    arrivals.add(taken);
    void taken.finally(() => arrivals.delete(taken));
  });
  const backOff = new BackOff(backOffLimits);
  while (!signal.aborted) {
    try {
      await keeper.follow(signal);
    } catch (error) {
      logger.error({ error }, 'titles could not be kept');
      // The disk has failed: until a restart, nothing is written.
      if (error instanceof StorageError) break;
      await backOff.wait(signal);
    }
  }
  contents.watch(() => undefined);
  await Promise.all(arrivals);
}
