// SPDX-License-Identifier: Apache-2.0
import { officers } from '../demo/registry';
import { measureLoneCreate, type LoneCreate } from './lone-create';
import { machine } from './machine';
import { throughputParts, type PartName } from './parts';
import { Stand } from './stand';
import { measureStart, type StartUp } from './start-up';
import { measureThroughput, type Throughput } from './throughput';

export interface BenchOptions {
  readonly data: string;
  readonly portsOffset: number;
  readonly quick: boolean;
  readonly parts: ReadonlySet<PartName>;
  /** Leaves the network as it is, running. */
  readonly keep: boolean;
  readonly report: (line: string) => void;
}

export interface BenchResult {
  readonly machine: ReturnType<typeof machine>;
  readonly start?: StartUp;
  /** From nothing but cached binaries to gateways that answer, and what all its processes then hold in memory. */
  readonly network: { readonly upSeconds: number; readonly memoryMiB: number };
  readonly loneCreate?: LoneCreate;
  readonly throughput?: Throughput;
  readonly ratios: { readonly loneLatency?: number; readonly create?: number };
}

/** Runs the benchmark on a network of its own, and takes it down again. */
export async function measure(options: BenchOptions): Promise<BenchResult> {
  const { parts, quick, report, keep } = options;
  if (parts.has('start')) report('the embedded default starts ...');
  const start = parts.has('start') ? { start: await measureStart(quick ? 1 : 5) } : {};
  const stand = await Stand.up(options);
  try {
    const { upSeconds, memoryMiB } = stand;
    const measured = { ...(await loneCreates(stand, options)), ...(await throughput(stand, options)) };
    return {
      machine: machine(),
      ...start,
      network: { upSeconds, memoryMiB },
      ...measured,
      ratios: {
        ...(measured.loneCreate === undefined ? {} : { loneLatency: measured.loneCreate.ratio }),
        ...measured.throughput?.ratios,
      },
    };
  } finally {
    stand.close();
    if (!keep) await stand.network.reset();
  }
}

async function loneCreates(
  stand: Stand,
  { parts, quick }: BenchOptions,
): Promise<{ readonly loneCreate?: LoneCreate }> {
  if (!parts.has('lone-create')) return {};
  stand.report('lone creates, in turn with bare submits ...');
  const loneCreate = await measureLoneCreate({
    submitPlain: stand.submitPlain,
    caller: await stand.signIn(officers.eastAcceptor),
    rounds: quick ? 3 : 10,
    samplesPerRound: quick ? 10 : 20,
  });
  return { loneCreate };
}

async function throughput(
  stand: Stand,
  { parts, quick }: BenchOptions,
): Promise<{ readonly throughput?: Throughput }> {
  if (!throughputParts.some((part) => parts.has(part))) return {};
  const measured = await measureThroughput({
    stand,
    parts,
    rounds: quick ? 3 : 5,
    warmUpMs: quick ? 4_000 : 6_000,
    measureMs: quick ? 8_000 : 15_000,
  });
  return { throughput: measured };
}
