// SPDX-License-Identifier: Apache-2.0

const warningMs = 2 * 60_000;
/** While the warning is shown: another tab may have gone on. */
const lookEveryMs = 10_000;
const leastMs = 1_000;

export function warns(leftMs: number): boolean {
  return leftMs <= warningMs;
}

/** When to ask how long the session lasts: other tabs, and what is done here, prolong it. */
export function untilNextLookMs(leftMs: number): number {
  if (leftMs > warningMs) return leftMs - warningMs + leastMs;
  return Math.max(leastMs, Math.min(leftMs + leastMs, lookEveryMs));
}
