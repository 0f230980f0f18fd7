// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const hook = join(__dirname, '..', '..', '.config', 'typescript-hook.cjs');
const embedded = join(__dirname, '..', '..', 'gateway', 'src', 'ledger', 'embedded');
const stillAlive = 'still alive';

describe('a process that has loaded the contract libraries', () => {
  it.each([
    ['an uncaught exception', "setImmediate(() => { throw new Error('uncaught'); })"],
    ['an unhandled rejection', "Promise.reject(new Error('uncaught'))"],
  ])('ends at %s', (_what, failure) => {
    const script = `
      require(${JSON.stringify(embedded)});
      ${failure};
      setTimeout(() => console.log('${stillAlive}'), 200);`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', hook, '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).not.toContain(stillAlive);
    expect(stderr).toContain('uncaught');
    expect(status).not.toBe(0);
  });
});
