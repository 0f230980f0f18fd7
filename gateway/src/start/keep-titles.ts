// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { firstOrganisation } from '../application/gateway-context';
import { TitleKeeper } from '../application/title/title-keeper';
import { TitleStore } from '../application/title/title-store';
import { BackOff } from '../common/back-off';
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
export async function keepTitles(parts: Parts, signal: AbortSignal): Promise<void> {
  const { titles, contents, contentHolders, projection, logger } = parts;
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
      if (titles.failed.aborted) await beginAnew(parts);
      if (!titles.isWhole) await reachLedger(parts, signal);
      await keeper.follow(AbortSignal.any([signal, titles.failed]));
    } catch (error) {
      logger.error({ err: error }, 'titles could not be kept');
      await backOff.wait(signal);
    }
  }
  contents.watch(() => undefined);
  await Promise.all(arrivals);
}

/** Nobody knows what a failed store still holds: it is removed before anything else, and built when there is space. */
async function beginAnew({ titles, storage, logger }: Parts): Promise<void> {
  logger.error({ err: titles.failed.reason as unknown }, 'the titles are removed, and built again');
  await titles.discard();
  if (storage.space.isFull) throw new Error('there is no space for titles: they are built when there is');
  await titles.mend();
}

/** A title that a purge has erased would be shown again until the purge is read. */
async function reachLedger({ context, projection }: Parts, signal: AbortSignal): Promise<void> {
  const height = await firstOrganisation(context).ledger.height();
  await projection.waitFor(height - 1, signal);
}
