// SPDX-License-Identifier: Apache-2.0
import type { CpuFigures, Ratios } from './bounds';
import type { Cases } from './cases';
import type { Concurrency } from './concurrency';
import type { Dossiers } from './dossier';
import type { History } from './history';
import type { Log } from './log/measure-log';
import type { OpenLoad, OpenRatios } from './open-load';
import type { LoadResult } from './load/operation';
import type { LoneCreate } from './lone-create';
import type { machine } from './machine';
import { cpuMsEach } from './processes';
import type { BenchmarkRound, Rounds } from './rounds';
import type { HonestShare } from './shares/measure-shares';
import { median } from './statistics';
import type { ScalePoint } from './scale';
import type { StartUp } from './start-up';
import type { Verify } from './verify';
import type { VerifyReaders } from './verify-readers';

/** The results; a part that was not requested, or had no time left, is absent. */
export interface Measured {
  readonly start?: StartUp;
  readonly dossiers?: Dossiers;
  readonly cases?: Cases;
  /** 企业开办一件事 on the network. */
  readonly company?: LoadResult;
  /** What an honest officer gets, alone and beside each attack. */
  readonly shares?: readonly HonestShare[];
  /** From cached binaries only to gateways that answer, and the resident memory of all processes then. */
  readonly network?: { readonly upSeconds: number; readonly memoryMiB: number };
  readonly loneCreate?: LoneCreate;
  readonly rounds?: Rounds;
  readonly concurrency?: Concurrency;
  readonly openLoad?: OpenLoad;
  readonly verify?: Verify;
  readonly verifyReaders?: VerifyReaders;
  readonly log?: Log;
  readonly history?: History;
  readonly scale?: readonly ScalePoint[];
}

export interface BenchResult extends Measured {
  readonly machine: ReturnType<typeof machine>;
  readonly ratios: Ratios;
  /** What this run did not measure, or not as the bound requires, and why. */
  readonly notes: readonly string[];
}

const smallest = 1_000;
const largest = 1_000_000;
const manyEvents = 100_000;
/** A rebuild shorter than this cannot be told from the variation between restarts. */
const rebuildSecondsMin = 0.5;

/** The figures that have a bound, if measured at the size that the bound names. */
export function ratiosOf(measured: Measured): Ratios {
  const { loneCreate, rounds, scale = [] } = measured;
  const { create = null, bulk = null, firstChange = null } = rounds?.ratios ?? {};
  return {
    create,
    bulk,
    firstChange,
    loneLatency: loneCreate?.ratio ?? null,
    ...openRatios(measured),
    ...cpuOf(measured),
    ...readRatios(measured),
    ...caseRatios(measured),
    ...scaleRatios(scale),
    rebuild: rebuildRatio(scale),
    ...logRatios(measured),
  };
}

function openRatios({ openLoad }: Measured): OpenRatios {
  const none = { openP50At25: null, openP99At25: null, openP50At50: null, openP99At50: null };
  return openLoad?.ratios ?? { ...none, openP99At75: null, openCpuMsAt25: null };
}

/** Medians of the rounds. */
function cpuOf({ rounds }: Measured): CpuFigures {
  const of = (kind: keyof BenchmarkRound): number | null => {
    const each = (rounds?.rounds ?? []).flatMap((round) => cpuMsEach(round[kind] ?? {}) ?? []);
    return each.length === 0 ? null : median(each);
  };
  return {
    cpuMsPlain: of('plain'),
    cpuMsCreate: of('create'),
    cpuMsBulk: of('bulk'),
    cpuMsFirstChange: of('firstChange'),
  };
}

function readRatios({ verify, history }: Measured): Pick<Ratios, 'verify' | 'verifyP99Ms' | 'historyPage'> {
  return {
    verify: verify?.ratio ?? null,
    verifyP99Ms: verify?.atHalf.p99Ms ?? null,
    historyPage: history !== undefined && history.events >= manyEvents ? history.ratio : null,
  };
}

function caseRatios({
  dossiers,
  cases,
}: Measured): Pick<Ratios, 'dossier' | 'dossierP99Ms' | 'offers' | 'completion'> {
  return {
    dossier: dossiers?.ratio ?? null,
    dossierP99Ms: dossiers?.together.latencyMs?.p99 ?? null,
    offers: dossiers?.offersRatio ?? null,
    completion: cases?.completion.ratio ?? null,
  };
}

function logRatios({ log }: Measured): Pick<Ratios, 'leafShare' | 'proofGrowth' | 'receiptCpuMs' | 'tiles'> {
  return {
    leafShare: log?.leafShare ?? null,
    proofGrowth: log?.proofs.ratio ?? null,
    receiptCpuMs: log?.receiptCpuMs.warm ?? null,
    tiles: log?.tiles.ratio ?? null,
  };
}

function scaleRatios(scale: readonly ScalePoint[]): Pick<Ratios, 'scaleWrite' | 'gatewayRssMiB'> {
  const first = scale.find(({ records }) => records === smallest);
  const last = scale.find(({ records }) => records === largest);
  return {
    scaleWrite: first && last ? last.writesPerSecond / first.writesPerSecond : null,
    gatewayRssMiB: last?.gatewayRssMiB ?? null,
  };
}

/** Of the largest ledger measured: records read back per second, divided by records created per second. */
function rebuildRatio(scale: readonly ScalePoint[]): number | null {
  const last = scale.at(-1);
  if (last === undefined || last.rebuildSeconds < rebuildSecondsMin) return null;
  return (last.records + last.recordsAfter) / last.rebuildSeconds / last.writesPerSecond;
}

/** Caveats of a run that was shorter or smaller than the bounds require. */
export function notesOf({ history, scale = [] }: Measured): string[] {
  const notes: string[] = [];
  const last = scale.at(-1);
  const first = scale[0];
  if (history !== undefined && history.events < manyEvents) {
    notes.push(
      `historyPage is left out: this run made ${history.events} events, not 100,000; with these it was ${history.ratio.toFixed(2)}`,
    );
  }
  if (first !== undefined && last !== undefined && last.records < largest) {
    const ratio = (last.writesPerSecond / first.writesPerSecond).toFixed(2);
    notes.push(
      `scaleWrite and gatewayRssMiB are left out: this run went up to ${last.records} records, not 10⁶; there they were ${ratio} and ${last.gatewayRssMiB} MiB`,
      `rebuild is of ${last.records} records`,
    );
  }
  return notes;
}
