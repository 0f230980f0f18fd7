// SPDX-License-Identifier: Apache-2.0
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { until } from '@guidang/gateway/common/until';
import { ApiClient } from '../api-client';
import type { Stand } from './stand';

/** The restarted gateway takes no load: what it reads, the others have acknowledged. */
const restarted = 'audit';
const readyMaxMs = 30 * 60_000;
const askEach = { firstMs: 50, maximumMs: 50 };

interface GatewayStart {
  /** From the start of the process until it has read all blocks. */
  readonly intactSeconds: number;
  /** The same without a stored projection. */
  readonly withoutProjectionSeconds: number;
}

/** Restarts a gateway unchanged, and again without its projection, which it then rebuilds from the ledger. */
export async function measureGatewayStart(stand: Stand): Promise<GatewayStart> {
  return {
    intactSeconds: await restart(stand),
    withoutProjectionSeconds: await restart(stand, () => {
      rmSync(stand.network.folders.organisation(restarted, 'gateway-application', 'data', 'projection'), {
        recursive: true,
      });
    }),
  };
}

async function restart({ network, place }: Stand, meanwhile?: () => void): Promise<number> {
  const name = `${restarted}.gateway`;
  await network.stop(name);
  meanwhile?.();
  const client = new ApiClient(place(restarted));
  const began = performance.now();
  // The start gives up after a minute; a rebuild may take longer, so poll the gateway itself.
  const started = network.start(name).catch(() => undefined);
  try {
    const ready = async (): Promise<true | undefined> => (await client.ready()) || undefined;
    await until(`${name} gets ready`, ready, { timeoutMs: readyMaxMs, pause: askEach });
    const seconds = (performance.now() - began) / 1000;
    await started;
    return seconds;
  } finally {
    await client.close();
  }
}
