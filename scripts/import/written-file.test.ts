// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../terminal-words';
import { naming, writeWhole } from './written-file';

/** A disk on which there is never room. */
const fullDisk = '/dev/full';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-written-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function* parts(): AsyncGenerator<string> {
  yield await Promise.resolve('new');
}

describe('a disk that is full', () => {
  it('is told with the file, which stays as it was', async () => {
    const path = join(folder, 'list.csv');
    await writeFile(path, 'old');
    await symlink(fullDisk, `${path}.part`);
    const failure = await writeWhole(path, parts()).catch(messageOf);
    expect(failure).toMatch(new RegExp(`(the disk is full|磁盘空间已满).*${path}`));
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(existsSync(`${path}.part`)).toBe(false);
    await writeWhole(path, parts());
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('is told with the file that is written line by line', async () => {
    const file = await open(fullDisk, 'a');
    const failure = await naming('results', file.appendFile('line')).catch(messageOf);
    await file.close();
    expect(failure).toMatch(/(the disk is full|磁盘空间已满).*results/);
  });
});
