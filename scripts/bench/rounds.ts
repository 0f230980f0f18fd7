// SPDX-License-Identifier: Apache-2.0
import { measureBulk } from './bulk';
import { measureCreates } from './creates';
import { measureFirstChanges } from './first-changes';
import type { HttpCallers } from './load/http-callers';
import type { LoadResult, Meter } from './load/operation';
import type { PartName } from './parts';
import { measurePlain } from './plain';
import type { Stand, SubmitPlain } from './stand';
import { median } from './statistics';

/** Alternating on one network, so that whatever slows the machine affects all of them. */
export interface BenchmarkRound {
  readonly plain: LoadResult;
  readonly create?: LoadResult;
  readonly bulk?: LoadResult;
  readonly firstChange?: LoadResult;
}

/** Medians of the rounds' ratios to the plain sample. */
export interface RoundRatios {
  readonly create?: number;
  readonly bulk?: number;
  readonly firstChange?: number;
}

export interface Rounds {
  readonly rounds: readonly BenchmarkRound[];
  readonly ratios: RoundRatios;
}

interface RoundsOptions {
  readonly stand: Stand;
  readonly parts: ReadonlySet<PartName>;
  /** Warm-up of each load, before the first round; not counted. */
  readonly rehearsalMs: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** No round but the first begins that would end after this. */
  readonly withinMs: number;
}

const concurrency = 200;

/** Alternates the plain sample and this system, with 200 operations in flight. */
export async function measureRounds(options: RoundsOptions): Promise<Rounds> {
  const submitPlain = await options.stand.plain();
  const callers = await options.stand.callers(concurrency);
  const meter = await options.stand.processes();
  const rounds: BenchmarkRound[] = [];
  const deadline = Date.now() + options.withinMs;
  let longestMs = 0;
  try {
    await measureRound(
      { ...options, warmUpMs: 0, measureMs: options.rehearsalMs },
      { submitPlain, callers, meter },
    );
    for (let round = 1; round <= options.rounds; round += 1) {
      if (rounds.length > 0 && Date.now() + longestMs > deadline) break;
      const began = Date.now();
      const measured = await measureRound(options, { submitPlain, callers, meter });
      longestMs = Math.max(longestMs, Date.now() - began);
      options.stand.report(`round ${round}: ${describe(measured)}`);
      rounds.push(measured);
    }
  } finally {
    await callers.close();
  }
  return { rounds, ratios: roundRatiosOf(rounds) };
}

async function measureRound(
  { parts, warmUpMs, measureMs }: RoundsOptions,
  means: { readonly submitPlain: SubmitPlain; readonly callers: HttpCallers; readonly meter: Meter },
): Promise<BenchmarkRound> {
  const load = { ...means, concurrency, warmUpMs, measureMs };
  return {
    plain: await measurePlain(load),
    ...(parts.has('creates') ? { create: await measureCreates(load) } : {}),
    ...(parts.has('bulk') ? { bulk: await measureBulk(load) } : {}),
    ...(parts.has('first-changes') ? { firstChange: await measureFirstChanges(load) } : {}),
  };
}

/** For each kind, the median of its ratio to the plain sample of the same round. */
export function roundRatiosOf(rounds: readonly BenchmarkRound[]): RoundRatios {
  const ratioOf = (kind: keyof RoundRatios): RoundRatios => {
    const ratios = rounds.flatMap(({ plain, [kind]: load }) =>
      load === undefined || plain.perSecond === 0 ? [] : [load.perSecond / plain.perSecond],
    );
    return ratios.length === 0 ? {} : { [kind]: median(ratios) };
  };
  return { ...ratioOf('create'), ...ratioOf('bulk'), ...ratioOf('firstChange') };
}

function describe(round: BenchmarkRound): string {
  const rates = Object.entries(round as unknown as Readonly<Record<string, LoadResult>>);
  return rates.map(([kind, { perSecond }]) => `${kind} ${perSecond}/s`).join(', ');
}
