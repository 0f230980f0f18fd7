// SPDX-License-Identifier: Apache-2.0

const firstGuessMs = 1;
const leastMs = 0.05;
/** Fixed cost of an endorsement, whatever its content. */
const roundTripMs = 20;
const weightOfNews = 0.3;

/** A moving average of the chaincode time of each type of command, learnt from previous transactions. */
export class MovingAverage {
  readonly #expectedMs = new Map<string, number>();

  /** Expected milliseconds in the chaincode. */
  of(type: string): number {
    return this.#expectedMs.get(type) ?? firstGuessMs;
  }

  /**
   * @param types of the commands of one transaction, repeated for each command
   * @param tookMs from the proposal to the endorsements
   */
  learn(types: readonly string[], tookMs: number): void {
    const expectedMs = types.reduce((sum, type) => sum + this.of(type), 0);
    const ratio = Math.max(tookMs - roundTripMs, 0) / expectedMs;
    for (const type of new Set(types)) {
      const before = this.of(type);
      const after = before + weightOfNews * (before * ratio - before);
      this.#expectedMs.set(type, Math.max(after, leastMs));
    }
  }
}
