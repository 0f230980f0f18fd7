// SPDX-License-Identifier: Apache-2.0
import { measureCreates } from './creates';
import type { LoadResult, Meter } from './load/operation';
import type { PartName } from './parts';
import { measurePlain } from './plain';
import type { Stand } from './stand';
import { median } from './statistics';

/** One after the other on one network, so that whatever slows the machine slows each. */
export interface ThroughputRound {
  readonly plain: LoadResult;
  readonly create?: LoadResult;
}

export interface Throughput {
  readonly rounds: readonly ThroughputRound[];
  /** Medians of the rounds' ratios to the plain sample. */
  readonly ratios: { readonly create?: number };
}

export interface ThroughputOptions {
  readonly stand: Stand;
  readonly parts: ReadonlySet<PartName>;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const concurrency = 200;

/** The plain sample and this system in turn, each with 200 under way. */
export async function measureThroughput(options: ThroughputOptions): Promise<Throughput> {
  const rounds: ThroughputRound[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    const measured = await measureRound(options, await options.stand.processes());
    options.stand.report(`round ${round}: ${describe(measured)}`);
    rounds.push(measured);
  }
  return { rounds, ratios: ratiosOf(rounds) };
}

async function measureRound(options: ThroughputOptions, meter: Meter): Promise<ThroughputRound> {
  const { stand, parts, warmUpMs, measureMs } = options;
  const load = { concurrency, warmUpMs, measureMs, meter };
  const plain = await measurePlain({ stand, ...load });
  if (!parts.has('creates')) return { plain };
  const callers = await stand.callers(concurrency);
  const create = await measureCreates({ callers, ...load });
  await callers.close();
  return { plain, create };
}

function ratiosOf(rounds: readonly ThroughputRound[]): Throughput['ratios'] {
  const create = rounds.flatMap((round) =>
    round.create === undefined ? [] : [round.create.perSecond / round.plain.perSecond],
  );
  return { ...(create.length === 0 ? {} : { create: median(create) }) };
}

function describe({ plain, create }: ThroughputRound): string {
  const created = create === undefined ? '' : `, creates ${create.perSecond}/s`;
  return `plain ${plain.perSecond}/s${created}`;
}
