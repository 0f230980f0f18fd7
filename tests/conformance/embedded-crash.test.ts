// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const HOOK = join(__dirname, '..', '..', '.config', 'typescript-hook.cjs');
const EMBEDDED = join(__dirname, '..', '..', 'gateway', 'src', 'ledger', 'embedded');
const STILL_ALIVE = 'still alive';

describe('a process that has loaded the contract libraries', () => {
  it.each([
    ['an uncaught exception', "setImmediate(() => { throw new Error('uncaught'); })"],
    ['an unhandled rejection', "Promise.reject(new Error('uncaught'))"],
  ])('ends at %s', (_what, failure) => {
    const script = `
      require(${JSON.stringify(EMBEDDED)});
      ${failure};
      setTimeout(() => console.log('${STILL_ALIVE}'), 200);`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', HOOK, '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).not.toContain(STILL_ALIVE);
    expect(stderr).toContain('uncaught');
    expect(status).not.toBe(0);
  });
});
