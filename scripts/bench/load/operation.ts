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
  /** Of what succeeded. */
  readonly latencyMs?: Latency;
  /** By reason; a pause follows each in a closed loop. */
  readonly errors: Readonly<Record<string, number>>;
  /** By kind of process, for a thousand that completed. */
  readonly cpuSecondsPerThousand?: ByKind;
  readonly memoryMiB?: ByKind;
}

/** Why an operation failed, in few words, so that the same reasons can be counted. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  const known = typeof code === 'string' || typeof code === 'number' ? ` ${code}` : '';
  return `${error.name}${known}`;
}
