// SPDX-License-Identifier: Apache-2.0

/** How often progress is said, and how seldom the clock is looked at. */
const INTERVAL_MS = 1_000;
const LEAVES_PER_LOOK = 4_096;

/** Where progress goes. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Says once a second how far a long check is: on a terminal, or wherever it is asked for.
 * @param now milliseconds that only grow.
 */
export function progressOn(
  output: ProgressOutput,
  isWanted: boolean,
  now: () => number = performance.now.bind(performance),
): ((read: number, of: number) => void) | undefined {
  if (!isWanted && output.isTTY !== true) return undefined;
  const start = now();
  let last = start;
  return (read, of) => {
    if (read % LEAVES_PER_LOOK !== 0) return;
    const time = now();
    if (time - last < INTERVAL_MS) return;
    last = time;
    output.write(`${read} of ${of} leaves, ${Math.round((read / (time - start)) * 1_000)} a second\n`);
  };
}
