// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentKeys, createContentKeys, readContentKeys } from './content-keys';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-keys-'));
  path = join(folder, 'content.keys');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('content keys', () => {
  it('are made once, for their owner only', async () => {
    await createContentKeys(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { current } = await readContentKeys(path);
    await expect(createContentKeys(path)).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await readContentKeys(path)).current.id).toEqual(current.id);
  });

  it('keep the older ones under the current one', async () => {
    await createContentKeys(path);
    const older = await readContentKeys(path);
    await writeFile(path, `${randomBytes(32).toString('base64url')}\n${await readFile(path, 'utf8')}`);
    const both = await readContentKeys(path);
    expect(both.current.id).not.toEqual(older.current.id);
    expect(both.find(older.current.id)?.id).toEqual(older.current.id);
    expect(both.find(randomBytes(16))).toBeUndefined();
  });

  it('do not show in their names', () => {
    const secret = randomBytes(32);
    const { id } = new ContentKeys([secret]).current;
    expect(secret.includes(id)).toBe(false);
  });

  it.each([
    ['empty', '', 0o600],
    ['too short a key', `${randomBytes(31).toString('base64url')}\n`, 0o600],
    ['no key at all', 'hello\n', 0o600],
    ['too many keys', `${randomBytes(32).toString('base64url')}\n`.repeat(101), 0o600],
    ['readable by others', `${randomBytes(32).toString('base64url')}\n`, 0o640],
  ])('refuse a file that is %s', async (_, text, mode) => {
    await writeFile(path, text);
    await chmod(path, mode);
    await expect(readContentKeys(path)).rejects.toMatchObject({ code: 'content-keys-invalid' });
  });

  it('refuse a file that is not there', async () => {
    await expect(readContentKeys(path)).rejects.toMatchObject({
      code: 'content-keys-invalid',
      cause: { code: 'ENOENT' },
    });
  });
});
