// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { Matter } from '@guidang/chaincode/model';
import { digestOf } from '@guidang/chaincode/proof';
import { Piscina } from 'piscina';
import type { Finding } from './finding';

const idleMs = 60_000;
/** Of so many versions of matters it is remembered what was found; a network has tens of matters. */
const rememberedMax = 500;
/** What was not decided in time, such as by a busy machine, may be decided later; nobody asks it again and again. */
const openMs = 60_000;

interface Remembered {
  readonly found: Promise<readonly Finding[]>;
  /** Set once something was left open: then it is good for a while only. */
  untilMs?: number;
}

interface MatterCheckerOptions {
  /** How long what was not decided is taken for the answer. */
  readonly openMs?: number;
}

/**
 * Finds what no schema can see in matters, in a thread of its own: somebody may publish one whose conditions take all
 * the time that there is, and ask for it again and again. So each version is searched once, and one after the other;
 * what was not decided in time once in a while.
 */
export class MatterChecker {
  readonly #threads = new Piscina({
    // Compiled also where tests run from source: a thread loads no TypeScript.
    filename: join(__dirname, '..', '..', '..', 'dist', 'application', 'matter', 'check-worker.js'),
    name: 'findingsInTime',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    niceIncrement: 5,
  });
  readonly #found = new Map<string, Remembered>();
  readonly #openMs: number;

  constructor(options: MatterCheckerOptions = {}) {
    this.#openMs = options.openMs ?? openMs;
  }

  findingsIn(matter: Matter): Promise<readonly Finding[]> {
    const { value } = digestOf(matter);
    const known = this.#found.get(value);
    if (known !== undefined && performance.now() < (known.untilMs ?? Infinity)) return known.found;
    const found = this.#search(matter, value);
    return found;
  }

  #search(matter: Matter, value: string): Promise<readonly Finding[]> {
    const found = this.#threads.run(matter) as Promise<readonly Finding[]>;
    const remembered: Remembered = { found };
    this.#found.set(value, remembered);
    found.then(
      (findings) => {
        if (findings.some(({ isOpen }) => isOpen)) remembered.untilMs = performance.now() + this.#openMs;
      },
      // What failed is tried again, by whoever asks next.
      () => this.#found.delete(value),
    );
    const [oldest] = this.#found.keys();
    if (this.#found.size > rememberedMax && oldest !== undefined) this.#found.delete(oldest);
    return found;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#threads.destroy();
  }
}
