// SPDX-License-Identifier: Apache-2.0

/** How long and how large each part is. */
export interface Plan {
  readonly startRounds: number;
  readonly loneRounds: number;
  readonly loneSamples: number;
  /** Warm-up of each load before the first round: what has just started is still being compiled. */
  readonly rehearsalMs: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly closedLoops: readonly number[];
  /** Open loops: shares of the rate that the closed loop of the most callers reached. */
  readonly openLoops: readonly number[];
  readonly verifyRounds: number;
  readonly verifySeconds: number;
  readonly historyEvents: number;
  readonly historyRounds: number;
  /** Records on the ledger, for the curves. */
  readonly sizes: readonly number[];
  /** Kept for them, whatever else takes long. */
  readonly scaleMs: number;
  /** No part is begun that would not end by then. */
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
  openLoops: [0.25, 0.5, 0.75],
  verifyRounds: 3,
  verifySeconds: 6,
  historyEvents: 100_000,
  historyRounds: 10,
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  scaleMs: 25 * minutes,
  withinMs: 75 * minutes,
};

/** Within eight minutes, the network's start and end included. */
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
  openLoops: [0.5],
  verifyRounds: 3,
  verifySeconds: 2,
  historyEvents: 10_000,
  historyRounds: 5,
  sizes: [1_000, 10_000, 30_000],
  scaleMs: 80_000,
  withinMs: 7.7 * minutes,
};
