// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Network } from '@guidang/network';
import type { Topology } from '@guidang/network';
import { officers } from '@guidang/chaincode/sample';
import { measureBulk } from './bulk';
import { measureCreates } from './creates';
import { measureLoneCreate } from './lone-create';
import { measurePlain } from './plain';
import type { Stand } from './stand';
import { figure, table } from './table';
import { withStand } from './with-stand';

type Blocks = Topology['blocks'];

/** The results of a network with these block parameters. */
interface SweepPoint {
  readonly blocks: Blocks;
  readonly loneCreateMs: number;
  readonly lonePlainMs: number;
  readonly createsPerSecond: number;
  readonly createsP99Ms: number | undefined;
  readonly bulkPerSecond: number;
  readonly plainPerSecond: number;
}

interface SweepOptions {
  /** The parent folder of the networks' data folders. */
  readonly data: string;
  readonly portsOffset: number;
  readonly report: (line: string) => void;
}

/** Enough to fill transactions; each takes time to enrol. */
const officersOfLoad = 32;
const load = { concurrency: 200, warmUpMs: 8_000, measureMs: 8_000 } as const;

/** The chosen parameters, and variants with each of them lower and higher. */
export function sweepOf(chosen: Blocks): Blocks[] {
  const changes: Partial<Blocks>[] = [
    {},
    ...['10ms', '50ms', '100ms'].map((interval) => ({ interval })),
    ...[10, 100].map((messagesMax) => ({ messagesMax })),
    ...['256 KB', '8 MB'].map((preferredBytes) => ({ preferredBytes })),
  ];
  return changes.map((change) => ({ ...chosen, ...change }));
}

/** Latency and throughput with different block parameters, each on a new network. */
export async function measureSweep(options: SweepOptions): Promise<SweepPoint[]> {
  const { topology } = Network.load({ data: join(options.data, 'none') });
  const points: SweepPoint[] = [];
  for (const [index, blocks] of sweepOf(topology.blocks).entries()) {
    options.report(`blocks: ${JSON.stringify(blocks)}`);
    const data = join(options.data, `sweep-${index}`);
    mkdirSync(options.data, { recursive: true });
    const topologyFile = join(options.data, `sweep-${index}.yaml`);
    // JSON is valid YAML.
    writeFileSync(topologyFile, JSON.stringify({ ...topology, blocks }));
    const { portsOffset, report } = options;
    const place = { data, portsOffset, topologyFile, officers: officersOfLoad, report };
    points.push(await withStand(place, (stand) => measurePoint(stand, blocks)));
  }
  return points;
}

/** A Markdown table, as in docs/performance/history.md. */
export function sweepTable(points: readonly SweepPoint[]): string {
  return table(
    [
      'interval',
      'messages',
      'bytes',
      'lone create ms',
      'lone plain ms',
      'creates/s at 200',
      'p99 ms',
      'bulk records/s',
      'plain tx/s at 200',
    ],
    points.map(({ blocks, ...measured }) => [
      blocks.interval,
      String(blocks.messagesMax),
      blocks.preferredBytes,
      figure(measured.loneCreateMs),
      figure(measured.lonePlainMs),
      figure(measured.createsPerSecond),
      figure(measured.createsP99Ms),
      figure(measured.bulkPerSecond),
      figure(measured.plainPerSecond),
    ]),
  );
}

async function measurePoint(stand: Stand, blocks: Blocks): Promise<SweepPoint> {
  const submitPlain = await stand.plain();
  const caller = await stand.callersAs(officers.eastAcceptor, 1);
  const callers = await stand.callers(load.concurrency);
  const meter = await stand.processes();
  try {
    const creates = await measureCreates({ callers, meter, ...load });
    const bulk = await measureBulk({ callers, meter, ...load });
    const plain = await measurePlain({ submitPlain, meter, ...load });
    const lone = await measureLoneCreate({ submitPlain, caller, rounds: 2, samplesPerRound: 15 });
    return {
      blocks,
      loneCreateMs: lone.createMs.p50,
      lonePlainMs: lone.plainMs.p50,
      createsPerSecond: creates.perSecond,
      createsP99Ms: creates.latencyMs?.p99,
      bulkPerSecond: bulk.perSecond,
      plainPerSecond: plain.perSecond,
    };
  } finally {
    await callers.close();
    await caller.close();
  }
}
