// SPDX-License-Identifier: Apache-2.0

/** A long check is not repeated, a short one many times. */
const REPEATED_MS_MAX = 200;
const REPETITIONS = 200;

/** CPU time in milliseconds: of the first check in this process, and the mean once the code is warm. */
export interface Timing {
  readonly coldCpuMs: number;
  readonly warmCpuMs?: number;
}

/** Runs a check, and measures its CPU time without the start of the process. */
export function measure<T>(check: () => T): { result: T; timing: Timing } {
  const [result, coldCpuMs] = cpuTime(check);
  if (coldCpuMs > REPEATED_MS_MAX) return { result, timing: { coldCpuMs } };
  for (let i = 0; i < REPETITIONS; i += 1) check();
  const [, total] = cpuTime(() => {
    for (let i = 0; i < REPETITIONS; i += 1) check();
  });
  return { result, timing: { coldCpuMs, warmCpuMs: total / REPETITIONS } };
}

/** One line for people. */
export function describeTiming({ coldCpuMs, warmCpuMs }: Timing): string {
  const warm =
    warmCpuMs === undefined ? '' : `, ${warmCpuMs.toFixed(2)} ms CPU when warm (mean of ${REPETITIONS})`;
  return `timing: ${coldCpuMs.toFixed(2)} ms CPU for the first check${warm}`;
}

function cpuTime<T>(run: () => T): [T, number] {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1_000];
}
