// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pause } from 'node:timers/promises';
import { measureCreates, measureCreatesAt } from './creates';
import type { HttpCallers } from './load/http-callers';
import type { LoadResult, Meter } from './load/operation';
import { cpuMsEach } from './processes';
import { recordContent } from './record-content';
import type { Stand } from './stand';
import { median, repeated, timed } from './statistics';

/** Creates that arrive steadily, at shares of the rate of many callers who each wait for their answer. */
export interface OpenLoad {
  readonly rounds: readonly OpenRound[];
  /** At three quarters, for a minute: its first and its second half. */
  readonly minute: readonly [LoadResult, LoadResult];
  readonly ratios: OpenRatios;
}

interface OpenRound {
  /** Of {@link closedCallers} callers. */
  readonly closed: LoadResult;
  /** Median latency of sequential creates on an idle network. */
  readonly loneMs: number;
  readonly open: readonly { readonly share: number; readonly result: LoadResult }[];
}

/** Medians of the rounds; latencies are divided by a lone create's median of the same round. */
export interface OpenRatios {
  readonly openP50At25: number | null;
  readonly openP99At25: number | null;
  readonly openP50At50: number | null;
  readonly openP99At50: number | null;
  /** Of the worse half of the minute. */
  readonly openP99At75: number | null;
  readonly openCpuMsAt25: number | null;
}

interface OpenLoadOptions {
  readonly stand: Stand;
  readonly rounds: number;
  readonly loneSamples: number;
  readonly rehearsalMs: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly halfMinuteMs: number;
}

const closedCallers = 1_000;
const shares = [0.25, 0.5, 0.75] as const;

export async function measureOpenLoad(options: OpenLoadOptions): Promise<OpenLoad> {
  const { stand, rehearsalMs, warmUpMs, measureMs, halfMinuteMs } = options;
  const callers = await stand.callers(closedCallers);
  const load = { callers, warmUpMs, measureMs, meter: await stand.processes() };
  try {
    // New processes still compile their code, and a thousand connections are made.
    await measureCreates({ ...load, concurrency: closedCallers, warmUpMs: 0, measureMs: rehearsalMs });
    const rounds = await repeated(options.rounds, () => measureRound(options, load));
    const perSecond = rateOf(median(rounds.map(({ closed }) => closed.perSecond)), 0.75);
    const half = (warmUp: number): Promise<LoadResult> =>
      measureCreatesAt({ ...load, perSecond, warmUpMs: warmUp, measureMs: halfMinuteMs });
    const minute = [await half(warmUpMs), await half(0)] as const;
    return { rounds, minute, ratios: openRatiosOf(rounds, minute) };
  } finally {
    await callers.close();
  }
}

interface Load {
  readonly callers: HttpCallers;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly meter: Meter;
}

async function measureRound({ stand, loneSamples }: OpenLoadOptions, load: Load): Promise<OpenRound> {
  const loneMs = median(await repeated(loneSamples, () => lone(load.callers)));
  const closed = await measureCreates({ ...load, concurrency: closedCallers });
  const open: OpenRound['open'][number][] = [];
  for (const share of shares) {
    const perSecond = rateOf(closed.perSecond, share);
    const result = await measureCreatesAt({ ...load, perSecond });
    stand.report(
      `${perSecond} creates/s asked: p50 ${result.latencyMs?.p50 ?? '-'}, p99 ${result.latencyMs?.p99 ?? '-'} ms, ` +
        `${cpuMsEach(result)?.toFixed(2) ?? '-'} ms of processor time each; lone ${loneMs.toFixed(1)} ms`,
    );
    open.push({ share, result });
  }
  return { closed, loneMs, open };
}

/** A random pause before each: requests arrive at a random phase of the block interval. */
async function lone(callers: HttpCallers): Promise<number> {
  await pause(100 + Math.random() * 100);
  return timed(() => callers.post(0, '/api/v1/records', recordContent()));
}

function rateOf(closedPerSecond: number, share: number): number {
  return Math.max(1, Math.round(closedPerSecond * share));
}

export function openRatiosOf(
  rounds: readonly OpenRound[],
  minute: readonly Pick<LoadResult, 'latencyMs'>[],
): OpenRatios {
  const at = (
    share: number,
    of: (round: OpenRound, result: LoadResult) => number | undefined,
  ): number | null =>
    medianOf(
      rounds.flatMap((round) =>
        round.open.filter((each) => each.share === share).map(({ result }) => of(round, result)),
      ),
    );
  const latency =
    (percentile: 'p50' | 'p99') =>
    (round: OpenRound, { latencyMs }: LoadResult) =>
      latencyMs && latencyMs[percentile] / round.loneMs;
  const loneMs = medianOf(rounds.map((round) => round.loneMs));
  const worst = Math.max(...minute.map(({ latencyMs }) => latencyMs?.p99 ?? Infinity));
  return {
    openP50At25: at(0.25, latency('p50')),
    openP99At25: at(0.25, latency('p99')),
    openP50At50: at(0.5, latency('p50')),
    openP99At50: at(0.5, latency('p99')),
    openP99At75: loneMs === null || !Number.isFinite(worst) ? null : worst / loneMs,
    openCpuMsAt25: at(0.25, (_, result) => cpuMsEach(result)),
  };
}

/** Null if any is missing: a load of which nothing succeeded has no latency. */
function medianOf(values: readonly (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length && known.length > 0 ? median(known) : null;
}
