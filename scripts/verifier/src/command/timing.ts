// SPDX-License-Identifier: Apache-2.0

/** A long check is not repeated, a short one many times. */
const repeatedMsMax = 200;
const repetitions = 200;

/** CPU time in milliseconds: of the first check in this process, and the mean once the code is warm. */
export interface Timing {
  readonly coldCpuMs: number;
  readonly warmCpuMs?: number;
}

/** Runs a check, and measures its CPU time without the start of the process. */
export function measure<T>(check: () => T): { result: T; timing: Timing } {
  const [result, coldCpuMs] = cpuTime(check);
  if (coldCpuMs > repeatedMsMax) return { result, timing: { coldCpuMs } };
  for (let i = 0; i < repetitions; i += 1) check();
  const [, total] = cpuTime(() => {
    for (let i = 0; i < repetitions; i += 1) check();
  });
  return { result, timing: { coldCpuMs, warmCpuMs: total / repetitions } };
}

/** Formats it as one line for people. */
export function describeTiming({ coldCpuMs, warmCpuMs }: Timing): string {
  const warm =
    warmCpuMs === undefined ? '' : `, ${warmCpuMs.toFixed(2)} ms CPU when warm (mean of ${repetitions})`;
  return `timing: ${coldCpuMs.toFixed(2)} ms CPU for the first check${warm}`;
}

function cpuTime<T>(run: () => T): [T, number] {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1_000];
}
