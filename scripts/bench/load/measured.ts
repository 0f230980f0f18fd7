// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { optional } from '@guidang/gateway/common/optional';
import { cpuPerThousand } from '../processes';
import type { ByKind } from '../processes';
import type { LoadResult, Meter } from './operation';
import type { Latency } from './recorder';

/** The report on an interval. */
interface Tally {
  readonly count: number;
  readonly latencyMs: Latency | undefined;
  readonly errors: Readonly<Record<string, number>>;
}

/** The measured interval, and the resources that processes used in it. */
export class MeasuredTime {
  readonly #meter: Meter | undefined;
  readonly #began = performance.now();
  readonly #before: ByKind | undefined;

  constructor(meter: Meter | undefined) {
    this.#meter = meter;
    this.#before = meter?.cpuSeconds();
  }

  /** Ends the interval. */
  result({ count, latencyMs, errors }: Tally): LoadResult {
    const seconds = (performance.now() - this.#began) / 1000;
    return {
      seconds,
      completed: count,
      perSecond: Math.round((count / seconds) * 10) / 10,
      ...optional({ latencyMs }),
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
