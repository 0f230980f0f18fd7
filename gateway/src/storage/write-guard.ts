// SPDX-License-Identifier: Apache-2.0
import { errorCode } from './error-code';
import { StorageError } from './storage-error';

/** A store of the gateway, by the folder that it is in. */
export type StoreName = 'ledger' | 'gateway' | 'projection' | 'content' | 'titles';

export interface StoreFailure {
  readonly store: StoreName;
  /** The error of the first write that failed. */
  readonly cause: unknown;
}

/** Errors of the process or of the call: they say nothing about the disk. */
const harmlessCodes: ReadonlySet<unknown> = new Set([
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'LEVEL_DATABASE_NOT_OPEN',
  'LEVEL_BATCH_NOT_OPEN',
  'LEVEL_INVALID_KEY',
  'LEVEL_INVALID_VALUE',
  'LEVEL_INVALID_BATCH',
]);

/**
 * Every write of a store passes through its guard, which lets none pass after the first that failed. Once a write or an
 * fsync has failed, nobody knows what is on disk: the kernel may have dropped the pages and report success the next
 * time, and LevelDB goes on behind a torn record, which hides all that follows from the next start. So the store stops
 * until it is opened again, which checks its files (as PostgreSQL does since 2018).
 */
export class WriteGuard {
  readonly store: StoreName;
  readonly #onFailure: (failure: StoreFailure) => void;
  #failure: StoreFailure | undefined;

  constructor(store: StoreName, onFailure: (failure: StoreFailure) => void = () => undefined) {
    this.store = store;
    this.#onFailure = onFailure;
  }

  get failure(): StoreFailure | undefined {
    return this.#failure;
  }

  /** @throws {StorageError} `storage-failed` if an earlier write failed. */
  demandSound(): void {
    if (this.#failure === undefined) return;
    throw new StorageError('storage-failed', `the store ${this.store} writes no more: a write has failed`, {
      cause: this.#failure.cause,
    });
  }

  /**
   * Runs a write: one that has begun before another failed does not succeed either, since it may lie behind the torn one.
   * @throws {StorageError} `storage-failed` if this write or an earlier one failed.
   */
  async run<T>(write: () => Promise<T>): Promise<T> {
    this.demandSound();
    try {
      const written = await write();
      this.demandSound();
      return written;
    } catch (error) {
      if (harmlessCodes.has(errorCode(error))) throw error;
      this.fail(error);
      this.demandSound();
      throw error;
    }
  }

  /** Stops the store. */
  fail(cause: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = { store: this.store, cause };
    this.#onFailure(this.#failure);
  }
}
