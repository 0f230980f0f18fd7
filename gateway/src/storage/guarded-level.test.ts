// SPDX-License-Identifier: Apache-2.0
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { guardWrites, openStore } from './guarded-level';
import { WriteGuard } from './write-guard';
import type { StoreFailure } from './write-guard';

const remedy = 'restore it';

/** A store whose batches, which all writes become, fail when told to. */
async function failingStore(folder: string) {
  const level = new Level<string, string>(folder);
  await level.open();
  const plain = level.batch.bind(level);
  const state: { fails: boolean; batches: number; cause: Error } = {
    fails: false,
    batches: 0,
    cause: new Error('IO error: No space left on device'),
  };
  Object.defineProperty(level, 'batch', {
    configurable: true,
    writable: true,
    value: (...of: unknown[]): unknown => {
      state.batches += 1;
      return state.fails ? Promise.reject(state.cause) : (Reflect.apply(plain, level, of) as unknown);
    },
  });
  const failures: StoreFailure[] = [];
  const guard = new WriteGuard('gateway', (failure) => failures.push(failure));
  guardWrites(level, guard);
  return { level, state, guard, failures };
}

describe('a guarded store', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-guard-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('writes through every method and section, and shares batches among those that wait', async () => {
    const { level, state } = await failingStore(folder);
    const section = level.sublevel<string, { n: number }>('part', { valueEncoding: 'json' });
    await Promise.all([
      level.put('a', '1'),
      section.put('b', { n: 2 }),
      level.batch([{ type: 'put', sublevel: section, key: 'c', value: { n: 3 } }], { sync: true }),
      section.batch([{ type: 'put', key: 'd', value: { n: 4 } }]),
    ]);
    expect(state.batches).toBeLessThan(4);
    await level.del('a');
    await section.del('d');
    const chained = level.batch().put('e', '5');
    await chained.write();
    await expect(level.getMany(['a', 'e'])).resolves.toEqual([undefined, '5']);
    await expect(section.iterator().all()).resolves.toEqual([
      ['b', { n: 2 }],
      ['c', { n: 3 }],
    ]);
    await level.close();
  });

  it('writes no more after the first failure, not even when the disk is well again', async () => {
    const { level, state, guard, failures } = await failingStore(folder);
    await level.put('a', '1');
    state.fails = true;
    const waiting = [level.put('b', '2'), level.batch([{ type: 'put', key: 'c', value: '3' }])];
    await expect(Promise.allSettled(waiting)).resolves.toMatchObject([
      { status: 'rejected', reason: { code: 'storage-failed', cause: state.cause } },
      { status: 'rejected', reason: { code: 'storage-failed' } },
    ]);
    state.fails = false;
    await expect(level.put('d', '4')).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(level.batch().put('e', '5').write()).rejects.toMatchObject({ code: 'storage-failed' });
    expect(failures).toEqual([{ store: 'gateway', cause: state.cause }]);
    expect(guard.failure).toBe(failures[0]);
    await expect(level.keys().all()).resolves.toEqual(['a']);
    await level.close();
  });

  it('does not take the mistake of a caller for a fault of the disk', async () => {
    const { level, state, guard } = await failingStore(folder);
    state.fails = true;
    state.cause = Object.assign(new Error('no key'), { code: 'LEVEL_INVALID_KEY' });
    await expect(level.put('a', '1')).rejects.toBe(state.cause);
    state.fails = false;
    await level.put('a', '1');
    expect(guard.failure).toBeUndefined();
    await level.close();
  });

  it('fails what was begun before another write of the store failed', async () => {
    const guard = new WriteGuard('content');
    let finish = (): void => undefined;
    const slow = guard.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    await expect(guard.run(() => Promise.reject(new Error('EIO')))).rejects.toMatchObject({
      code: 'storage-failed',
    });
    finish();
    await expect(slow).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('is not opened when a record of its log is damaged: the file, the place and the way out are named', async () => {
    const guard = new WriteGuard('gateway');
    const store = await openStore<string, string>(folder, { guard, remedy });
    await store.put('a', 'x'.repeat(100));
    await store.put('b', 'x'.repeat(100));
    await store.close();
    const [log = ''] = (await readdir(folder)).filter((name) => name.endsWith('.log'));
    const bytes = await readFile(join(folder, log));
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    await writeFile(join(folder, log), bytes);
    await expect(openStore(folder, { guard, remedy })).rejects.toMatchObject({
      code: 'storage-damaged',
      message: `${folder}/${log} is damaged: record at 0 does not have its checksum; ${remedy}`,
    });
  });

  it('is opened behind a record that its process was still writing', async () => {
    const guard = new WriteGuard('gateway');
    const store = await openStore<string, string>(folder, { guard, remedy });
    await store.put('a', '1');
    await store.close();
    const [log = ''] = (await readdir(folder)).filter((name) => name.endsWith('.log'));
    await appendFile(join(folder, log), Buffer.from([1, 2, 3, 4, 200, 0, 1, 7]));
    const again = await openStore<string, string>(folder, { guard, remedy });
    await expect(again.get('a')).resolves.toBe('1');
    await again.close();
  });

  it('is not opened without the log that its manifest names', async () => {
    const guard = new WriteGuard('gateway');
    const store = await openStore<string, string>(folder, { guard, remedy });
    await store.put('a', '1');
    await store.close();
    const [log = ''] = (await readdir(folder)).filter((name) => name.endsWith('.log'));
    await rm(join(folder, log));
    await expect(openStore(folder, { guard, remedy })).rejects.toMatchObject({ code: 'storage-damaged' });
  });
});
