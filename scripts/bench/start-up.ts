// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cpuSecondsOfGroup } from './processes';
import { median, repeated, timed } from './statistics';

/** From `npm start` to `ready`, on an empty data folder and again on the resulting one; processor time with npm's own. */
export interface StartUp {
  readonly firstSeconds: number;
  readonly firstCpuSeconds: number;
  readonly againSeconds: number;
  readonly againCpuSeconds: number;
}

interface Started {
  readonly seconds: number;
  readonly cpuSeconds: number;
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
    firstSeconds: median(starts.map(({ first }) => first.seconds)),
    firstCpuSeconds: median(starts.map(({ first }) => first.cpuSeconds)),
    againSeconds: median(starts.map(({ again }) => again.seconds)),
    againCpuSeconds: median(starts.map(({ again }) => again.cpuSeconds)),
  };
}

async function startOnce(data: string): Promise<Started> {
  const child = spawn('npm', ['start'], {
    env: { ...process.env, GUIDANG_DATA: data, GUIDANG_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // npm does not forward signals to its child: the whole process group is ours, and is signalled together.
    detached: true,
  });
  const ended = once(child, 'exit');
  const elapsedMs = await timed(async () => {
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready ')) return;
    throw new Error('npm start ended before it was ready');
  });
  const group = child.pid;
  if (group === undefined) throw new Error('npm has not started');
  const cpuSeconds = cpuSecondsOfGroup(group);
  process.kill(-group, 'SIGTERM');
  await ended;
  return { seconds: elapsedMs / 1000, cpuSeconds };
}
