// SPDX-License-Identifier: Apache-2.0
import type { ByKind } from './processes';
import type { Meter } from './load/operation';
import { median, timed } from './statistics';

/** Calls one after another: their median, and the processor time of each, without that of the load. */
export interface Sequential {
  readonly ms: number;
  readonly cpuMs: number | null;
}

interface InTurnsOptions<Name extends string> {
  readonly operations: Readonly<Record<Name, (turn: number) => Promise<unknown>>>;
  readonly turns: number;
  readonly meter?: Meter;
  /** Before each call, and not counted with it: until what earlier ones have left behind is done. */
  readonly settle?: () => Promise<void>;
}

/**
 * Each operation once in each turn, so that whatever else the machine does falls on all of them.
 * Processor time is that from each call to its answer.
 */
export async function inTurns<Name extends string>(
  options: InTurnsOptions<Name>,
): Promise<Readonly<Record<Name, Sequential>>> {
  const { operations, turns, meter, settle } = options;
  const calls = Object.entries<(turn: number) => Promise<unknown>>(operations).map(([name, operation]) => ({
    ...{ name, operation, took: [] as number[], usedSeconds: 0 },
  }));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const call of calls) {
      await settle?.();
      const before = servedBy(meter?.cpuSeconds());
      call.took.push(await timed(() => call.operation(turn)));
      call.usedSeconds += servedBy(meter?.cpuSeconds()) - before;
    }
  }
  const measured = calls.map(({ name, took, usedSeconds }) => {
    const cpuMs = meter === undefined ? null : (usedSeconds * 1_000) / turns;
    return [name, { ms: median(took), cpuMs }] as const;
  });
  return Object.fromEntries(measured) as Record<Name, Sequential>;
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
