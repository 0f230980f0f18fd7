// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { officers } from '@guidang/chaincode/sample';
import { LedgerPosition } from '../api-client';
import { networkVenue } from '../demo/network-venue';
import { companiesAtOnce, measureCases } from './cases';
import { measureCompany } from './company';
import { measureConcurrency } from './concurrency';
import { measureHistory } from './history';
import { measureLog } from './log/measure-log';
import { measureOpenLoad } from './open-load';
import { measureLoneCreate } from './lone-create';
import type { LoneCreate } from './lone-create';
import { machine } from './machine';
import { roundParts } from './parts';
import type { PartName } from './parts';
import type { Plan } from './plan';
import { notesOf, ratiosOf } from './result';
import type { BenchResult, Measured } from './result';
import { measureRounds } from './rounds';
import { measureScale } from './scale';
import { measureDossiers } from './dossier';
import { measureShares } from './shares/measure-shares';
import { organisation } from './stand';
import type { Stand } from './stand';
import { measureStart } from './start-up';
import { measureVerify } from './verify';
import { measureVerifyReaders } from './verify-readers';
import { withStand } from './with-stand';

interface BenchOptions {
  readonly plan: Plan;
  readonly parts: ReadonlySet<PartName>;
  /** The parent folder of the networks' data folders. */
  readonly data: string;
  readonly portsOffset: number;
  /** Leaves the network running. */
  readonly keep: boolean;
  readonly report: (line: string) => void;
}

/** Minimum time of a part: with less time left, it is skipped. */
const needsMs: Readonly<Record<Exclude<PartName, 'scale'>, number>> = {
  start: 20_000,
  shares: 90_000,
  dossier: 45_000,
  cases: 90_000,
  'lone-create': 30_000,
  verify: 65_000,
  'verify-readers': 60_000,
  log: 60_000,
  company: 70_000,
  plain: 60_000,
  creates: 60_000,
  bulk: 60_000,
  'first-changes': 60_000,
  concurrency: 20_000,
  'open-load': 90_000,
  history: 25_000,
};
/** Those that bring up what they need themselves. */
const partsWithoutNetwork: ReadonlySet<PartName> = new Set([
  'start',
  'shares',
  'dossier',
  'cases',
  'verify-readers',
  'scale',
]);
/** Time limit for a size, once begun, in the shortest run. */
const scaleStepMs = 25_000;
/** Time reserved for stopping the network. */
const tailMs = 20_000;

/** Runs the requested parts, each as long as time is left. */
export async function measure(options: BenchOptions): Promise<BenchResult> {
  const run = new Run(options);
  await run.start();
  await run.shares();
  await run.dossier();
  await run.cases();
  await run.onNetwork();
  await run.readers();
  await run.scale();
  const { measured } = run;
  return {
    machine: machine(),
    ...measured,
    ratios: ratiosOf(measured),
    notes: [...notesOf(measured), ...run.notes],
  };
}

/** One run of the benchmark, and its results so far. */
class Run {
  readonly #options: BenchOptions;
  readonly #deadline: number;
  measured: Measured = {};
  readonly notes: string[] = [];

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#deadline = Date.now() + options.plan.withinMs;
  }

  async start(): Promise<void> {
    const { startRounds } = this.#options.plan;
    await this.#part('start', async () => ({ start: await measureStart(startRounds) }));
  }

  /** Each on an embedded gateway of its own. */
  async shares(): Promise<void> {
    const { plan, report } = this.#options;
    const { warmUpMs: settleMs, measureMs } = plan;
    await this.#part('shares', async () => ({
      shares: await measureShares({ settleMs, measureMs, report }),
    }));
  }

  async dossier(): Promise<void> {
    const { verifyRounds: rounds, warmUpMs, measureMs } = this.#options.plan;
    await this.#part('dossier', async () => ({
      dossiers: await measureDossiers({ rounds, warmUpMs, measureMs }),
    }));
  }

  async cases(): Promise<void> {
    const { verifyRounds: rounds, warmUpMs, halfMinuteMs: measureMs } = this.#options.plan;
    await this.#part('cases', async () => ({ cases: await measureCases({ rounds, warmUpMs, measureMs }) }));
  }

  /** The parts that share one network. */
  async onNetwork(): Promise<void> {
    const { parts } = this.#options;
    const asked = [...parts].some((part) => !partsWithoutNetwork.has(part));
    if (!asked) return;
    await this.#withStand('network', async (stand) => {
      this.measured = { ...this.measured, network: stand.figures };
      await this.#part('lone-create', async () => ({ loneCreate: await this.#loneCreate(stand) }));
      await this.#verify(stand);
      await this.#log(stand);
      await this.#company(stand);
      await this.#rounds(stand);
      await this.#loads(stand);
    });
  }

  /** On a network of its own, with a reader. */
  async readers(): Promise<void> {
    const { verifyRounds: rounds, verifySeconds: secondsEach } = this.#options.plan;
    await this.#part('verify-readers', () =>
      this.#withStand('readers', async (stand) => ({
        verifyReaders: await measureVerifyReaders({ stand, rounds, secondsEach }),
      })),
    );
  }

  /** On a network of its own, without records. */
  async scale(): Promise<void> {
    const { sizes } = this.#options.plan;
    await this.#part('scale', () =>
      this.#withStand('scale', async (stand) => ({
        scale: await measureScale({ stand, sizes, withinMs: this.#leftMs - scaleStepMs }),
      })),
    );
  }

  async #verify(stand: Stand): Promise<void> {
    const { verifyRounds: rounds, verifySeconds: secondsEach } = this.#options.plan;
    await this.#part('verify', async () => ({ verify: await measureVerify({ stand, rounds, secondsEach }) }));
  }

  async #log(stand: Stand): Promise<void> {
    const { verifyRounds: rounds, verifySeconds: secondsEach, warmUpMs, measureMs } = this.#options.plan;
    await this.#part('log', async () => ({
      log: await measureLog({ stand, rounds, secondsEach, warmUpMs, measureMs }),
    }));
  }

  async #company(stand: Stand): Promise<void> {
    const { warmUpMs, halfMinuteMs: measureMs } = this.#options.plan;
    await this.#part('company', async () => {
      const venue = await networkVenue(stand.network.folders.root, new LedgerPosition());
      const meter = await stand.processes();
      const load = { concurrency: companiesAtOnce, warmUpMs, measureMs };
      return { company: await measureCompany({ venue, ...load, meter }) };
    });
  }

  async #rounds(stand: Stand): Promise<void> {
    const { parts, plan } = this.#options;
    const asked = roundParts.find((part) => parts.has(part));
    if (asked === undefined) return;
    const { rounds, rehearsalMs, warmUpMs, measureMs } = plan;
    await this.#part(asked, async () => ({
      rounds: await measureRounds({
        ...{ stand, parts, rehearsalMs, rounds, warmUpMs, measureMs },
        withinMs: this.#leftMs - this.#needed('concurrency', 'open-load', 'history', 'scale'),
      }),
    }));
    const measured = this.measured.rounds?.rounds.length ?? rounds;
    if (measured < rounds) {
      this.notes.push(`${measured} of ${rounds} rounds were measured: there was no time left`);
    }
  }

  async #loads(stand: Stand): Promise<void> {
    const { closedLoops, warmUpMs, measureMs, ...plan } = this.#options.plan;
    await this.#part('concurrency', async () => ({
      concurrency: await measureConcurrency({ stand, closedLoops, warmUpMs, measureMs }),
    }));
    const { openRounds: rounds, ...own } = plan;
    await this.#part('open-load', async () => ({
      openLoad: await measureOpenLoad({ ...own, stand, rounds, warmUpMs, measureMs }),
    }));
    await this.#part('history', async () => ({
      history: await measureHistory({
        stand,
        events: plan.historyEvents,
        rounds: plan.historyRounds,
        withinMs: Math.max(10_000, this.#leftMs - this.#needed('scale') - needsMs.history),
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

  /** Runs a part if it is requested and time is left; it adds to the results. */
  async #part(name: PartName, work: () => Promise<Measured>): Promise<void> {
    const { parts, report } = this.#options;
    if (!parts.has(name)) return;
    if (this.#leftMs < this.#needed(name)) {
      this.notes.push(`${name} is left out: there was no time left`);
      report(`${name} is left out: there is no time left`);
      return;
    }
    report(`${name} ...`);
    this.measured = { ...this.measured, ...(await work()) };
  }

  #withStand<Answer>(folder: string, work: (stand: Stand) => Promise<Answer>): Promise<Answer> {
    const { data, portsOffset, keep, report } = this.#options;
    const readers = folder === 'readers' ? { [organisation]: 1 } : {};
    return withStand({ data: join(data, folder), portsOffset, readers, keep, report }, work);
  }

  /** The prerequisites of these parts, if any of them is requested. */
  #needed(...names: readonly PartName[]): number {
    const { parts, plan } = this.#options;
    const asked = names.filter((name) => parts.has(name));
    return asked.reduce((sum, name) => sum + (name === 'scale' ? plan.scaleMs : needsMs[name]), 0);
  }

  get #leftMs(): number {
    return this.#deadline - tailMs - Date.now();
  }
}
