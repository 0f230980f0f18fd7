// SPDX-License-Identifier: Apache-2.0

/** How long and how large each part is. */
export interface Plan {
  readonly startRounds: number;
  readonly loneRounds: number;
  readonly loneSamples: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly closedLoops: readonly number[];
  /** Creates a second in open loops. */
  readonly openLoops: readonly number[];
  readonly verifyRounds: number;
  readonly verifySeconds: number;
  readonly historyEvents: number;
  readonly historyRounds: number;
  /** Records on the ledger, for the curves. */
  readonly sizes: readonly number[];
  /** No part is begun that would not end by then. */
  readonly withinMs: number;
}

const minutes = 60_000;

export const fullPlan: Plan = {
  startRounds: 5,
  loneRounds: 10,
  loneSamples: 20,
  rounds: 5,
  warmUpMs: 5_000,
  measureMs: 12_000,
  closedLoops: [1, 50, 200, 1_000],
  openLoops: [100, 300, 600],
  verifyRounds: 5,
  verifySeconds: 6,
  historyEvents: 100_000,
  historyRounds: 10,
  sizes: [1_000, 10_000, 100_000, 1_000_000],
  withinMs: 90 * minutes,
};

/** Within eight minutes, the network's start and end included. */
export const quickPlan: Plan = {
  ...fullPlan,
  startRounds: 1,
  loneRounds: 3,
  loneSamples: 10,
  rounds: 3,
  warmUpMs: 3_000,
  measureMs: 6_000,
  closedLoops: [50],
  openLoops: [300],
  verifyRounds: 3,
  verifySeconds: 3,
  historyEvents: 10_000,
  historyRounds: 5,
  sizes: [1_000, 10_000, 30_000],
  withinMs: 7.4 * minutes,
};
