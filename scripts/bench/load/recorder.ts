// SPDX-License-Identifier: Apache-2.0
import { build } from 'hdr-histogram-js';
import type { Histogram } from 'hdr-histogram-js';

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Records the results of a load: latencies of successes in an HDR histogram, and failures by reason. */
export class Recorder {
  readonly #microseconds: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 600_000_000,
    numberOfSignificantValueDigits: 3,
  });
  readonly #errors = new Map<string, number>();

  succeeded(milliseconds: number): void {
    this.#microseconds.recordValue(Math.max(1, Math.round(milliseconds * 1000)));
  }

  failed(reason: string): void {
    this.#errors.set(reason, (this.#errors.get(reason) ?? 0) + 1);
  }

  get count(): number {
    return this.#microseconds.totalCount;
  }

  get errors(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#errors);
  }

  /** In milliseconds; undefined if nothing succeeded. */
  get latencyMs(): Latency | undefined {
    if (this.count === 0) return undefined;
    const at = (percentile: number): number =>
      milliseconds(this.#microseconds.getValueAtPercentile(percentile));
    return {
      p50: at(50),
      p95: at(95),
      p99: at(99),
      p999: at(99.9),
      max: milliseconds(this.#microseconds.maxValue),
    };
  }
}

/** Rounds to two decimals. */
function milliseconds(microseconds: number): number {
  return Math.round(microseconds / 10) / 100;
}
