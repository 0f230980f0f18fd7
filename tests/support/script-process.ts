// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const hook = join(__dirname, '..', '..', '.config', 'typescript-hook.cjs');
const scripts = join(__dirname, '..', '..', 'scripts');

export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A script of the sources, in a process of its own. */
export function startScript(
  script: string,
  environment: NodeJS.ProcessEnv,
  ...options: readonly string[]
): ChildProcess {
  return spawn(process.execPath, ['-r', hook, join(scripts, script), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
}

/** What a process wrote, once it has ended. */
export async function outputOf(child: ChildProcess): Promise<Output> {
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => (written[name] += text));
  }
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...written };
}

/** Waits for the line by which `npm start` announces that it is ready. */
export async function readyLine(child: ChildProcess, port: number): Promise<void> {
  if (child.stdout === null) throw new Error('the gateway has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === `ready http://localhost:${port}`) return;
  }
  throw new Error('the gateway ended before it was ready');
}

export async function stopProcess(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'exit');
  child.kill(signal);
  await closed;
}
