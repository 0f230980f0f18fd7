// SPDX-License-Identifier: Apache-2.0
import type { IdempotencyKeys } from '../application/command/idempotency';
import type { Parts } from './parts';

interface KeyLifeOptions {
  readonly parts: Pick<Parts, 'config' | 'context' | 'clock' | 'logger' | 'sessions' | 'storage' | 'uploads'>;
  readonly keys: IdempotencyKeys;
}

const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;

/** Forgets Idempotency-Keys and sessions whose life is over, and uploads that nobody goes on with, every hour. */
export function endKeys({ parts, keys }: KeyLifeOptions): { close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => expireKeys({ parts, keys }))
      .then(() => parts.uploads.removeExpired())
      .then(() => parts.sessions.removeExpired())
      .catch((error: unknown) => {
        parts.logger.warn({ err: error }, 'what is over could not be forgotten; it will be tried again');
      });
  }, hourMs);
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
      return running;
    },
  };
}

/** Forgets the keys that are over now; one whose write is open, or whose outcome is kept, lives on. */
async function expireKeys({ parts, keys }: KeyLifeOptions): Promise<void> {
  const { config, context, clock, storage } = parts;
  if (storage.failures.length > 0) return;
  const nowMs = clock.nowMs();
  const isOpen = async (key: string): Promise<boolean> => {
    const outbox = context.organisations.get(key.slice(0, Math.max(0, key.indexOf('~'))))?.outbox;
    return (await outbox?.find(key)) !== undefined;
  };
  await keys.expire({ nowMs, beforeMs: nowMs - config.idempotencyKeyDays * dayMs, isOpen });
}
