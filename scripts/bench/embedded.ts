// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The embedded default in a process of its own. */
export interface Embedded {
  readonly url: string;
  readonly child: ChildProcess;
  /** Of each officer of the demo, and of bare roles. */
  readonly tokens: Readonly<Record<string, string>>;
}

/**
 * Works on a new one, which is gone afterwards.
 * @param options of `npm start`: `--bare` for departments and officers only.
 */
export async function onEmbedded<T>(
  work: (gateway: Embedded) => Promise<T>,
  ...options: readonly '--bare'[]
): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'guidang-bench-embedded-'));
  const gateway = await start(data, options);
  try {
    return await work(gateway);
  } finally {
    const ended = once(gateway.child, 'exit');
    gateway.child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

async function start(data: string, options: readonly string[]): Promise<Embedded> {
  const child = spawn(process.execPath, [join(__dirname, '..', 'start.js'), ...options], {
    env: { ...process.env, GUIDANG_DATA: data, GUIDANG_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    const tokens = JSON.parse(readFileSync(join(data, 'demo-tokens.json'), 'utf8')) as Embedded['tokens'];
    child.stdout.resume();
    return { url, child, tokens };
  }
  throw new Error('the gateway ended before it was ready');
}
