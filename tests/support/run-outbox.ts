// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { OutboxReport, OutboxTask } from './outbox-child';

/** Each awaited call of the outbox to its store and its ledger, in their order without failures. */
export const outboxSteps = ['prepare', 'save', 'send', 'status', 'finish'].flatMap((call) => [
  `before ${call}`,
  `after ${call}`,
]);

/**
 * Runs the outbox in a process of its own.
 *
 * @returns `undefined` if the process killed itself as instructed
 * @throws Error if it ended in any other way
 */
export async function runOutbox(task: OutboxTask): Promise<OutboxReport | undefined> {
  const script = join(__dirname, 'outbox-child.ts');
  const hook = join(__dirname, '..', '..', '.config', 'typescript-hook.cjs');
  const child = spawn(process.execPath, ['-r', hook, script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  if (signal === 'SIGKILL' && task.dieAt !== undefined) return undefined;
  const report = output.trim().split('\n').at(-1);
  if (code !== 0 || report === undefined) {
    throw new Error(`The outbox process ended with ${code ?? signal}: ${errors}`);
  }
  return JSON.parse(report) as OutboxReport;
}
