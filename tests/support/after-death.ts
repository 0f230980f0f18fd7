// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const networkCommand = resolve(__dirname, '../../scripts/dist/network.js');

/** Its standard input ends with the process that started it, however that ends. */
const watcher = `
  process.stdin.resume().once('close', () => {
    require('node:child_process').spawnSync(process.execPath, process.argv.slice(1), { stdio: 'ignore' });
  });`;

/**
 * Runs a script when this process ends without having called the function that is returned: after Ctrl-C or SIGKILL
 * no test cleans up, and what a network starts is detached.
 */
export function afterDeath(...script: readonly string[]): () => void {
  const child = spawn(process.execPath, ['-e', watcher, '--', ...script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  return () => child.kill();
}

/** Stops a network and deletes its data, should the tests be killed. */
export function resetAfterDeath(data: string): () => void {
  return afterDeath(networkCommand, 'reset', '--data', data);
}
