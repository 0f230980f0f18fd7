// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { officers } from '../demo/registry';
import { measureConcurrency } from './concurrency';
import { measureHistory } from './history';
import { measureLoneCreate, type LoneCreate } from './lone-create';
import { machine } from './machine';
import { roundParts, type PartName } from './parts';
import type { Plan } from './plan';
import { notesOf, ratiosOf, type BenchResult, type Measured } from './result';
import { measureRounds } from './rounds';
import { measureScale } from './scale';
import type { Stand } from './stand';
import { measureStart } from './start-up';
import { measureVerify } from './verify';
import { withStand } from './with-stand';

export interface BenchOptions {
  readonly plan: Plan;
  readonly parts: ReadonlySet<PartName>;
  /** Where networks keep their data, each in a folder. */
  readonly data: string;
  readonly portsOffset: number;
  /** Leaves the network as it is, running. */
  readonly keep: boolean;
  readonly report: (line: string) => void;
}

/** How much time each part may need beyond what it spends on measuring. */
const tailMs = 25_000;

/** Runs the parts that are asked for, each as long as there is time. */
export async function measure(options: BenchOptions): Promise<BenchResult> {
  const run = new Run(options);
  await run.start();
  await run.onNetwork();
  await run.scale();
  const { measured, leftOut } = run;
  return {
    machine: machine(),
    ...measured,
    ratios: ratiosOf(measured),
    notes: [...notesOf(measured), ...leftOut.map((part) => `${part} is left out: there was no time left`)],
  };
}

/** One run of the benchmark: what it has come to so far. */
class Run {
  readonly #options: BenchOptions;
  readonly #deadline: number;
  measured: Measured = {};
  readonly leftOut: PartName[] = [];

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#deadline = Date.now() + options.plan.withinMs;
  }

  async start(): Promise<void> {
    const { startRounds } = this.#options.plan;
    await this.#part('start', 30_000, async () => ({ start: await measureStart(startRounds) }));
  }

  /** The parts that share one network. */
  async onNetwork(): Promise<void> {
    const { parts } = this.#options;
    const asked = [...parts].some((part) => part !== 'start' && part !== 'scale');
    if (!asked) return;
    await this.#withStand('network', async (stand) => {
      this.measured = { ...this.measured, network: stand.figures };
      await this.#part('lone-create', 30_000, async () => ({ loneCreate: await this.#loneCreate(stand) }));
      await this.#rounds(stand);
      await this.#loads(stand);
    });
  }

  /** On a network of its own, which has no records yet. */
  async scale(): Promise<void> {
    const { sizes } = this.#options.plan;
    await this.#part('scale', 90_000, () =>
      this.#withStand('scale', async (stand) => ({
        scale: await measureScale({ stand, sizes, withinMs: this.#leftMs - 30_000 }),
      })),
    );
  }

  async #rounds(stand: Stand): Promise<void> {
    const { parts, plan } = this.#options;
    const asked = roundParts.find((part) => parts.has(part));
    if (asked === undefined) return;
    const { rounds, rehearsalMs, warmUpMs, measureMs } = plan;
    await this.#part(asked, 60_000, async () => ({
      rounds: await measureRounds({ stand, parts, rehearsalMs, rounds, warmUpMs, measureMs }),
    }));
  }

  async #loads(stand: Stand): Promise<void> {
    const { closedLoops, openLoops, warmUpMs, measureMs, ...plan } = this.#options.plan;
    await this.#part('concurrency', 30_000, async () => ({
      concurrency: await measureConcurrency({ stand, closedLoops, openLoops, warmUpMs, measureMs }),
    }));
    await this.#part('verify', 45_000, async () => ({
      verify: await measureVerify({ stand, rounds: plan.verifyRounds, secondsEach: plan.verifySeconds }),
    }));
    await this.#part('history', 40_000, async () => ({
      history: await measureHistory({
        stand,
        events: plan.historyEvents,
        rounds: plan.historyRounds,
        withinMs: this.#leftMs / 2,
      }),
    }));
  }

  async #loneCreate(stand: Stand): Promise<LoneCreate> {
    const { loneRounds, loneSamples } = this.#options.plan;
    const caller = await stand.callersAs(officers.eastAcceptor, 1);
    try {
      return await measureLoneCreate({
        submitPlain: await stand.plain(),
        caller,
        rounds: loneRounds,
        samplesPerRound: loneSamples,
      });
    } finally {
      await caller.close();
    }
  }

  /** Runs a part that is asked for and has time left; it adds to what is measured. */
  async #part(name: PartName, needsMs: number, work: () => Promise<Measured>): Promise<void> {
    const { parts, report } = this.#options;
    if (!parts.has(name)) return;
    if (this.#leftMs < needsMs) {
      this.leftOut.push(name);
      report(`${name} is left out: there is no time left`);
      return;
    }
    report(`${name} ...`);
    this.measured = { ...this.measured, ...(await work()) };
  }

  #withStand<Answer>(folder: string, work: (stand: Stand) => Promise<Answer>): Promise<Answer> {
    const { data, portsOffset, keep, report } = this.#options;
    return withStand({ data: join(data, folder), portsOffset, keep, report }, work);
  }

  get #leftMs(): number {
    return this.#deadline - tailMs - Date.now();
  }
}
