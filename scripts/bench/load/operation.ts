// SPDX-License-Identifier: Apache-2.0
import type { ByKind } from '../processes';
import type { Latency } from './recorder';

/** One operation of a caller; it fails by throwing. */
export type Operation = (caller: number) => Promise<unknown>;

/** Reads what the processes have used so far; see {@link import('../processes').Processes}. */
export interface Meter {
  cpuSeconds(): ByKind;
  memoryMiB(): ByKind;
}

/** The result of a load within the measured interval. */
export interface LoadResult {
  readonly seconds: number;
  readonly completed: number;
  readonly perSecond: number;
  /** Latencies of successful operations. */
  readonly latencyMs?: Latency;
  /** Failures by reason; in a closed loop a pause follows each. */
  readonly errors: Readonly<Record<string, number>>;
  /** Processor seconds by kind of process, per thousand completed operations. */
  readonly cpuSecondsPerThousand?: ByKind;
  readonly memoryMiB?: ByKind;
}

/** A short reason for a failed operation, so that equal reasons can be counted. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const known = typeof code === 'string' || typeof code === 'number' ? ` ${code}` : '';
  return `${error.name}${known}`;
}
