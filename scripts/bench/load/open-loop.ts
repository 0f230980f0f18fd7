// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { MeasuredTime } from './measured';
import { reasonOf } from './operation';
import type { LoadResult, Meter, Operation } from './operation';
import { Recorder } from './recorder';

interface OpenLoop {
  readonly perSecond: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly operation: Operation;
  /** Operations above this number in flight are not sent but count as failed, so that this process stays bounded. */
  readonly inFlightMax?: number;
  readonly meter?: Meter;
}

const inFlightMaxDefault = 4_000;
const tickMs = 1;

/** The number of operations due within this time at a fixed rate, the first one immediately. */
export function dueBy(elapsedMs: number, perSecond: number): number {
  return elapsedMs < 0 ? 0 : Math.floor((elapsedMs * perSecond) / 1000) + 1;
}

/** When an operation is due, in milliseconds from the beginning. */
export function dueAt(index: number, perSecond: number): number {
  return (index * 1000) / perSecond;
}

/**
 * An open loop: operations at a fixed rate, whether or not earlier ones have been answered. A latency counts from the
 * time at which the operation was due, so that a stalling system cannot hide it by delaying the load (coordinated
 * omission).
 */
export async function openLoop(options: OpenLoop): Promise<LoadResult> {
  const { perSecond, warmUpMs, measureMs, operation, inFlightMax = inFlightMaxDefault } = options;
  const recorder = new Recorder();
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  const call = async (index: number): Promise<void> => {
    const due = dueAt(index, perSecond);
    const counts = due >= warmUpMs;
    try {
      await operation(index);
      if (counts) recorder.succeeded(performance.now() - began - due);
    } catch (error) {
      if (counts) recorder.failed(reasonOf(error));
    }
  };
  let time: MeasuredTime | undefined;
  const total = dueBy(warmUpMs + measureMs, perSecond) - 1;
  for (let next = 0; next < total;) {
    const due = Math.min(total, dueBy(performance.now() - began, perSecond));
    for (; next < due; next += 1) {
      if (time === undefined && dueAt(next, perSecond) >= warmUpMs) time = new MeasuredTime(options.meter);
      if (underWay.size >= inFlightMax) {
        recorder.failed('not sent: too many under way');
        continue;
      }
      const started: Promise<void> = call(next).finally(() => underWay.delete(started));
      underWay.add(started);
    }
    await sleep(tickMs);
  }
  await Promise.all(underWay);
  return (time ?? new MeasuredTime(options.meter)).result(recorder);
}
