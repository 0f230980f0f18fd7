// SPDX-License-Identifier: Apache-2.0
import { sliceMs } from '../../common/breather';
import { FairQueue } from '../../common/fair-queue';

interface Piece {
  readonly caller: string;
  readonly begin: () => void;
}

/**
 * Work that goes on for long in the main thread, such as the rows of a list, is done in slices: one in each turn of the
 * event loop, each caller's in turn, so that a request of anybody waits for one slice at most.
 */
export class Slices {
  readonly #queue = new FairQueue<Piece>();

  /** Passes the items on, with a pause whenever a slice is used up. */
  async *of<T>(caller: string, items: AsyncIterable<T>): AsyncGenerator<T> {
    let begunMs = performance.now();
    for await (const item of items) {
      yield item;
      if (performance.now() - begunMs < sliceMs) continue;
      await this.pause(caller);
      begunMs = performance.now();
    }
  }

  /** Resolves when the caller's next slice begins. */
  pause(caller: string): Promise<void> {
    return new Promise((begin) => {
      if (this.#queue.isEmpty) this.#schedule();
      this.#queue.add({ caller, begin });
    });
  }

  #schedule(): void {
    setImmediate(() => {
      let isTaken = false;
      const [piece] = this.#queue.take(() => {
        if (isTaken) return false;
        isTaken = true;
        return true;
      });
      piece?.begin();
      if (!this.#queue.isEmpty) this.#schedule();
    });
  }
}
