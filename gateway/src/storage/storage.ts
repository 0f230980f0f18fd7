// SPDX-License-Identifier: Apache-2.0
import type { SpaceWatch } from './space-watch';
import { StorageError } from './storage-error';
import { WriteGuard } from './write-guard';
import type { StoreFailure, StoreName } from './write-guard';

/** What the API, readiness and metrics know of the disk. */
export interface StorageState {
  readonly failures: readonly StoreFailure[];
  readonly space: Pick<SpaceWatch, 'isFull' | 'freeBytes' | 'reserveBytes'>;
  /** @throws {StorageError} `storage-failed`, `storage-full` if nothing may be written now. */
  demandWritable(): void;
}

interface StorageOptions {
  readonly space: SpaceWatch;
  readonly onFailure: (failure: StoreFailure) => void;
}

/** Stores whose failure stops new writes: not that of titles, which hold nothing of their own and are built again. */
type Needed = Exclude<StoreName, 'titles'>;

/** The gateway's stores on disk: a guard for each that is needed, and the space that they share. */
export class Storage implements StorageState {
  readonly space: SpaceWatch;
  readonly #guards: Readonly<Record<Needed, WriteGuard>>;

  constructor({ space, onFailure }: StorageOptions) {
    const guard = (store: Needed): WriteGuard => new WriteGuard(store, onFailure);
    this.space = space;
    this.#guards = {
      ledger: guard('ledger'),
      gateway: guard('gateway'),
      projection: guard('projection'),
      content: guard('content'),
    };
  }

  guard(store: Needed): WriteGuard {
    return this.#guards[store];
  }

  get guards(): readonly WriteGuard[] {
    return Object.values(this.#guards);
  }

  get failures(): readonly StoreFailure[] {
    return this.guards.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  }

  /** A store that has failed stops the others' new writes too: what they promise may depend on it. */
  demandWritable(): void {
    for (const guard of this.guards) guard.demandSound();
    if (this.space.isFull) {
      throw new StorageError('storage-full', 'the disk has no space left but its reserve', {
        retryAfterSeconds: 60,
      });
    }
  }

  close(): void {
    this.space.close();
  }
}
