// SPDX-License-Identifier: Apache-2.0
import { measureCreates, measureCreatesAt } from './creates';
import type { LoadResult } from './load/operation';
import type { Stand } from './stand';

/** Creates by this many callers who each wait for their answer, and at fixed rates. */
export interface Concurrency {
  readonly closed: readonly { readonly concurrency: number; readonly result: LoadResult }[];
  readonly open: readonly { readonly perSecond: number; readonly result: LoadResult }[];
}

interface ConcurrencyOptions {
  readonly stand: Stand;
  readonly closedLoops: readonly number[];
  /** Shares of the highest rate that a closed loop reached. */
  readonly openLoops: readonly number[];
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const connectionsMax = 1_000;

/** Single creates by 200 officers under different loads. */
export async function measureConcurrency(options: ConcurrencyOptions): Promise<Concurrency> {
  const { stand, closedLoops, openLoops, warmUpMs, measureMs } = options;
  const callers = await stand.callers(connectionsMax);
  const load = { callers, warmUpMs, measureMs, meter: await stand.processes() };
  const closed: Concurrency['closed'][number][] = [];
  const open: Concurrency['open'][number][] = [];
  try {
    for (const concurrency of closedLoops) {
      const result = await measureCreates({ ...load, concurrency });
      stand.report(`${concurrency} callers: ${result.perSecond} creates/s`);
      closed.push({ concurrency, result });
    }
    const highest = Math.max(0, ...closed.map(({ result }) => result.perSecond));
    for (const share of highest === 0 ? [] : openLoops) {
      const perSecond = Math.max(1, Math.round(highest * share));
      const result = await measureCreatesAt({ ...load, perSecond });
      stand.report(
        `${perSecond} creates/s asked: ${result.perSecond}/s, p99 ${result.latencyMs?.p99 ?? '-'} ms`,
      );
      open.push({ perSecond, result });
    }
  } finally {
    await callers.close();
  }
  return { closed, open };
}
