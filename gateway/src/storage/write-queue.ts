// SPDX-License-Identifier: Apache-2.0
import type { WriteGuard } from './write-guard';

/** Operations of LevelDB's batches, whatever their sections and encodings. */
type Operations = readonly object[];

interface Waiting {
  /** Operations that may share a batch with others; `undefined` for a write of its own. */
  readonly operations: Operations | undefined;
  readonly sync: boolean;
  readonly write: () => Promise<unknown>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface WriteQueueOptions {
  readonly guard: WriteGuard;
  readonly writeBatch: (operations: object[], sync: boolean) => Promise<unknown>;
}

const operationsMax = 2_000;

/**
 * One write at a time, and those that wait share the next batch (group commit). With two at once LevelDB could put the
 * second behind the torn record of the first, and report it as written before the first is known to have failed.
 */
export class WriteQueue {
  readonly #options: WriteQueueOptions;
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(options: WriteQueueOptions) {
    this.#options = options;
  }

  /** Writes operations, atomically. */
  add(operations: Operations, sync: boolean): Promise<void> {
    const write = (): Promise<unknown> => this.#options.writeBatch([...operations], sync);
    return this.#enqueue({ operations, sync, write });
  }

  /** Runs a write that shares its batch with no other. */
  addAlone(write: () => Promise<unknown>): Promise<void> {
    return this.#enqueue({ operations: undefined, sync: true, write });
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  #enqueue(write: Omit<Waiting, 'resolve' | 'reject'>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...write, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#groupLength());
      try {
        await this.#options.guard.run(() => this.#write(group));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#running = undefined;
  }

  #write(group: readonly Waiting[]): Promise<unknown> {
    const [first] = group;
    if (group.length === 1 && first !== undefined) return first.write();
    const operations = group.flatMap((each) => each.operations ?? []);
    return this.#options.writeBatch(
      operations,
      group.some(({ sync }) => sync),
    );
  }

  /** How many of those that wait share the next batch: at least one. */
  #groupLength(): number {
    let count = 0;
    const over = this.#waiting.findIndex(({ operations }, index) => {
      count += operations?.length ?? 0;
      return index > 0 && (operations === undefined || count > operationsMax);
    });
    if (this.#waiting[0]?.operations === undefined) return 1;
    return over < 0 ? this.#waiting.length : over;
  }
}
