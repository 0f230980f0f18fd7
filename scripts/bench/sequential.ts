// SPDX-License-Identifier: Apache-2.0
import type { ByKind } from './processes';
import type { Meter } from './load/operation';
import { median, timed } from './statistics';

/** Calls one after another: the median, and the processor time of each, without that of the load. */
export interface Sequential {
  readonly ms: number;
  readonly cpuMs: number | null;
}

interface SequentialOptions<Item> {
  readonly items: readonly Item[];
  readonly operation: (item: Item) => Promise<unknown>;
  readonly meter?: Meter;
  /** Before each call, and not counted with it: until what earlier ones have left behind is done. */
  readonly settle?: () => Promise<void>;
}

/** Processor time is that from each call to its answer. */
export async function sequential<Item>(options: SequentialOptions<Item>): Promise<Sequential> {
  const { items, operation, meter, settle } = options;
  const took: number[] = [];
  let usedSeconds = 0;
  for (const item of items) {
    await settle?.();
    const before = servedBy(meter?.cpuSeconds());
    took.push(await timed(() => operation(item)));
    usedSeconds += servedBy(meter?.cpuSeconds()) - before;
  }
  return { ms: median(took), cpuMs: meter === undefined ? null : (usedSeconds * 1_000) / items.length };
}

/** Seconds of processor time of all but the load. */
function servedBy({ load: _own, ...serving }: ByKind = {}): number {
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
