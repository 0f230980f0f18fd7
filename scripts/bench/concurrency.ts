// SPDX-License-Identifier: Apache-2.0
import { measureCreates } from './creates';
import type { LoadResult } from './load/operation';
import type { Stand } from './stand';

/** Creates by this many callers who each wait for their answer. */
export interface Concurrency {
  readonly closed: readonly { readonly concurrency: number; readonly result: LoadResult }[];
}

interface ConcurrencyOptions {
  readonly stand: Stand;
  readonly closedLoops: readonly number[];
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const connectionsMax = 1_000;

/** Single creates by 200 officers under different loads. */
export async function measureConcurrency(options: ConcurrencyOptions): Promise<Concurrency> {
  const { stand, closedLoops, warmUpMs, measureMs } = options;
  const callers = await stand.callers(connectionsMax);
  const load = { callers, warmUpMs, measureMs, meter: await stand.processes() };
  const closed: Concurrency['closed'][number][] = [];
  try {
    for (const concurrency of closedLoops) {
      const result = await measureCreates({ ...load, concurrency });
      stand.report(`${concurrency} callers: ${result.perSecond} creates/s`);
      closed.push({ concurrency, result });
    }
  } finally {
    await callers.close();
  }
  return { closed };
}
