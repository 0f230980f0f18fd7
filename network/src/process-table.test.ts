// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@guidang/gateway/common/until';
import { writeJson } from './files';
import { Folders } from './folders';
import { identify, isAlive } from './process-identity';
import { ProcessTable } from './process-table';
import type { ProcessDefinition } from './process-table';
import { locked } from './state';

describe('processes of a network', () => {
  let folder: string;
  let folders: Folders;
  let table: ProcessTable;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-processes-'));
    folders = new Folders(folder);
    table = new ProcessTable(folders);
  });

  afterEach(async () => {
    await table.stop('east.peer');
    rmSync(folder, { recursive: true });
  });

  const definition = (script: string): ProcessDefinition => ({
    name: 'east.peer',
    command: process.execPath,
    args: ['-e', script],
    folder,
    environment: { GIVEN: 'yes' },
    health: [{ kind: 'http', url: 'http://localhost:1' }],
    ports: {},
  });
  const idle = 'setInterval(() => {}, 1000)';

  it('run once, are found by another table, and stop', async () => {
    const identity = table.start(definition(idle));
    expect(table.start(definition(idle))).toEqual(identity);
    expect(new ProcessTable(folders).running('east.peer')).toEqual(identity);
    await table.stop('east.peer');
    expect(isAlive(identity)).toBe(false);
    expect(table.running('east.peer')).toBeUndefined();
  });

  it('are killed, paused or not, when they ignore SIGTERM', async () => {
    const identity = table.start(definition(idle));
    await table.signal('east.peer', 'SIGSTOP');
    await table.stop('east.peer');
    expect(isAlive(identity)).toBe(false);
  });

  it('are not confused with an unrelated process that reuses their process id', async () => {
    const own = identify(process.pid);
    writeJson(folders.processes('east.peer.json'), {
      pid: process.pid,
      startedAt: `${own?.startedAt ?? ''}0`,
    });
    expect(table.running('east.peer')).toBeUndefined();
    await expect(table.signal('east.peer', 'SIGKILL')).rejects.toThrow('does not run');
    await table.stop('east.peer');
    expect(identify(process.pid)).toEqual(own);
  });

  it('inherit only the environment variables that every program needs', async () => {
    process.env['SECRET_OF_OURS'] = 'secret';
    table.start(definition('console.log(JSON.stringify(process.env)); ' + idle));
    delete process.env['SECRET_OF_OURS'];
    const said = await until('it says its environment', () => {
      const log = readFileSync(table.logFile('east.peer'), 'utf8');
      return log.endsWith('}\n') ? log : undefined;
    });
    const environment = JSON.parse(said) as Record<string, string>;
    expect(environment).toMatchObject({ GIVEN: 'yes', PATH: process.env['PATH'] });
    expect(environment).not.toHaveProperty('SECRET_OF_OURS');
  });

  it('report a missing program', () => {
    expect(() => table.start({ ...definition(idle), command: join(folder, 'missing') })).toThrow(/missing/);
  });

  describe('a lock', () => {
    it('admits one command at a time', async () => {
      await locked(folders, async () => {
        await expect(locked(folders, () => Promise.resolve())).rejects.toThrow('Another command is at work');
      });
      await expect(locked(folders, () => Promise.resolve('free'))).resolves.toBe('free');
    });

    it('is ignored when its holder is dead', async () => {
      writeFileSync(folders.lock(), JSON.stringify({ pid: process.pid, startedAt: 'another life' }));
      await expect(locked(folders, () => Promise.resolve('free'))).resolves.toBe('free');
    });
  });
});
