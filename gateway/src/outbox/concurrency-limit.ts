// SPDX-License-Identifier: Apache-2.0

/** Fewer transactions than this waiting in the network: it has room. More than the second: it has not. */
const [queuedMin, queuedMax] = [0.5, 1];

/** How much of a new sample the shortest time takes over: a network that became slower is believed after some dozens. */
const weightOfSlower = 0.02;

/**
 * How many full groups may be in flight, after TCP Vegas (Brakmo, O'Malley and Peterson, 1994): the times of groups in
 * flight are compared with the shortest one. Where they take no longer together, the network has room for one more;
 * where they wait for each other, one fewer costs nothing and leaves the processors to the rest.
 */
export class ConcurrencyLimit {
  readonly #max: number;
  #value = 1;
  #shortestMs = Infinity;

  constructor(max: number) {
    this.#max = max;
  }

  get value(): number {
    return this.#value;
  }

  /** @param inFlight groups that were in flight when this one started, with itself */
  learn(tookMs: number, inFlight: number): void {
    if (!(tookMs > 0)) return;
    const isShortest = tookMs < this.#shortestMs;
    this.#shortestMs = isShortest ? tookMs : this.#shortestMs + weightOfSlower * (tookMs - this.#shortestMs);
    const queued = inFlight * (1 - this.#shortestMs / tookMs);
    // A limit that was not reached has not been tried.
    if (queued < queuedMin && inFlight >= this.#value) this.#value = Math.min(this.#value + 1, this.#max);
    if (queued > queuedMax) this.#value = Math.max(this.#value - 1, 1);
  }
}
