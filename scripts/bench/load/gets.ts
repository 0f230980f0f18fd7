// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadResult } from './operation';

export interface GetsOptions {
  readonly url: string;
  /** Root certificates in PEM. */
  readonly roots: string;
  /** The paths asked for, in turn. */
  readonly paths: readonly string[];
  /** Tokens, in turn. */
  readonly tokens: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Open loop at this rate, after two seconds that do not count; by default as fast as they are answered. */
  readonly perSecond?: number;
}

/**
 * The same few GET requests, from a process of their own: what the benchmark's has in memory by now would stop the load
 * for as long as it takes to collect it, and the answers would seem late.
 */
export async function measureGets(options: GetsOptions): Promise<LoadResult> {
  const child = fork(join(__dirname, 'gets-process.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`the process that makes the load ended with ${String(code)}`);
  });
  const answered = once(child, 'message').then(([result]: unknown[]) => result as LoadResult);
  child.send(options);
  try {
    return await Promise.race([answered, ended]);
  } finally {
    ended.catch(() => undefined);
    child.kill();
  }
}
