// SPDX-License-Identifier: Apache-2.0
import type { ByKind } from './processes';
import type { Meter } from './load/operation';
import { median, timed } from './statistics';

/** Calls one after another: the median, and the processor time of each, without that of the load. */
export interface Sequential {
  readonly ms: number;
  readonly cpuMs: number | null;
}

export async function sequential<Item>(
  items: readonly Item[],
  operation: (item: Item) => Promise<unknown>,
  meter?: Meter,
): Promise<Sequential> {
  const before = meter?.cpuSeconds();
  const took: number[] = [];
  for (const item of items) took.push(await timed(() => operation(item)));
  const after = meter?.cpuSeconds();
  const cpuMs = before && after ? ((servedBy(after) - servedBy(before)) * 1_000) / items.length : null;
  return { ms: median(took), cpuMs };
}

/** Seconds of processor time of all but the load. */
function servedBy({ load: _own, ...serving }: ByKind): number {
  return Object.values(serving).reduce((sum, each) => sum + each, 0);
}

/**
 * How many times the one costs the other: in processor time, which other work on the machine does not change; in time,
 * where processor time was not metered.
 */
export function timesAsMuch(one: Sequential, other: Sequential): number {
  if (one.cpuMs === null || other.cpuMs === null) return one.ms / other.ms;
  return one.cpuMs / other.cpuMs;
}
