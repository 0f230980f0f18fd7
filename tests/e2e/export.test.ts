// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecordExample } from '../../gateway/src/http/openapi/examples';
import { DemoGateway } from '../support/demo-gateway';
import { outputOf } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(300_000);

let folder: string;
let gateway: DemoGateway;

function exporting(file: string, ...options: string[]): Promise<Output> {
  return outputOf(gateway.run('export.ts', ...options, '--out', join(folder, file)));
}
function checking(file: string): Promise<Output> {
  return outputOf(gateway.run('verifier/src/cli.ts', join(folder, file), '--keys', join(folder, 'keys.txt')));
}

describe('npm run export', () => {
  let record: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-export-'));
    gateway = await DemoGateway.start(join(folder, 'data'));
    const written = await gateway.create();
    record = written.id;
    await gateway.covered(written);
    const keys = await gateway.ask('/api/v1/log/keys');
    await writeFile(join(folder, 'keys.txt'), await keys.text());
  });
  afterAll(async () => {
    await gateway.stop();
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
      ['covering', 3, ['--record', record, '--covering']],
      ['opened', 0, ['--record', record, '--covering', '--open-all']],
      ['object', 0, ['--subject', createRecordExample.dossiers[0]?.object ?? '', '--covering', '--open-all']],
    ];
    for (const [file, , options] of exports) {
      const { status, stdout, stderr } = await exporting(file, ...options);
      expect([file, status, stderr]).toEqual([file, 0, '']);
      expect(stdout).toMatch(/^\d+ leaves, \d+ bytes: /);
    }
    await gateway.stop();
    for (const [file, expected] of exports) {
      const { status, stdout } = await checking(file);
      expect([file, stdout, status]).toEqual([file, expect.stringContaining('completeness: '), expected]);
    }
    const text = await readFile(join(folder, 'all'), 'utf8');
    await writeFile(join(folder, 'forged'), text.replace('record.created', 'record.creates'));
    await expect(checking('forged')).resolves.toMatchObject({ status: 1 });
  });
});
