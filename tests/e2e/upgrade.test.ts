// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisations } from '@guidang/chaincode/sample';
import { checkEmbedded } from '../../gateway/src/fsck/check-embedded';
import { freePort } from '../../gateway/src/testing/free-port';
import { outputOf, readyLine, startScript, stopProcess } from '../support/script-process';

jest.setTimeout(300_000);

const fixtures = join(__dirname, '..', 'fixtures', 'data-folders');

describe.each(['event-pages-2', 'event-pages-3'])('a data folder with %s', (name) => {
  let data: string;
  let gateway: ChildProcess | undefined;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'guidang-upgrade-'));
    execFileSync('tar', ['-xzf', join(fixtures, `${name}.tgz`), '-C', data]);
  });

  afterAll(async () => {
    if (gateway !== undefined) await stopProcess(gateway);
    await rm(data, { recursive: true, force: true });
  });

  it('is opened in place, and the demo goes on with it', async () => {
    const port = await freePort();
    const environment = {
      GUIDANG_DATA: data,
      TMPDIR: data,
      GUIDANG_PORT: String(port),
      GUIDANG_URL: `http://localhost:${port}`,
    };
    gateway = startScript('start.ts', environment);
    await readyLine(gateway, port);
    const { status, stdout, stderr } = await outputOf(startScript('demo.ts', environment, '--stop'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('demo passed');
  });

  it('holds no fault then, but for the contents that the fixture leaves out', async () => {
    const { findings } = await checkEmbedded(data, Object.keys(organisations), () => undefined);
    expect(findings.filter(({ kind }) => kind !== 'content')).toEqual([]);
    expect(findings.length).toBeLessThanOrEqual(8);
  });
});
