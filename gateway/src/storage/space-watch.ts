// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';

interface SpaceWatchOptions {
  readonly folder: string;
  /** Free space below which nothing new is taken, so that what was promised can still be finished. */
  readonly reserveBytes: number;
  readonly everyMs?: number;
  readonly freeBytesOf?: (folder: string) => Promise<number>;
  /** Called when the answer to {@link SpaceWatch.isFull} changes. */
  readonly onChange?: (isFull: boolean, freeBytes: number) => void;
}

const watchMs = 500;
/** Above the reserve by so much before it counts as refilled: it would change its mind with each file otherwise. */
const refilled = 1.1;

/** Free bytes for processes without privileges: the rest of the file system is not ours to use. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Watches the free space of the file system that the data folder is on. */
export class SpaceWatch {
  readonly reserveBytes: number;
  readonly #options: SpaceWatchOptions;
  #freeBytes = Infinity;
  #isFull = false;
  #timer: NodeJS.Timeout | undefined;

  /** Starts watching, with the space as it is now. */
  static async start(options: SpaceWatchOptions): Promise<SpaceWatch> {
    const watch = new SpaceWatch(options);
    await watch.look();
    watch.#schedule();
    return watch;
  }

  private constructor(options: SpaceWatchOptions) {
    this.#options = options;
    this.reserveBytes = options.reserveBytes;
  }

  get freeBytes(): number {
    return this.#freeBytes;
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  /** Looks at the file system now. One that cannot be asked counts as it did. */
  async look(): Promise<void> {
    const { folder, freeBytesOf: read = freeBytesOf, onChange } = this.#options;
    const free = await read(folder).catch(() => this.#freeBytes);
    this.#freeBytes = free;
    const isFull = free < this.reserveBytes * (this.#isFull ? refilled : 1);
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    onChange?.(isFull, free);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      void this.look().then(() => {
        if (this.#timer !== undefined) this.#schedule();
      });
    }, this.#options.everyMs ?? watchMs);
    this.#timer.unref();
  }
}
