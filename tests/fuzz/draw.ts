// SPDX-License-Identifier: Apache-2.0

const step = 0x6d2b79f5;

/** Draws numbers from a seed (mulberry32): the same seed gives the same inputs, and a number costs nothing. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to, and without, the limit. */
  below(limit: number): number {
    this.#state = (this.#state + step) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** As many as drawn, of what is drawn. */
  some<T>(countMax: number, one: () => T): T[] {
    return Array.from({ length: this.below(countMax + 1) }, one);
  }
}
