// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadResult } from './operation';

export interface GetsOptions {
  readonly url: string;
  /** Root certificates in PEM. */
  readonly roots: string;
  /** The paths requested, in turn. */
  readonly paths: readonly string[];
  /** The bearer tokens, in turn. */
  readonly tokens: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Open loop at this rate, after two seconds of warm-up; by default a closed loop. */
  readonly perSecond?: number;
}

/**
 * Repeats a few GET requests from a process of their own: a garbage collection of the benchmark's large heap would
 * pause the load, and answers would seem late.
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
