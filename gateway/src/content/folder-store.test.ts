// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { until } from '../common/until';
import { ContentKeys } from './content-keys';
import { contentDigest } from './content-store';
import type { ContentDigest } from './content-store';
import { chunkLengthBytes, sealedChunkLengthBytes } from './file-cipher';
import { headerLengthBytes } from './file-header';
import { FolderStore } from './folder-store';

const sizeBytesMax = 16 * chunkLengthBytes;
const secret = randomBytes(32);
const keys = new ContentKeys([secret]);
let folder: string;
let store: FolderStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-content-'));
  store = await FolderStore.open({ folder, keys });
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The bytes in pieces of that length, as a socket would deliver them. */
async function* pieces(bytes: Buffer, length: number): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; at += length) {
    yield await Promise.resolve(bytes.subarray(at, at + length));
  }
}

async function put(bytes: Buffer, into: FolderStore = store): Promise<ContentDigest> {
  return (await into.put(pieces(bytes, 50_000), { sizeBytesMax: sizeBytesMax })).digest;
}

async function read(digest: ContentDigest, from: FolderStore = store): Promise<Buffer> {
  return buffer(await from.get(digest));
}

function path({ value }: ContentDigest): string {
  return join(folder, value.slice(0, 2), value.slice(2, 4), value);
}

function sha256(bytes: Buffer): ContentDigest {
  return contentDigest(createHash('sha256').update(bytes).digest('hex'));
}

async function temporaryFiles(): Promise<string[]> {
  return readdir(join(folder, 'temporary'));
}

describe('folder store', () => {
  it('is empty where there is no folder, and is not taken for empty where it cannot be read', async () => {
    await expect(FolderStore.isEmpty(join(folder, 'none'))).resolves.toBe(true);
    await expect(FolderStore.isEmpty(folder)).resolves.toBe(true);
    await writeFile(join(folder, 'file'), '');
    await expect(FolderStore.isEmpty(join(folder, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('returns what was stored, whatever the size and the chunks', async () => {
    const aroundChunks = fc
      .tuple(fc.nat(3), fc.integer({ min: -2, max: 2 }))
      .map(([chunks, off]) => Math.max(0, chunks * chunkLengthBytes + off));
    await fc.assert(
      fc.asyncProperty(aroundChunks, fc.integer({ min: 1000, max: 200_000 }), async (size, piece) => {
        const bytes = randomBytes(size);
        const stored = await store.put(pieces(bytes, piece), { sizeBytesMax: size });
        expect(stored).toEqual({
          digest: sha256(bytes),
          sm3: { algorithm: 'sm3', value: createHash('sm3').update(bytes).digest('hex') },
          sizeBytes: size,
        });
        expect(await store.describe(stored.digest)).toEqual(stored);
        expect((await read(stored.digest)).equals(bytes)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is readable after it is opened again, under the key of its time', async () => {
    const digest = await put(Buffer.from('kept'));
    const later = await FolderStore.open({ folder, keys: new ContentKeys([randomBytes(32), secret]) });
    expect(await read(digest, later)).toEqual(Buffer.from('kept'));
    const stranger = await FolderStore.open({ folder, keys: new ContentKeys([randomBytes(32)]) });
    await expect(stranger.get(digest)).rejects.toMatchObject({ code: 'content-key-unknown' });
  });

  it('lays nothing readable on the disk, for no other user', async () => {
    const bytes = Buffer.from('a sentence that must not be found on the disk');
    const digest = await put(bytes);
    expect((await readFile(path(digest))).includes(bytes.subarray(0, 8))).toBe(false);
    expect((await stat(path(digest))).mode & 0o077).toBe(0);
  });

  it('seals the same content differently each time', async () => {
    const digest = await put(Buffer.alloc(100));
    const first = await readFile(path(digest));
    await put(Buffer.alloc(100));
    expect(first.equals(await readFile(path(digest)))).toBe(false);
  });

  it('knows what it has', async () => {
    const digest = await put(Buffer.from('here'));
    const other = sha256(Buffer.from('elsewhere'));
    expect(await store.has(digest)).toBe(true);
    expect(await store.has(other)).toBe(false);
    await expect(store.get(other)).rejects.toMatchObject({ code: 'content-not-found' });
    await expect(store.describe(other)).rejects.toMatchObject({ code: 'content-not-found' });
  });

  it.each(['', '..', 'A'.repeat(64), `${'a'.repeat(61)}/..`, 'a'.repeat(65)])(
    'makes no path of %j',
    async (value) => {
      await expect(store.has({ algorithm: 'sha256', value })).rejects.toMatchObject({
        code: 'identifier-malformed',
      });
    },
  );
});

describe('a rejected upload leaves nothing behind', () => {
  it('a byte too many', async () => {
    const source = pieces(Buffer.alloc(100_001), 1000);
    await expect(store.put(source, { sizeBytesMax: 100_000 })).rejects.toMatchObject({
      code: 'content-too-large',
    });
    expect(await temporaryFiles()).toEqual([]);
  });

  it('another digest than announced', async () => {
    const expected = sha256(Buffer.from('announced'));
    await expect(
      store.put(pieces(Buffer.from('other'), 5), { sizeBytesMax: 5, expected }),
    ).rejects.toMatchObject({ code: 'content-mismatch' });
    expect(await store.has(expected)).toBe(false);
    expect(await readdir(folder)).toEqual(['temporary']);
    expect(await temporaryFiles()).toEqual([]);
  });

  it('a source that breaks off', async () => {
    async function* broken(): AsyncGenerator<Buffer, void, void> {
      yield await Promise.resolve(Buffer.alloc(chunkLengthBytes * 2));
      throw new Error('connection lost');
    }
    await expect(store.put(broken(), { sizeBytesMax: sizeBytesMax })).rejects.toThrow('connection lost');
    expect(await temporaryFiles()).toEqual([]);
  });

  it('the unfinished file of a process that was killed', async () => {
    await mkdir(join(folder, 'temporary'), { recursive: true });
    await writeFile(join(folder, 'temporary', 'left'), 'half');
    const digest = await put(Buffer.from('whole'));
    const reopened = await FolderStore.open({ folder, keys });
    expect(await temporaryFiles()).toEqual([]);
    expect(await reopened.has(digest)).toBe(true);
  });
});

describe('a file that was altered', () => {
  const bytes = randomBytes(3 * chunkLengthBytes);
  const chunkAt = (index: number): number => headerLengthBytes + index * sealedChunkLengthBytes;
  const chunk = (file: Buffer, index: number): Buffer => file.subarray(chunkAt(index), chunkAt(index + 1));
  const head = (file: Buffer): Buffer => file.subarray(0, headerLengthBytes);

  const alterations: [string, (file: Buffer) => Buffer][] = [
    ['cut in a chunk', (file) => file.subarray(0, file.length - 1)],
    ['cut at the end of a chunk', (file) => file.subarray(0, chunkAt(2))],
    ['cut to its header', head],
    ['cut in its header', (file) => file.subarray(0, 20)],
    ['emptied', () => Buffer.alloc(0)],
    ['made longer', (file) => Buffer.concat([file, Buffer.alloc(1)])],
    ['a chunk more', (file) => Buffer.concat([file, chunk(file, 2)])],
    ['chunks swapped', (f) => Buffer.concat([head(f), chunk(f, 1), chunk(f, 0), chunk(f, 2)])],
    ['a chunk doubled', (f) => Buffer.concat([head(f), chunk(f, 0), chunk(f, 0), chunk(f, 2)])],
    ['the last chunk moved', (f) => Buffer.concat([head(f), chunk(f, 0), chunk(f, 2), chunk(f, 1)])],
  ];

  it.each(alterations)('%s: content-damaged', async (_, alter) => {
    const digest = await put(bytes);
    await writeFile(path(digest), alter(await readFile(path(digest))));
    await expect(read(digest)).rejects.toMatchObject({ code: 'content-damaged' });
  });

  it('any bit flipped', async () => {
    const digest = await put(bytes);
    const file = await readFile(path(digest));
    const place = fc.oneof(fc.nat(file.length - 1), fc.nat(headerLengthBytes - 1));
    await fc.assert(
      fc.asyncProperty(place, fc.nat(7), async (at, bit) => {
        const altered = Buffer.from(file);
        altered.writeUInt8(altered.readUInt8(at) ^ (1 << bit), at);
        await writeFile(path(digest), altered);
        // A key identifier is the only part that cannot be told apart from another valid value.
        const code = at >= 8 && at < 24 ? 'content-key-unknown' : 'content-damaged';
        await expect(read(digest)).rejects.toMatchObject({ code });
      }),
      { numRuns: 150 },
    );
  });

  it('put in the place of another content: refused before a byte is given', async () => {
    const [one, other] = [await put(randomBytes(10)), await put(randomBytes(10))];
    await writeFile(path(one), await readFile(path(other)));
    await expect(store.get(one)).rejects.toMatchObject({ code: 'content-damaged' });
  });

  it('with a chunk of another file of the same content', async () => {
    const digest = await put(bytes);
    const before = await readFile(path(digest));
    await put(bytes);
    const after = await readFile(path(digest));
    await writeFile(path(digest), Buffer.concat([after.subarray(0, chunkAt(2)), chunk(before, 2)]));
    await expect(read(digest)).rejects.toMatchObject({ code: 'content-damaged' });
  });

  it('while it is read', async () => {
    const digest = await put(bytes);
    const stream = await store.get(digest);
    await truncate(path(digest), chunkAt(2) + 5);
    await expect(buffer(stream)).rejects.toMatchObject({ code: 'content-damaged' });
  });

  it('is repaired by storing the content again', async () => {
    const digest = await put(bytes);
    await writeFile(path(digest), '');
    await put(bytes);
    expect((await read(digest)).equals(bytes)).toBe(true);
  });
});

describe('reading', () => {
  it('hashes again on request, also where a key holder forged the file', async () => {
    const digest = await put(Buffer.from('genuine'));
    expect(await buffer(await store.get(digest, { verify: true }))).toEqual(Buffer.from('genuine'));
  });

  it('closes its file, however it ends', async () => {
    const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length;
    const digest = await put(randomBytes(4 * chunkLengthBytes));
    const before = await openFiles();
    for (let turn = 0; turn < 50; turn += 1) {
      (await store.get(digest)).destroy();
      const begun = await store.get(digest);
      await once(begun, 'readable');
      begun.destroy();
      await store.has(digest);
    }
    await until('they are closed', async () => (await openFiles()) <= before + 2 || undefined);
  });
});
