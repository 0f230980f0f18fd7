// SPDX-License-Identifier: Apache-2.0

const FIRST_GUESS_MS = 1;
const LEAST_MS = 0.05;
/** What any endorsement takes, however little is in it. */
const ROUND_TRIP_MS = 20;
const WEIGHT_OF_NEWS = 0.3;

/** How long each kind of command takes in the chaincode, learnt from the transactions that went before. */
export class MovingAverage {
  readonly #expectedMs = new Map<string, number>();

  /** Expected milliseconds in the chaincode. */
  of(type: string): number {
    return this.#expectedMs.get(type) ?? FIRST_GUESS_MS;
  }

  /**
   * @param types of the commands of one transaction, each once for each command
   * @param tookMs from the proposal to the endorsements
   */
  learn(types: readonly string[], tookMs: number): void {
    const expectedMs = types.reduce((sum, type) => sum + this.of(type), 0);
    const ratio = Math.max(tookMs - ROUND_TRIP_MS, 0) / expectedMs;
    for (const type of new Set(types)) {
      const before = this.of(type);
      const after = before + WEIGHT_OF_NEWS * (before * ratio - before);
      this.#expectedMs.set(type, Math.max(after, LEAST_MS));
    }
  }
}
