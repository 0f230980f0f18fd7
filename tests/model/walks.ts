// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { drawn, pick } from './draw';
import type { Drawn } from './draw';
import { Tally } from './tally';
import { Difference, Walk } from './walk';
import type { WalkOptions } from './walk';

/* Random walks, and the smallest one that shows a difference. */

const stepsMax = 40;
const hours = [5, 15, 24, 48, 96, 168, 336] as const;

interface Under {
  readonly walk: Walk;
  readonly tally: Tally;
}

/** One step of a walk, as fast-check runs and shortens it: an act, time, or two acts at once. */
class Step implements fc.AsyncCommand<object, Under> {
  readonly #drawn: readonly [Drawn, ...Drawn[]];

  constructor(...steps: readonly [Drawn, ...Drawn[]]) {
    this.#drawn = steps;
  }

  check(): boolean {
    return true;
  }

  async run(_: object, { walk, tally }: Under): Promise<void> {
    const [first, second] = this.#drawn;
    if (second !== undefined) for (const taken of await walk.takeTogether([first, second])) tally.took(taken);
    else if (first.kind === 'wait') walk.wait(pick(hours, first.number));
    else tally.took(await walk.take(first));
  }

  toString(): string {
    return JSON.stringify(this.#drawn);
  }
}

const opening = {
  kind: 'open',
  subject: 0,
  officer: 0,
  role: 0,
  department: 0,
  isStale: false,
  isRepeated: false,
} as const;

/** Now and then a second act at once, more often than not about the same case. */
const step = fc
  .tuple(
    drawn,
    fc.oneof(
      { withCrossShrink: true },
      { weight: 11, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.tuple(drawn, fc.nat({ max: 3 })) },
    ),
  )
  .map(([first, pair]) => {
    if (pair === undefined) return new Step(first);
    const [second, apart] = pair;
    return new Step(first, { ...second, subject: apart === 0 ? second.subject : first.subject });
  });

interface WalksOptions extends WalkOptions {
  readonly runs: number;
  readonly seed: number;
  readonly onWalk?: () => void;
}

export interface Walked {
  readonly tally: Tally;
  /** The shortest walk that shows a difference, and the difference. */
  readonly difference: string | undefined;
}

/**
 * Walks at random until there is a difference, which is then made smaller; as many walks at once as the ledger has lanes.
 *
 * @throws what the ledger fails with
 */
export async function walkAtRandom({ runs, seed, ...options }: WalksOptions): Promise<Walked> {
  const { lanes } = options.ledger;
  const walked = await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      walkInLane({ ...options, runs: Math.floor((runs + lane) / lanes), seed: seed + lane }),
    ),
  );
  const tally = new Tally();
  for (const each of walked) tally.add(each.tally);
  return { tally, difference: walked.find(({ difference }) => difference !== undefined)?.difference };
}

async function walkInLane({ runs, seed, onWalk, ...options }: WalksOptions): Promise<Walked> {
  const tally = new Tally();
  let failure: Error | undefined;
  const property = fc.asyncProperty(
    fc.constantFrom(0, 2, 4, 6, 8, 10),
    fc.commands([step], { maxCommands: stepsMax, size: 'max' }),
    async (number, steps) => {
      // A ledger that fails shows nothing, however short the walk.
      if (failure !== undefined) return;
      const walk = new Walk(options);
      try {
        await walk.take({ ...opening, number });
        await fc.asyncModelRun(() => ({ model: {}, real: { walk, tally } }), steps);
      } catch (error) {
        if (error instanceof Difference) throw error;
        failure = error instanceof Error ? error : new Error(String(error));
      }
      tally.ended(walk.model);
      onWalk?.();
    },
  );
  const { errorInstance } = await fc.check(property, { numRuns: runs, seed });
  if (failure !== undefined) throw failure;
  return { tally, difference: errorInstance instanceof Difference ? errorInstance.message : undefined };
}
