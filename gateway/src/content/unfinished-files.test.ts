// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ContentKeys } from './content-keys';
import { chunkLengthBytes, sealedChunkLengthBytes } from './file-cipher';
import { headerLengthBytes } from './file-header';
import { UnfinishedFiles } from './unfinished-files';

const name = '0'.repeat(32);
const secret = randomBytes(32);
const file = randomBytes(3 * chunkLengthBytes + 100);
const sizeBytes = file.length;

let folder: string;
let files: UnfinishedFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-unfinished-'));
  files = open(secret);
  await files.begin(name, Buffer.from('whose it is'));
});
afterEach(() => rm(folder, { recursive: true }));

function open(...secrets: Buffer[]): UnfinishedFiles {
  return new UnfinishedFiles({ folder, keys: new ContentKeys(secrets) });
}

function path(part: 'data' | 'head' | 'tail'): string {
  return join(folder, name, part);
}

async function here(): Promise<number> {
  return (await files.progress(name)).bytes;
}

/** Appends what comes next, up to a byte of the file. */
async function goOn(to: number): Promise<void> {
  const offset = await here();
  await files.append(name, { offset, source: Readable.from([file.subarray(offset, to)]), sizeBytes });
}

async function expectWhole(): Promise<void> {
  await goOn(sizeBytes);
  const { content } = await files.complete(name, sizeBytes);
  expect(content.digest.value).toBe(createHash('sha256').update(file).digest('hex'));
}

async function flip(part: 'data' | 'head' | 'tail', at: number): Promise<void> {
  const bytes = await readFile(path(part));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path(part), bytes);
}

it.each([0, 1, chunkLengthBytes - 1, chunkLengthBytes, chunkLengthBytes + 1, sizeBytes - 1, sizeBytes])(
  'a file that stopped after %i bytes goes on there, under a newer key too',
  async (bytes) => {
    await goOn(bytes);
    files = open(randomBytes(32), secret);
    expect(await here()).toBe(bytes);
    await expectWhole();
  },
);

it('bytes that a power failure has left behind the last whole chunk are none', async () => {
  await goOn(chunkLengthBytes + 7);
  await appendFile(path('data'), randomBytes(2 * sealedChunkLengthBytes + 5));
  expect(await here()).toBe(chunkLengthBytes + 7);
  await expectWhole();
});

it('a chunk that reached the disk in part comes again', async () => {
  await goOn(2 * chunkLengthBytes);
  await flip('data', headerLengthBytes + sealedChunkLengthBytes + 9);
  expect(await here()).toBe(chunkLengthBytes);
  await expectWhole();
});

it('a tail of before, which has become a chunk since, is none', async () => {
  await goOn(100);
  await copyFile(path('tail'), join(folder, 'tail'));
  await goOn(chunkLengthBytes + 50);
  await copyFile(join(folder, 'tail'), path('tail'));
  expect(await here()).toBe(chunkLengthBytes);
  await expectWhole();
});

it('bytes that belong elsewhere, or are too many, leave what is here', async () => {
  await goOn(100);
  const append = (offset: number, bytes: Buffer): Promise<number> =>
    files.append(name, { offset, source: Readable.from([bytes]), sizeBytes });
  await expect(append(99, file)).rejects.toMatchObject({ code: 'upload-offset-differs' });
  await expect(append(100, file)).rejects.toMatchObject({ code: 'content-too-large' });
  expect(await here()).toBe(100);
  await expectWhole();
});

it('a disk that fills while bytes come in keeps those that came, and takes the rest once there is room', async () => {
  let pieces = 2;
  const demandWritable = (): void => {
    if (pieces === 0) throw new Error('full');
    pieces -= 1;
  };
  const keys = new ContentKeys([secret]);
  const filling = new UnfinishedFiles({ folder, keys, demandWritable });
  const source = Readable.from([
    file.subarray(0, 70_000),
    file.subarray(70_000, 90_000),
    file.subarray(90_000),
  ]);
  await expect(filling.append(name, { offset: 0, source, sizeBytes })).rejects.toThrow('full');
  await expect(filling.begin('1'.repeat(32), Buffer.from('another'))).rejects.toThrow('full');
  expect(await here()).toBe(90_000);
  await expectWhole();
});

it.each(['head', 'tail'] as const)('an altered %s is told, and not guessed', async (part) => {
  await goOn(100);
  await flip(part, 40);
  await expect(part === 'head' ? files.head(name) : here()).rejects.toMatchObject({
    code: 'content-damaged',
  });
});

it('data without their header are damaged', async () => {
  await truncate(path('data'), headerLengthBytes - 1);
  await expect(here()).rejects.toMatchObject({ code: 'content-damaged' });
});

it('nobody reads it under another key, and what was not begun is not here', async () => {
  await expect(open(randomBytes(32)).head(name)).rejects.toMatchObject({ code: 'content-key-unknown' });
  expect((await files.head(name)).toString()).toBe('whose it is');
  for (const other of ['1'.repeat(32), '../'.repeat(10), '']) {
    await expect(files.head(other)).rejects.toMatchObject({ code: 'content-not-found' });
  }
});
