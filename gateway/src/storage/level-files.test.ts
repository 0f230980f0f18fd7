// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { checkLevelFiles, checkLog, checkTable } from './level-files';

const valueBytes = 700;
/** Enough for records that cross the log's 32 KiB blocks, and for several table blocks. */
const entries = 60;

function flipped(bytes: Buffer, offset: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(offset) ^ (1 << bit), offset);
  return copy;
}

describe('checks of LevelDB files', () => {
  let base = '';
  let directory = '';
  let log = Buffer.alloc(0);
  let table = Buffer.alloc(0);

  const readOnly = async (suffix: string): Promise<Buffer<ArrayBuffer>> => {
    const files = (await readdir(directory)).filter((name) => name.endsWith(suffix)).sort();
    return readFile(join(directory, files.at(-1) ?? ''));
  };

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'guidang-level-'));
    directory = join(base, 'store');
    const options = { compression: false };
    const database = new Level(directory, options);
    for (let number = 0; number < entries; number += 1) {
      await database.put(`key ${number}`, String(number).repeat(valueBytes / 2));
    }
    log = await readOnly('.log');
    await database.close();
    const again = new Level(directory, options);
    await again.open();
    await again.close();
    table = await readOnly('.ldb');
  });

  afterAll(() => rm(base, { recursive: true }));

  it('finds nothing in sound files', () => {
    expect(log.length).toBeGreaterThan(32 * 1024);
    expect(checkLog(log)).toBeUndefined();
    expect(checkTable(table)).toBeUndefined();
  });

  it('finds any altered bit of a log', () => {
    const missed: number[] = [];
    for (let offset = 0; offset < log.length; offset += offset > log.length - 1000 ? 1 : 97) {
      for (let bit = 0; bit < 8; bit += 1) {
        if (checkLog(flipped(log, offset, bit)) === undefined) missed.push(offset);
      }
    }
    expect(missed).toEqual([]);
  }, 60_000);

  it('finds any altered bit of a table', () => {
    const missed: number[] = [];
    for (let offset = 0; offset < table.length; offset += offset > table.length - 1000 ? 1 : 97) {
      for (let bit = 0; bit < 8; bit += 1) {
        if (checkTable(flipped(table, offset, bit)) === undefined) missed.push(offset);
      }
    }
    expect(missed).toEqual([]);
  }, 60_000);

  it('takes a log cut off anywhere as that of a killed process', () => {
    for (let length = 0; length < log.length; length += 101) {
      expect(checkLog(log.subarray(0, length))).toBeUndefined();
    }
  });

  it('finds a table cut off anywhere', () => {
    for (let length = 0; length < table.length; length += 101) {
      expect(checkTable(table.subarray(0, length))).toBeDefined();
    }
  });

  it('finds what is wrong with a table of the store, not with one that was being written', async () => {
    const store = join(base, 'copy');
    await cp(directory, store, { recursive: true });
    await writeFile(join(store, '009999.ldb'), table.subarray(0, table.length / 2));
    await expect(checkLevelFiles(store)).resolves.toEqual([]);

    const [live = ''] = (await readdir(store)).filter((name) => /^0000.*ldb$/.test(name));
    await writeFile(join(store, live), table.subarray(0, table.length / 2));
    await expect(checkLevelFiles(store)).resolves.toMatchObject([{ kind: 'file', where: live }]);

    const current = await readFile(join(store, 'CURRENT'), 'utf8');
    await writeFile(join(store, current.trim()), 'no manifest');
    const found = await checkLevelFiles(store);
    expect(found.map(({ where }) => where)).toEqual(expect.arrayContaining([live, '009999.ldb']));
  });
});
