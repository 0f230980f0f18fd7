// SPDX-License-Identifier: Apache-2.0
import type { Meter } from './load/operation';
import { cpuMsEach, cpuPerThousand } from './processes';
import { median, timed } from './statistics';

/** Calls one after another: the median, and the processor time of each. */
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
  const used =
    meter === undefined || before === undefined
      ? undefined
      : cpuMsEach({ cpuSecondsPerThousand: cpuPerThousand(before, meter.cpuSeconds(), items.length) });
  return { ms: median(took), cpuMs: used ?? null };
}
