// SPDX-License-Identifier: Apache-2.0
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Logger } from '../common/logger';

interface WatchOptions {
  /** Each of which ends when the gateway stops, and no sooner. */
  readonly running: Readonly<Record<string, Promise<void>>>;
  readonly logger: Pick<Logger, 'error'>;
  readonly metrics: Registry;
}

/**
 * Waits for reactions, and tells of one that stops because of an error: the gateway goes on answering without it, so
 * somebody must be told.
 */
export async function watchReactions({ running, logger, metrics }: WatchOptions): Promise<void> {
  const stopped = new Gauge({
    name: 'guidang_reaction_stopped',
    help: '1 for a kind of reaction that has stopped until a restart, because of an error: an alarm, see the log',
    labelNames: ['kind'],
    registers: [metrics],
  });
  await Promise.all(
    Object.entries(running).map(async ([kind, each]) => {
      stopped.set({ kind }, 0);
      try {
        await each;
      } catch (error) {
        stopped.set({ kind }, 1);
        logger.error({ reaction: kind, error }, 'a reaction has stopped, until the gateway is started again');
      }
    }),
  );
}
