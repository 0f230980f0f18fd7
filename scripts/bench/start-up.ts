// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median, repeated, timed } from './statistics';

/** Seconds from `npm start` to `ready`, on an empty data folder and again on the resulting one. */
export interface StartUp {
  readonly firstSeconds: number;
  readonly againSeconds: number;
}

/** Measures the embedded default's start, from an installed and built clone. */
export async function measureStart(rounds: number): Promise<StartUp> {
  const starts = await repeated(rounds, async () => {
    const data = mkdtempSync(join(tmpdir(), 'guidang-bench-'));
    const [first, again] = [await startOnce(data), await startOnce(data)];
    rmSync(data, { recursive: true, force: true });
    return { first, again };
  });
  return {
    firstSeconds: median(starts.map(({ first }) => first)) / 1000,
    againSeconds: median(starts.map(({ again }) => again)) / 1000,
  };
}

async function startOnce(data: string): Promise<number> {
  const child = spawn('npm', ['start'], {
    env: { ...process.env, GUIDANG_DATA: data, GUIDANG_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // npm does not forward signals to its child: the whole process group is ours, and is signalled together.
    detached: true,
  });
  const ended = once(child, 'exit');
  const elapsed = await timed(async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready ')) return;
    throw new Error('npm start ended before it was ready');
  });
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await ended;
  return elapsed;
}
