// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { MeasuredTime } from './measured';
import { reasonOf } from './operation';
import type { LoadResult, Meter, Operation } from './operation';
import { Recorder } from './recorder';

interface ClosedLoop {
  /** The number of callers, each with one operation in flight. */
  readonly concurrency: number;
  /** Warm-up. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly operation: Operation;
  readonly meter?: Meter;
}

/** A refused caller retries after this: the least that Retry-After would ask for. */
const pauseAfterFailureMs = 250;

/**
 * A closed loop: a fixed number of callers who each wait for an answer before they continue. It finds the maximum
 * throughput. Only operations that end within the measured time count; those still running are awaited.
 */
export async function closedLoop(options: ClosedLoop): Promise<LoadResult> {
  const recorder = new Recorder();
  let phase: 'warm-up' | 'measure' | 'drain' = 'warm-up';
  const call = async (caller: number): Promise<void> => {
    const began = performance.now();
    try {
      await options.operation(caller);
      if (phase === 'measure') recorder.succeeded(performance.now() - began);
    } catch (error) {
      if (phase === 'measure') recorder.failed(reasonOf(error));
      await sleep(pauseAfterFailureMs);
    }
  };
  const callers = Array.from({ length: options.concurrency }, async (_, caller) => {
    while (phase !== 'drain') await call(caller);
  });
  await sleep(options.warmUpMs);
  const time = new MeasuredTime(options.meter);
  phase = 'measure';
  await sleep(options.measureMs);
  const result = time.result(recorder);
  phase = 'drain';
  await Promise.all(callers);
  return result;
}
