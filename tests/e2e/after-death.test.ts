// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@guidang/gateway/common/until';

const hook = join(__dirname, '..', '..', '.config', 'typescript-hook.cjs');
const support = join(__dirname, '..', 'support', 'after-death.ts');

describe('what a killed test run leaves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-death-'));
  const mark = join(folder, 'cleaned');
  const script = join(folder, 'clean.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(process.argv[2], '');`);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** A process that arranges for the script, does what it is told, and then waits for its end. */
  function arrange(then: string): ReturnType<typeof spawn> {
    const source = `
      const { afterDeath } = require(${JSON.stringify(support)});
      afterDeath(${JSON.stringify(script)}, ${JSON.stringify(mark)});
      ${then}
      process.stdout.write('ready');
      setInterval(() => undefined, 1000);`;
    return spawn(process.execPath, ['-r', hook, '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('is cleaned up after %s', async (signal) => {
    rmSync(mark, { force: true });
    const run = arrange('');
    if (run.stdout !== null) await once(run.stdout, 'data');
    run.kill(signal);
    await until('the script has run', () => Promise.resolve(existsSync(mark) || undefined));
  });

  it('is left alone by one that has cleaned up itself', async () => {
    rmSync(mark, { force: true });
    const spared = join(folder, 'spared');
    const run = arrange(`afterDeath(${JSON.stringify(script)}, ${JSON.stringify(spared)})();`);
    if (run.stdout !== null) await once(run.stdout, 'data');
    run.kill('SIGKILL');
    await until('the other script has run', () => Promise.resolve(existsSync(mark) || undefined));
    expect(existsSync(spared)).toBe(false);
  });
});
