// SPDX-License-Identifier: Apache-2.0
import { Network } from '@guidang/network';
import { LedgerPosition } from '../api-client';
import { applications } from '../demo/applications';
import { networkVenue } from '../demo/network-venue';
import { officers } from '../demo/registry';
import { seed } from '../demo/seed';
import { measureLoneCreate, type LoneCreate } from './lone-create';
import { machine, residentMiB } from './machine';
import { measureStart, type StartUp } from './start-up';
import { timed } from './statistics';

export interface BenchOptions {
  readonly data: string;
  readonly portsOffset: number;
  readonly quick: boolean;
  readonly report: (line: string) => void;
}

export interface BenchResult {
  readonly machine: ReturnType<typeof machine>;
  readonly start: StartUp;
  /** From nothing but cached binaries to gateways that answer, and what all its processes then hold in memory. */
  readonly network: { readonly upSeconds: number; readonly memoryMiB: number };
  readonly loneCreate: LoneCreate;
  readonly ratios: { readonly loneLatency: number };
}

/** Runs the benchmark on a network of its own, and takes it down again. */
export async function measure({ data, portsOffset, quick, report }: BenchOptions): Promise<BenchResult> {
  report('the embedded default starts ...');
  const start = await measureStart(quick ? 1 : 5);
  const network = Network.load({ data, portsOffset, applications, report });
  try {
    const upSeconds = (await timed(() => network.up())) / 1000;
    const pids = (await network.status()).flatMap(({ pid }) => pid ?? []);
    const memoryMiB = Math.round(pids.reduce((sum, pid) => sum + residentMiB(pid), 0));
    const venue = await networkVenue(data, new LedgerPosition());
    await seed(venue.signIn, venue.present);
    report('lone creates, in turn with bare submits ...');
    const loneCreate = await measureLoneCreate({
      network,
      caller: await venue.signIn(officers.eastAcceptor),
      organisation: 'east',
      rounds: quick ? 3 : 10,
      samplesPerRound: quick ? 10 : 20,
    });
    return {
      machine: machine(),
      start,
      network: { upSeconds, memoryMiB },
      loneCreate,
      ratios: { loneLatency: loneCreate.ratio },
    };
  } finally {
    await network.reset();
  }
}
