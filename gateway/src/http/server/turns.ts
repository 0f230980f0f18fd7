// SPDX-License-Identifier: Apache-2.0
import { FairQueue } from '../../common/fair-queue';
import { Problem } from '../problem';
import type { HttpConfig } from './http-config';

interface Job {
  readonly caller: string;
  begin(): void;
}

type TurnLimits = Pick<HttpConfig, 'callerWaitingMax' | 'waitingMax' | 'heavyAtOnceMax'>;

/** Processor-heavy work, each officer's in turn: two hundred reports of one delay those of another by one. */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #queue = new FairQueue<Job>();
  #waiting = 0;
  #running = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * Runs the work when it is its turn; what has begun is finished, also if nobody waits for it any more.
   * @param signal aborts the wait
   * @throws {Problem} `rate-limited` when too much of the caller's waits, `overloaded` when too much of all does.
   */
  async run<T>(caller: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#turn(caller, signal);
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }

  /** Whether one more of the caller may wait. @throws as {@link run}. */
  demand(caller: string): void {
    if (this.#queue.waitingOf(caller) >= this.#limits.callerWaitingMax) {
      throw new Problem('rate-limited', 'too much of this caller waits for its turn');
    }
    if (this.#waiting >= this.#limits.waitingMax) {
      throw new Problem('overloaded', 'too much work waits for its turn');
    }
  }

  #turn(caller: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.demand(caller);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.remove(job);
        this.#waiting -= 1;
        reject(signal.reason as Error);
      };
      const job: Job = {
        caller,
        begin: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#queue.add(job);
      this.#waiting += 1;
      this.#next();
    });
  }

  #next(): void {
    const begun = this.#queue.take(() => {
      if (this.#running >= this.#limits.heavyAtOnceMax) return false;
      this.#running += 1;
      return true;
    });
    this.#waiting -= begun.length;
    for (const job of begun) job.begin();
  }
}
