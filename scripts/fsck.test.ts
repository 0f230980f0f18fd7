// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { EmbeddedGateway } from '../gateway/src/testing/embedded-gateway';
import type { CheckOutcome as Checked } from '@guidang/gateway';

const hook = join(__dirname, '..', '.config', 'typescript-hook.cjs');
const script = join(__dirname, 'fsck.ts');
const commandTimeoutMs = 180_000;

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Files that other users of the machine may read: the next start would warn of each. */
async function openToOthers(folder: string): Promise<readonly string[]> {
  const files = await filesIn(folder);
  const modes = await Promise.all(files.map(async (file) => (await stat(file)).mode));
  return files.filter((_, at) => ((modes[at] ?? 0) & 0o077) !== 0);
}

async function removeHistory(projection: string): Promise<void> {
  const level = new Level(projection);
  const [key = ''] = await level.keys({ gt: 'history', limit: 1 }).all();
  await level.del(key);
  await level.close();
}

describe('npm run fsck', () => {
  let data = '';

  const run = (...options: string[]): Outcome =>
    spawnSync(process.execPath, ['-r', hook, script, ...options], {
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
      expect(missing.stderr).toContain('is it the right data folder');
      expect(await filesIn(data)).toEqual([]);

      const gateway = await EmbeddedGateway.seeded({ folder: data });
      await gateway.close();
      await Promise.all((await filesIn(data)).map((file) => chmod(file, 0o600)));
      const sound = run();
      expect(sound.stderr).toContain('comparing the projection');
      expect(sound).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/\nnothing found\n$/) as string,
      });
      expect(await openToOthers(data)).toEqual([]);

      await removeHistory(join(data, 'projection'));
      const lossy = run();
      expect(lossy.status).toBe(1);
      expect(lossy.stdout).toMatch(/^embedded projection history\/\S+: it is in the blocks but not stored\n/);

      const directory = join(data, 'ledger');
      const [table = ''] = (await readdir(directory)).filter((file) => file.endsWith('.ldb'));
      const bytes = await readFile(join(directory, table));
      bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      await writeFile(join(directory, table), bytes);
      const damaged = run('--json');
      expect(damaged.status).toBe(1);
      expect((JSON.parse(damaged.stdout) as Checked).findings).toContainEqual(
        expect.objectContaining({ organisation: 'embedded', kind: 'file', where: table }),
      );
    },
    commandTimeoutMs,
  );

  it(
    'explains itself, and refuses options that it does not know',
    () => {
      expect(run('--help')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('GUIDANG_DATA') as string,
      });
      for (const options of [['--repair'], ['--data', 'somewhere']]) {
        expect(run(...options)).toMatchObject({ status: 2, stdout: '' });
      }
    },
    commandTimeoutMs,
  );
});
