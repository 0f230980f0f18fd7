// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRecordExample } from '../../gateway/src/http/examples';
import { freePort } from '../support/free-port';
import { type Output, outputOf, readyLine, startScript, stopProcess } from '../support/script-process';

jest.setTimeout(300_000);

let folder: string;
let port: number;
let gateway: ChildProcess;

const start = (script: string, ...options: string[]): ChildProcess =>
  startScript(script, { GUIDANG_DATA: join(folder, 'data'), GUIDANG_PORT: String(port) }, ...options);
const exporting = (file: string, ...options: string[]): Promise<Output> =>
  outputOf(start('export.ts', ...options, '--out', join(folder, file)));
const checking = (file: string): Promise<Output> =>
  outputOf(start('verifier/src/cli.ts', join(folder, file), '--keys', join(folder, 'keys.txt')));

const create = async (): Promise<string> => {
  const tokens = JSON.parse(await readFile(join(folder, 'data', 'demo-tokens.json'), 'utf8')) as {
    registrar: string;
  };
  const answer = await fetch(`http://localhost:${port}/api/v1/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.registrar}`, 'content-type': 'application/json' },
    body: JSON.stringify(createRecordExample),
  });
  return ((await answer.json()) as { id: string }).id;
};

/** Until the head covers all that is there now. */
const untilCovered = async (): Promise<void> => {
  const size = async (): Promise<number> => {
    const answer = await fetch(`http://localhost:${port}/checkpoint`);
    return answer.ok ? Number((await answer.text()).split('\n')[1]) : 0;
  };
  for (let [before, now] = [-1, await size()]; before < now || now === 0;) {
    await sleep(4_000);
    [before, now] = [now, await size()];
  }
};

describe('npm run export', () => {
  let record: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-export-'));
    port = await freePort();
    gateway = start('start.ts');
    await readyLine(gateway, port);
    record = await create();
    await untilCovered();
    const keys = await fetch(`http://localhost:${port}/api/v1/log/keys`);
    await writeFile(join(folder, 'keys.txt'), await keys.text());
  });
  afterAll(async () => {
    await stopProcess(gateway);
    await rm(folder, { recursive: true });
  });

  it('says what it takes', async () => {
    const { status, stdout } = await exporting('none', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--covering');
  });

  it.each([
    ['nothing', []],
    ['two selections', ['--all', '--record', 'x']],
    ['a time that is none', ['--from', 'yesterday']],
    ['a record identifier that is none', ['--record', 'x']],
  ])('refuses %s, and leaves no file', async (_, options) => {
    const { status, stderr } = await exporting('refused', ...options);
    expect(status).toBe(2);
    expect(stderr).not.toBe('');
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  it('writes files that the offline verifier proves with the gateway stopped', async () => {
    const later = new Date(Date.now() + 60_000).toISOString();
    const exports: [string, number, string[]][] = [
      ['all', 0, ['--all']],
      ['range', 3, ['--to', later]],
      ['record', 3, ['--record', record]],
      ['covering', 0, ['--record', record, '--covering']],
      ['object', 0, ['--subject', createRecordExample.dossiers[0]?.object ?? '', '--covering']],
    ];
    for (const [file, , options] of exports) {
      const { status, stdout, stderr } = await exporting(file, ...options);
      expect([file, status, stderr]).toEqual([file, 0, '']);
      expect(stdout).toMatch(/^\d+ leaves, \d+ bytes: /);
    }
    await stopProcess(gateway);
    for (const [file, expected] of exports) {
      const { status, stdout } = await checking(file);
      expect([file, stdout, status]).toEqual([file, expect.stringContaining('completeness: '), expected]);
    }
    const text = await readFile(join(folder, 'all'), 'utf8');
    await writeFile(join(folder, 'forged'), text.replace('record.created', 'record.creates'));
    await expect(checking('forged')).resolves.toMatchObject({ status: 1 });
  });
});
