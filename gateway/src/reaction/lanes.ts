// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';
import type { Limit } from 'p-limit';

/** Runs work under the same name sequentially, in order of arrival, and work under different names concurrently. */
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
