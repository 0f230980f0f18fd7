// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import { bringAll } from './bring';
import { diskBytes } from './disk';
import type { DiskBytes } from './disk';
import { measureGatewayStart } from './gateway-restart';
import { makeRecord, medianMs, readable, recordAccesses } from './history';
import { registerBenchLicences } from './licences';
import type { HttpCallers } from './load/http-callers';
import { residentMiB } from './machine';
import { organisation } from './stand';
import type { Stand } from './stand';
import { median, timed } from './statistics';

/** Performance with this many records on the ledger. */
export interface ScalePoint {
  readonly records: number;
  /** Records created to measure the rate: they too are on the ledger when it is read back. */
  readonly recordsAfter: number;
  /** In bulk, from here on. */
  readonly writesPerSecond: number;
  readonly verifyMs: number;
  readonly historyPageMs: number;
  readonly restartSeconds: number;
  /** The additional duration of a restart without a projection; 0 if it is within the variation between restarts. */
  readonly rebuildSeconds: number;
  /** Since the ledger was empty. */
  readonly diskBytesPerRecord: DiskBytes;
  /** Of the gateway that took all the load. */
  readonly gatewayRssMiB: number;
}

interface ScaleOptions {
  /** On an empty ledger. */
  readonly stand: Stand;
  readonly sizes: readonly number[];
  /** No further size begins after this. */
  readonly withinMs: number;
}

const samples = 3;
const rowsPerSample = 3_000;
const reads = 200;
const eventsOfRecord = 100;

/** The same measurements at each size of the ledger, which one officer fills in bulk. */
export async function measureScale({ stand, sizes, withinMs }: ScaleOptions): Promise<ScalePoint[]> {
  const deadline = Date.now() + withinMs;
  const writer = await stand.callersAs(officers.eastAcceptor, 50);
  const reader = await stand.callersAs(officers.eastRegistrar, 1);
  const empty = diskBytes((...path) => stand.network.folders.organisation(organisation, ...path));
  try {
    const id = await makeRecord(writer);
    const { block } = await recordAccesses(writer, id, { count: eventsOfRecord - 1, withinMs });
    const [licence = ''] = await registerBenchLicences(stand.signIn, 1);
    const historyPage = `/api/v1/records/${id}/history?limit=100`;
    const verification = `/api/v1/licences/${licence}/verification`;
    await readable(reader, historyPage, block);
    const points: ScalePoint[] = [];
    let records = 1;
    for (const size of sizes) {
      if (Date.now() > deadline) break;
      records += await fill(stand, writer, { from: records, to: size });
      const at = records;
      const disk = diskBytes((...path) => stand.network.folders.organisation(organisation, ...path));
      const rates: number[] = [];
      for (let sample = 0; sample < samples; sample += 1) {
        const seconds = (await timed(() => bringAll(writer, rowsPerSample))) / 1000;
        rates.push(rowsPerSample / seconds);
        records += rowsPerSample;
      }
      const verifyMs = await medianMs(reader, verification, reads);
      const historyPageMs = await medianMs(reader, historyPage, reads);
      const { intactSeconds, withoutProjectionSeconds } = await measureGatewayStart(stand);
      const point = {
        records: at,
        recordsAfter: records - at,
        writesPerSecond: Math.round(median(rates)),
        verifyMs,
        historyPageMs,
        restartSeconds: intactSeconds,
        rebuildSeconds: Math.max(0, withoutProjectionSeconds - intactSeconds),
        diskBytesPerRecord: perRecord(empty, disk, at),
        gatewayRssMiB: await gatewayMemory(stand),
      };
      stand.report(`${at} records: ${JSON.stringify(point)}`);
      points.push(point);
    }
    return points;
  } finally {
    await writer.close();
    await reader.close();
  }
}

/** Rows per request: progress is reported between requests. */
const rowsPerRequest = 50_000;

async function fill(
  stand: Stand,
  writer: HttpCallers,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  for (let at = from; at < to;) {
    const rows = Math.min(rowsPerRequest, to - at);
    await bringAll(writer, rows);
    at += rows;
    stand.report(`${at} records on the ledger`);
  }
  return Math.max(0, to - from);
}

function perRecord(empty: DiskBytes, full: DiskBytes, records: number): DiskBytes {
  const each = (part: keyof DiskBytes): number => Math.round((full[part] - empty[part]) / records);
  return { projection: each('projection'), state: each('state'), blocks: each('blocks') };
}

async function gatewayMemory({ network }: Stand): Promise<number> {
  const gateway = (await network.status()).find(({ name }) => name === `${organisation}.gateway`);
  return gateway?.pid === undefined ? 0 : Math.round(residentMiB(gateway.pid));
}
