// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { Level } from 'level';
import type { DatabaseOptions } from 'level';
import { errorCode } from './error-code';
import { checkLevelLogs } from './level-files';
import { StorageError } from './storage-error';
import type { WriteGuard } from './write-guard';
import { WriteQueue } from './write-queue';

interface StoreOptions<K, V> extends DatabaseOptions<K, V> {
  readonly guard: WriteGuard;
  /** What an operator can do about a damaged file. */
  readonly remedy: string;
}

interface WriteOptions {
  readonly sync?: boolean;
}

/**
 * Opens a LevelDB store whose writes pass its guard, after checking its logs: LevelDB silently drops a damaged record
 * and all that follow it.
 * @throws {StorageError} `storage-damaged`; an error with Level's code and cause if it cannot be opened.
 */
export async function openStore<K, V>(
  directory: string,
  { guard, remedy, ...options }: StoreOptions<K, V>,
): Promise<Level<K, V>> {
  const [finding] = await checkLevelLogs(directory);
  if (finding !== undefined) {
    const { where, problem } = finding;
    throw new StorageError('storage-damaged', `${directory}/${where} is damaged: ${problem}; ${remedy}`);
  }
  // Level would make the folder, and leave it there.
  if (options.createIfMissing === false && !existsSync(directory)) throw noStore(directory);
  const level = new Level<K, V>(directory, options);
  try {
    await level.open();
  } catch (error) {
    throw unopened(directory, remedy, error);
  }
  guardWrites(level, guard);
  return level;
}

function noStore(directory: string): Error {
  const message = `${directory} does not exist: is it the right data folder, and was it started there?`;
  return Object.assign(new Error(message), { code: 'LEVEL_DATABASE_NOT_OPEN' });
}

/** Level puts the reason into the cause of its `LEVEL_DATABASE_NOT_OPEN`. */
function unopened(directory: string, remedy: string, error: unknown): Error {
  const cause = (error instanceof Error ? error.cause : undefined) ?? error;
  const code = errorCode(cause);
  if (code === 'LEVEL_CORRUPTION') {
    return new StorageError('storage-damaged', `${directory} is damaged: ${String(cause)}; ${remedy}`, {
      cause,
    });
  }
  const message =
    code === 'LEVEL_LOCKED'
      ? `${directory} is open already: one process at a time can use it`
      : `${directory} cannot be opened: ${String(cause)}`;
  return Object.assign(new Error(message, { cause }), { code: errorCode(error) });
}

/**
 * Makes each write of the store and of its sections, which all end in these methods, pass the guard. They are replaced
 * on the instance: a subclass would have to repeat their overloads.
 */
export function guardWrites<K, V>(level: Level<K, V>, guard: WriteGuard): void {
  const plain = {
    batch: level.batch.bind(level),
    clear: level.clear.bind(level),
    close: level.close.bind(level),
  };
  const queue = new WriteQueue({
    guard,
    writeBatch: async (operations, sync) => {
      const written: unknown = Reflect.apply(plain.batch, level, [operations, { sync }]);
      await written;
    },
  });
  const add = (
    operations: readonly object[],
    { sync = false, ...defaults }: WriteOptions = {},
  ): Promise<void> =>
    operations.length === 0
      ? Promise.resolve()
      : queue.add(
          operations.map((operation) => ({ ...defaults, ...operation })),
          sync,
        );
  const guarded = {
    put: (key: K, value: V, options?: WriteOptions) => add([{ type: 'put', key, value }], options),
    del: (key: K, options?: WriteOptions) => add([{ type: 'del', key }], options),
    batch: (operations?: readonly object[], options?: WriteOptions) =>
      operations === undefined ? chained(plain.batch(), queue) : add(operations, options),
    clear: (options: object = {}) => queue.addAlone(() => plain.clear(options)),
    close: async () => {
      await queue.idle();
      await plain.close();
    },
  };
  for (const [name, value] of Object.entries(guarded)) {
    Object.defineProperty(level, name, { value, configurable: true, writable: true });
  }
}

/** A chained batch whose write waits for its turn. */
function chained<Batch extends { write(options?: object): Promise<void> }>(
  batch: Batch,
  queue: WriteQueue,
): Batch {
  const write = batch.write.bind(batch);
  const guarded = (options: object = {}): Promise<void> => queue.addAlone(() => write(options));
  return Object.defineProperty(batch, 'write', { value: guarded });
}
