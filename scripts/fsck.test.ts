// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedLedger, type FsckReport } from '../gateway/src/ledger/embedded';

const HOOK = join(__dirname, '..', 'tests', 'support', 'typescript-hook.cjs');
const SCRIPT = join(__dirname, 'fsck.ts');
const COMMAND_TIMEOUT_MS = 60_000;

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run fsck', () => {
  let data = '';

  const run = (...options: string[]): Outcome =>
    spawnSync(process.execPath, ['-r', HOOK, SCRIPT, ...options], {
      encoding: 'utf8',
      env: { ...process.env, GUIDANG_DATA: data },
    });

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'guidang-fsck-command-'));
  });

  afterAll(() => rm(data, { recursive: true }));

  it(
    'tells sound, damaged and missing ledgers apart by its exit code',
    async () => {
      const missing = run();
      expect(missing).toMatchObject({ status: 2, stdout: '' });
      expect(missing.stderr).toContain('cannot be opened');

      const directory = join(data, 'ledger');
      const name = { network: 'guidang', channel: 'records' };
      const ledger = await EmbeddedLedger.open({ directory, name, contracts: [], organisations: [] });
      await ledger.close();
      const sound = run();
      expect(sound).toMatchObject({
        status: 0,
        stdout: '1 blocks with 0 transactions checked: nothing found\n',
      });

      const [table = ''] = (await readdir(directory)).filter((file) => file.endsWith('.ldb'));
      const bytes = await readFile(join(directory, table));
      bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      await writeFile(join(directory, table), bytes);
      const damaged = run('--json');
      expect(damaged.status).toBe(1);
      expect((JSON.parse(damaged.stdout) as FsckReport).findings).toContainEqual(
        expect.objectContaining({ kind: 'file', where: table }),
      );
    },
    COMMAND_TIMEOUT_MS,
  );

  it(
    'explains itself, and refuses options that it does not know',
    () => {
      expect(run('--help')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('GUIDANG_DATA') as string,
      });
      expect(run('--repair')).toMatchObject({ status: 2, stdout: '' });
    },
    COMMAND_TIMEOUT_MS,
  );
});
