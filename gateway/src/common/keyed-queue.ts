// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';
import type { Limit } from 'p-limit';

/**
 * Runs work under one key sequentially, in order of arrival, whether or not what went before succeeded; work under
 * different keys runs concurrently.
 */
export class KeyedQueue {
  readonly #queues = new Map<string, Limit>();

  isBusy(key: string): boolean {
    return this.#queues.has(key);
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? pLimit(1);
    this.#queues.set(key, queue);
    try {
      return await queue(work);
    } finally {
      if (queue.activeCount + queue.pendingCount === 0) this.#queues.delete(key);
    }
  }
}
