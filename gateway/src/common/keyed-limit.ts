// SPDX-License-Identifier: Apache-2.0

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** Runs at most so many pieces of work of each key at once; further ones wait, in order of arrival. */
export class KeyedLimit {
  readonly #atOnceMax: number;
  readonly #lines = new Map<string, Line>();

  constructor(atOnceMax: number) {
    this.#atOnceMax = atOnceMax;
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
    this.#lines.set(key, line);
    if (line.running < this.#atOnceMax) line.running += 1;
    else await new Promise<void>((begin) => line.waiting.push(begin));
    try {
      return await work();
    } finally {
      this.#end(key, line);
    }
  }

  /** Whoever waits takes over the place. */
  #end(key: string, line: Line): void {
    const next = line.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    line.running -= 1;
    if (line.running === 0) this.#lines.delete(key);
  }
}
