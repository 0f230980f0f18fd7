// SPDX-License-Identifier: Apache-2.0

/** Duration and size of each part. */
export interface Plan {
  readonly startRounds: number;
  readonly loneRounds: number;
  readonly loneSamples: number;
  /** Warm-up of each load before the first round: new processes still compile their code. */
  readonly rehearsalMs: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly closedLoops: readonly number[];
  readonly openRounds: number;
  /** A load that lasts: half of its time. */
  readonly halfMinuteMs: number;
  readonly verifyRounds: number;
  readonly verifySeconds: number;
  readonly historyEvents: number;
  readonly historyRounds: number;
  /** Numbers of records on the ledger, for the curves. */
  readonly sizes: readonly number[];
  /** Time reserved for the curves. */
  readonly scaleMs: number;
  /** No part begins that would end after this. */
  readonly withinMs: number;
}

const minutes = 60_000;

export const fullPlan: Plan = {
  startRounds: 5,
  loneRounds: 5,
  loneSamples: 20,
  rehearsalMs: 20_000,
  rounds: 3,
  warmUpMs: 5_000,
  measureMs: 12_000,
  closedLoops: [1, 50, 200, 1_000],
  openRounds: 3,
  halfMinuteMs: 30_000,
  verifyRounds: 3,
  verifySeconds: 6,
  historyEvents: 100_000,
  historyRounds: 10,
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  scaleMs: 25 * minutes,
  withinMs: 75 * minutes,
};

/** Within eight minutes, including starting and stopping the network. */
export const quickPlan: Plan = {
  ...fullPlan,
  startRounds: 1,
  loneRounds: 3,
  loneSamples: 8,
  rehearsalMs: 3_000,
  rounds: 3,
  warmUpMs: 1_500,
  measureMs: 3_500,
  closedLoops: [50],
  openRounds: 3,
  halfMinuteMs: 10_000,
  verifyRounds: 3,
  verifySeconds: 2,
  historyEvents: 10_000,
  historyRounds: 5,
  sizes: [1_000, 10_000, 30_000],
  scaleMs: 80_000,
  withinMs: 7.7 * minutes,
};
