// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thrown } from '../../../chaincode/src/testing/thrown';
import { keepPrivate } from './private-folders';
import { SpaceWatch } from './space-watch';
import { Storage } from './storage';

describe('the watch over free space', () => {
  it('is full below the reserve, until clearly above it; one that cannot be asked counts as it did', async () => {
    const changes: boolean[] = [];
    let free = 2_000;
    let fails = false;
    const space = await SpaceWatch.start({
      folder: '.',
      reserveBytes: 1_000,
      freeBytesOf: () => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve(free)),
      onChange: (isFull) => changes.push(isFull),
    });
    const storage = new Storage({ space, onFailure: () => undefined });
    storage.demandWritable();
    free = 999;
    await space.look();
    expect(
      thrown(() => {
        storage.demandWritable();
      }),
    ).toMatchObject({ code: 'storage-full' });
    free = 1_050;
    await space.look();
    expect(space.isFull).toBe(true);
    fails = true;
    await space.look();
    expect([space.isFull, space.freeBytes]).toEqual([true, 1_050]);
    fails = false;
    free = 1_100;
    await space.look();
    storage.demandWritable();
    expect(changes).toEqual([true, false]);
    storage.close();
  });

  it('looks again by itself, and at the file system', async () => {
    const space = await SpaceWatch.start({ folder: tmpdir(), reserveBytes: 0, everyMs: 1 });
    expect(space.freeBytes).toBeGreaterThan(0);
    expect(space.isFull).toBe(false);
    space.close();
  });

  it('refuses writes once a store has failed, and names it', async () => {
    const space = await SpaceWatch.start({ folder: tmpdir(), reserveBytes: 0 });
    const failed: string[] = [];
    const storage = new Storage({ space, onFailure: ({ store }) => failed.push(store) });
    const cause = new Error('EIO');
    storage.guard('projection').fail(cause);
    storage.guard('projection').fail(new Error('later'));
    expect(
      thrown(() => {
        storage.demandWritable();
      }),
    ).toMatchObject({ code: 'storage-failed', cause });
    expect(failed).toEqual(['projection']);
    expect(storage.failures).toEqual([{ store: 'projection', cause }]);
    storage.close();
  });
});

describe('the modes of folders', () => {
  let root: string;
  const modeOf = (...path: string[]): number => statSync(join(root, ...path)).mode & 0o7777;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'guidang-modes-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('are narrowed where folders existed, with their files, and each is told', async () => {
    chmodSync(root, 0o777);
    for (const name of ['store', 'keys']) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, 'file'), '');
      // Whatever umask the tests run under.
      chmodSync(join(root, name), 0o755);
      chmodSync(join(root, name, 'file'), 0o644);
    }
    const repaired: string[] = [];
    await keepPrivate({
      root,
      own: [join(root, 'store'), join(root, 'new')],
      keys: [join(root, 'keys')],
      onRepair: (path, mode) => repaired.push(`${path.slice(root.length)} ${mode}`),
    });
    expect(repaired).toEqual([' 0755', '/store 0700', '/keys 0700', '/store/file 0600']);
    expect([modeOf(), modeOf('store'), modeOf('new'), modeOf('store', 'file')]).toEqual([
      0o755, 0o700, 0o700, 0o600,
    ]);
    // Who reads a key file refuses one that others could read.
    expect(modeOf('keys', 'file')).toBe(0o644);
  });

  it('are not made where the data folder is a file, and that is said with the way out', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    const kept = keepPrivate({ root: file, own: [], keys: [], onRepair: () => undefined });
    await expect(kept).rejects.toThrow(/cannot be the data folder .*EEXIST.*set GUIDANG_DATA/);
  });

  it('of a shared folder with the sticky bit are left', async () => {
    chmodSync(root, 0o1777);
    await keepPrivate({ root, own: [], keys: [], onRepair: () => undefined });
    expect(modeOf()).toBe(0o1777);
  });
});
