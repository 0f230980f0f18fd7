// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { cpuPerThousand, type ByKind } from '../processes';
import type { LoadResult, Meter } from './operation';
import type { Recorder } from './recorder';

/** The time in which results count, and what the processes used in it. */
export class MeasuredTime {
  readonly #meter: Meter | undefined;
  readonly #began = performance.now();
  readonly #before: ByKind | undefined;

  constructor(meter: Meter | undefined) {
    this.#meter = meter;
    this.#before = meter?.cpuSeconds();
  }

  /** Ends it. */
  result(recorder: Recorder): LoadResult {
    const seconds = (performance.now() - this.#began) / 1000;
    const { count, latencyMs, errors } = recorder;
    return {
      seconds,
      completed: count,
      perSecond: Math.round((count / seconds) * 10) / 10,
      ...(latencyMs === undefined ? {} : { latencyMs }),
      errors,
      ...this.#used(count),
    };
  }

  #used(count: number): Pick<LoadResult, 'cpuSecondsPerThousand' | 'memoryMiB'> {
    if (this.#meter === undefined || this.#before === undefined) return {};
    const memoryMiB = Object.fromEntries(
      Object.entries(this.#meter.memoryMiB()).map(([kind, value]) => [kind, Math.round(value)]),
    );
    return {
      cpuSecondsPerThousand: cpuPerThousand(this.#before, this.#meter.cpuSeconds(), count),
      memoryMiB,
    };
  }
}
