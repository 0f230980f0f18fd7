// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';
import type { Limit } from 'p-limit';

/** Work under one name runs in the order it came, work under other names beside it. */
export class Lanes {
  readonly #lanes = new Map<string, Limit>();

  isBusy(name: string): boolean {
    return this.#lanes.has(name);
  }

  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(name) ?? pLimit(1);
    this.#lanes.set(name, lane);
    try {
      return await lane(work);
    } finally {
      if (lane.activeCount + lane.pendingCount === 0) this.#lanes.delete(name);
    }
  }
}
