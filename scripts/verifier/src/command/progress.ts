// SPDX-License-Identifier: Apache-2.0

/** How often progress is printed, and the clock read. */
const intervalMs = 1_000;
const leavesPerLook = 4_096;

/** Where progress is printed. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Prints the progress of a long check once a second: on a terminal, or when asked to.
 * @param now monotonic clock in milliseconds.
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
    if (read % leavesPerLook !== 0) return;
    const time = now();
    if (time - last < intervalMs) return;
    last = time;
    output.write(`${read} of ${of} leaves, ${Math.round((read / (time - start)) * 1_000)} a second\n`);
  };
}
