// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long work may keep the main thread before others have it. */
export const sliceMs = 4;

/** Lets the event loop turn when long work in the main thread, such as that on a block of many rows, has used a slice. */
export class Breather {
  #begunMs = performance.now();

  /** Called between pieces; waits for a turn only if the slice is used up. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#begunMs < sliceMs) return;
    await nextTurn();
    this.#begunMs = performance.now();
  }
}
