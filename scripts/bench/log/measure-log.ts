// SPDX-License-Identifier: Apache-2.0
import { BareExpress } from '../bare-server';
import { measureCreates } from '../creates';
import { measureGets } from '../load/gets';
import type { HttpCallers } from '../load/http-callers';
import type { LoadResult } from '../load/operation';
import { organisation } from '../stand';
import type { Stand } from '../stand';
import { median, repeated } from '../statistics';
import { leafMicroseconds, newEvents } from './leaf-cost';
import { measureProofs } from './proofs';
import type { Proofs } from './proofs';
import { measureReceipt } from './receipt';
import type { ReceiptCpu } from './receipt';

/** The cost of the transparency log. */
export interface Log {
  /** Processor time of making, hashing and appending a leaf, in microseconds. */
  readonly leafUs: number;
  /** As a share of a gateway's processor time for a create. */
  readonly leafShare: number;
  readonly proofs: Proofs;
  readonly receiptCpuMs: ReceiptCpu;
  readonly tiles: {
    readonly rounds: readonly { readonly file: LoadResult; readonly tile: LoadResult }[];
    readonly ratio: number;
  };
}

interface LogOptions {
  readonly stand: Stand;
  readonly rounds: number;
  readonly secondsEach: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

const concurrency = 200;
const connections = 50;

/** Measures on what creates have just added: the leaves and tiles are those of real events. */
export async function measureLog(options: LogOptions): Promise<Log> {
  const { stand, warmUpMs, measureMs } = options;
  const callers = await stand.callers(concurrency);
  try {
    const meter = await stand.processes();
    const creates = await measureCreates({ callers, warmUpMs, measureMs, meter, concurrency });
    const gatewayMs = creates.cpuSecondsPerThousand?.['gateway'] ?? NaN;
    const receiptCpuMs = await measureReceipt(callers);
    const leafUs = leafMicroseconds(await newEvents(callers));
    const gateways = stand.network.topology.organisations.length;
    return {
      leafUs,
      leafShare: (leafUs * gateways) / (gatewayMs * 1000),
      proofs: await measureProofs(),
      receiptCpuMs,
      tiles: await measureTiles(callers, options),
    };
  } finally {
    await callers.close();
  }
}

/** Serves a full tile and a file of the same bytes, alternating. */
async function measureTiles(
  callers: HttpCallers,
  { stand, rounds, secondsEach: seconds }: LogOptions,
): Promise<Log['tiles']> {
  const path = '/tile/0/000';
  const express = await BareExpress.start(stand, await callers.bytes(0, path));
  try {
    const load = { connections, tokens: await stand.tokens(), seconds };
    const tile = { ...load, ...stand.place(organisation), paths: [path] };
    const file = { ...tile, url: express.url, paths: ['/static/body'] };
    const pair = async () => ({ file: await measureGets(file), tile: await measureGets(tile) });
    // Warm-up: new processes still compile their code.
    await pair();
    const measured = await repeated(rounds, pair);
    return {
      rounds: measured,
      ratio: median(measured.map((round) => round.tile.perSecond / round.file.perSecond)),
    };
  } finally {
    await express.stop();
  }
}
