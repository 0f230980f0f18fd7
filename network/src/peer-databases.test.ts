// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { compactDatabases } from './peer-databases';

describe('compactDatabases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-compact-'));
  const database = join(folder, 'ledgersData', 'pvtdataStore');
  const filesSay = (text: string): boolean =>
    readdirSync(database).some((name) => readFileSync(join(database, name)).includes(text));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('keeps live data, and no trace of deleted or overwritten data', async () => {
    mkdirSync(database, { recursive: true });
    const level = new ClassicLevel(database);
    await level.put('deleted', 'a purged name');
    await level.put('overwritten', 'a former name');
    await level.del('deleted');
    await level.put('overwritten', 'a name');
    await level.close();
    expect([filesSay('a purged name'), filesSay('a former name')]).toEqual([true, true]);

    await compactDatabases(folder);
    expect([filesSay('a purged name'), filesSay('a former name')]).toEqual([false, false]);
    const again = new ClassicLevel(database);
    await expect(again.iterator().all()).resolves.toEqual([['overwritten', 'a name']]);
    await again.close();
  });

  it('does not touch a database that is in use', async () => {
    const level = new ClassicLevel(database);
    await level.open();
    await expect(compactDatabases(folder)).rejects.toThrow();
    await level.close();
  });

  it('does nothing for a peer that never ran', async () => {
    await expect(compactDatabases(join(folder, 'nowhere'))).resolves.toBeUndefined();
  });
});
