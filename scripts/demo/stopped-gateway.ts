// SPDX-License-Identifier: Apache-2.0
import { fetch } from 'undici';
import { gatewayProcess } from '../gateway-process';
import { until } from '@guidang/gateway/common/until';

const answerMs = 500;
const interruptions = ['SIGINT', 'SIGTERM'] as const;

/** How the embedded default's gateway is stopped: paused (SIGSTOP), or terminated. */
export type Stopping = 'hold' | 'end';

interface EmbeddedGatewayPlace {
  readonly url: string;
  /** The gateway's data folder. */
  readonly dataFolder: string;
}

/**
 * Runs something while the embedded default's gateway cannot answer. A paused gateway continues afterwards.
 * @throws {Error} if its process is unknown, or it still answers.
 */
export async function whileStopped(
  { url, dataFolder }: EmbeddedGatewayPlace,
  stopping: Stopping,
  act: () => Promise<void>,
): Promise<void> {
  const id = await gatewayProcess(dataFolder);
  const release = (): void => {
    if (stopping === 'hold') process.kill(id, 'SIGCONT');
  };
  // An interrupted demo must not leave a paused gateway behind.
  const interrupted = (): void => {
    release();
    process.exit(1);
  };
  for (const signal of interruptions) process.once(signal, interrupted);
  process.kill(id, stopping === 'hold' ? 'SIGSTOP' : 'SIGTERM');
  try {
    await until('the gateway stops', async () => ((await answers(url)) ? undefined : true));
    await act();
  } finally {
    release();
    for (const signal of interruptions) process.off(signal, interrupted);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const { body } = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(answerMs) });
    await body?.cancel();
    return true;
  } catch {
    return false;
  }
}
