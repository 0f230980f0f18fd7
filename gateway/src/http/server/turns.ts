// SPDX-License-Identifier: Apache-2.0
import { FairQueue } from '../../common/fair-queue';
import type { HttpConfig } from './http-config';
import { occupy, Share } from './share';

interface Job {
  readonly caller: string;
  begin(): void;
}

type TurnLimits = Pick<HttpConfig, 'callerWaitingMax' | 'waitingMax' | 'heavyAtOnceMax'>;

/** Processor-heavy work, each officer's in turn: two hundred reports of one delay those of another by one. */
export class Turns {
  readonly #atOnceMax: number;
  readonly #reserved: Share;
  readonly #queue = new FairQueue<Job>();
  #running = 0;

  constructor({ heavyAtOnceMax, waitingMax, callerWaitingMax }: TurnLimits) {
    this.#atOnceMax = heavyAtOnceMax;
    this.#reserved = new Share({ total: waitingMax, each: callerWaitingMax });
  }

  /**
   * Admits one more piece of a caller's work, before anything is gathered for it.
   * @returns what ends it
   * @throws {Problem} `rate-limited` when too much of the caller's is admitted, `overloaded` when too much of all is.
   */
  reserve(caller: string): () => void {
    return occupy(this.#reserved, caller, 'too much work waits for its turn');
  }

  /**
   * Runs the work when it is its turn; what has begun is finished, also if nobody waits for it any more.
   * @param signal aborts the wait
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

  #turn(caller: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#queue.remove(job);
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
      this.#next();
    });
  }

  #next(): void {
    const begun = this.#queue.take(() => {
      if (this.#running >= this.#atOnceMax) return false;
      this.#running += 1;
      return true;
    });
    for (const job of begun) job.begin();
  }
}
