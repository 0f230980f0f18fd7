// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Network } from '../../network/src';
import { ApiProblem, LedgerPosition } from '../../scripts/api-client';
import type { ApiClient } from '../../scripts/api-client';
import { applications } from '../../scripts/demo/applications';
import { networkVenue } from '../../scripts/demo/network-venue';
import { departments } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { retried, until } from '@guidang/gateway/common/until';
import { resetAfterDeath } from '../support/after-death';

const demo = resolve(__dirname, '../../scripts/dist/demo.js');
const demoMs = 280_000;
const outputTail = 700;

/** Signs in at the identity provider, with a key that only the client holds, not the gateway. */
export const keyHolder: DemoOfficer = {
  id: 'east-land-own-key',
  organisation: 'east',
  department: departments.eastLand.code,
  roles: ['acceptor'],
};

/** What a test may do to a demo that plays. */
export type DemoProcess = Pick<ChildProcess, 'kill'>;

interface DemoOptions {
  /** Of the command line. */
  readonly options?: readonly string[];
  /** Is given each line as it is printed. */
  readonly heard?: (line: string, demo: DemoProcess) => void;
}

/** A whole network, from the authorities to the gateways, with the demo's officers. */
export interface RunningNetwork {
  readonly network: Network;
  /** The folder with everything that the network's processes store. */
  readonly data: string;
  /** An officer at their own organisation's gateway; all of them read at least as far as any of them has written. */
  as(officer: DemoOfficer): Promise<ApiClient>;
  /** Plays a demo in a process of its own. @returns its last line @throws Error with its last output */
  playDemo(name: 'estate' | 'company' | 'newborn', options?: DemoOptions): Promise<string>;
  /** Ends every process and deletes every file. */
  remove(): Promise<void>;
}

/** @param readers by organisation: how many readers run beside its first gateway. */
export async function startRunningNetwork(
  portsOffset: number,
  readers: Readonly<Record<string, number>> = {},
): Promise<RunningNetwork> {
  if (!existsSync(demo)) throw new Error('The demo is not built: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'guidang-running-'));
  const data = join(folder, 'data');
  const settings = { ...applications, officers: [...applications.officers, keyHolder] };
  const network = Network.load({ data, portsOffset, readers, applications: settings });
  const clients: ApiClient[] = [];
  const isRemoved = resetAfterDeath(data);
  const remove = async (): Promise<void> => {
    await Promise.all(clients.map((client) => client.close()));
    await network.reset();
    isRemoved();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await network.up();
    const { signIn } = await networkVenue(data, new LedgerPosition());
    const as = async (officer: DemoOfficer): Promise<ApiClient> => {
      const client = await signIn(officer);
      clients.push(client);
      return client;
    };
    return {
      network,
      data,
      as,
      playDemo: (name, options) => playDemo([name, '--network', '--data', data], options),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function playDemo(playing: readonly string[], { options = [], heard }: DemoOptions = {}): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [demo, ...playing, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: demoMs,
    });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      heard?.(line, child);
    });
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    child.once('error', failed);
    child.once('close', (code, signal) => {
      if (code === 0) {
        done(lines.at(-1) ?? '');
      } else {
        failed(
          new Error(`the demo ended with ${code ?? signal ?? ''}:\n${lines.join('\n').slice(-outputTail)}`),
        );
      }
    });
  });
}

/** The problem that a call is refused with. @throws Error if it is not refused. */
export async function problemOf(call: Promise<unknown>): Promise<ApiProblem> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiProblem) return error;
    throw error;
  }
  throw new Error('the call was not refused');
}

/** Retries a call as long as it is answered 503: restarted peers need a while to find each other. */
export async function onceServed<T>(call: () => Promise<T>): Promise<T> {
  return retried(call, { mayPass: (error) => error instanceof ApiProblem && error.status === 503 });
}

/** Polls for something that happens automatically. */
export async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  return until('what comes by itself', ask);
}
