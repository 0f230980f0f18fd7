// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, truncate } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { Level } from 'level';
import type { Caller } from '../application/caller';
import { Uploads } from '../application/content/uploads';
import { pause } from '../common/back-off';
import {
  contentDigest,
  ContentHolders,
  ContentUsage,
  createContentKeys,
  FolderStore,
  readContentKeys,
} from '../content';
import { department } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const path = '/api/v1/uploads';
const tus = { 'Tus-Resumable': '1.0.0' };
const partType = { 'Content-Type': 'application/offset+octet-stream' };
const hourMs = 3_600_000;
const owner = { organisation: 'east', department };

let folder: string;
let level: Level;
let store: FolderStore;
let usage: ContentUsage;
let server: TestServer;
let opened: Uploads;
let nowMs: number;
let quotaBytes: number;

const unreadable: (readonly [id: string, code: string | undefined])[] = [];

async function start(): Promise<void> {
  level = new Level(join(folder, 'level'));
  await level.open();
  store = await FolderStore.open({
    folder: join(folder, 'content'),
    keys: await readContentKeys(join(folder, 'keys')),
  });
  usage = await ContentUsage.open(level);
  server = await testServer({ uploadBytesMax: 1_000_000 });
  opened = await Uploads.open({
    store,
    holders: new ContentHolders(level),
    usage,
    quotaBytesOf: () => quotaBytes,
    clock: { nowMs: () => nowMs, steadyMs: () => performance.now(), pause },
    keptMs: hourMs,
    onUnreadable: (id, error) => unreadable.push([id, (error as NodeJS.ErrnoException).code]),
  });
  server.services.uploads = opened;
}

async function stop(): Promise<void> {
  await server.close(0);
  await level.close();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-uploads-'));
  await createContentKeys(join(folder, 'keys'));
  nowMs = Date.now();
  quotaBytes = Infinity;
  await start();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

interface Sent {
  readonly method?: string;
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

function open(at: string, { method = 'POST', as = 'archivist', headers = {} }: Sent) {
  return httpRequest(new URL(at, server.url), {
    method,
    agent: false,
    headers: { ...tus, Authorization: `Bearer ${as}`, ...headers },
  });
}

async function send(
  at: string,
  sent: Sent,
): Promise<{ status: number; headers: IncomingMessage['headers']; code?: unknown }> {
  const request = open(at, sent).end(sent.body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer.setEncoding('utf8') as AsyncIterable<string>) text += part;
  const { code } = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: unknown };
  return { status: answer.statusCode ?? 0, headers: answer.headers, code };
}

async function begin(bytes: number, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const begun = await send(path, { headers: { 'Upload-Length': String(bytes), ...more } });
  expect([begun.status, begun.code]).toEqual([201, undefined]);
  return begun.headers.location ?? '';
}

async function offsetOf(at: string): Promise<number> {
  const { status, headers } = await send(at, { method: 'HEAD' });
  expect(status).toBe(200);
  return Number(headers['upload-offset']);
}

function idOf(at: string): string {
  return at.split('/').at(-1) ?? '';
}

async function damage(at: string): Promise<void> {
  await truncate(join(folder, 'content', 'unfinished', idOf(at), 'data'), 20);
}

function part(file: Buffer, offset: number): Sent {
  const headers = { ...partType, 'Upload-Offset': String(offset) };
  return { method: 'PATCH', headers, body: file.subarray(offset) };
}

/** Sends a part that breaks off; answers how many bytes were kept: some may have been lost on the way. */
async function breakOff(at: string, file: Buffer, to: number): Promise<number> {
  const from = await offsetOf(at);
  const length = { 'Content-Length': String(file.length - from) };
  const request = open(at, { method: 'PATCH', headers: { ...part(file, from).headers, ...length } });
  request.on('error', () => undefined);
  await new Promise((resolve) => request.write(file.subarray(from, to), resolve));
  request.socket?.end();
  const kept = await offsetOf(at);
  expect(kept).toBeGreaterThanOrEqual(from);
  expect(kept).toBeLessThanOrEqual(to);
  return kept;
}

describe('an upload', () => {
  it('goes on after the line broke, and after a restart, and is the file that was sent', async () => {
    const file = randomBytes(600_000);
    const at = await begin(file.length, { 'Upload-Metadata': 'filename 5b2V6Z+z' });
    let kept = 0;
    for (let breaks = 0; breaks < 5 || kept === 0; breaks += 1) {
      kept = await breakOff(at, file, kept + 70_001);
    }
    await stop();
    await start();
    expect(usage.bytesOf(owner)).toBe(file.length);
    const head = await send(at, { method: 'HEAD' });
    expect(head.headers).toMatchObject({
      'upload-offset': String(kept),
      'upload-length': String(file.length),
      'upload-metadata': 'filename 5b2V6Z+z',
      'cache-control': 'no-store',
    });
    const last = await send(at, part(file, await breakOff(at, file, kept + 9)));
    const digest = createHash('sha256').update(file).digest('hex');
    expect([last.status, last.headers['upload-offset'], last.headers['content-location']]).toEqual([
      204,
      String(file.length),
      `/api/v1/contents/${digest}`,
    ]);
    const parts: Buffer[] = [];
    for await (const bytes of await store.get(contentDigest(digest), { verify: true })) {
      parts.push(bytes as Buffer);
    }
    expect(Buffer.concat(parts).equals(file)).toBe(true);
    // Once: what was set aside, and then the file.
    expect(usage.bytesOf(owner)).toBe(file.length);
    // The last answer was lost: whoever asks again is told.
    await stop();
    await start();
    const { status, body } = await server.ask(at);
    const sm3 = createHash('sm3').update(file).digest('hex');
    expect([status, body?.['received'], body?.['stored']]).toEqual([
      200,
      file.length,
      {
        digest: { algorithm: 'sha256', value: digest },
        sm3: { algorithm: 'sm3', value: sm3 },
        bytes: file.length,
      },
    ]);
  });

  it.each([1, 65_535, 65_536, 65_537, 131_072])(
    'of %i bytes arrives byte by byte and whole',
    async (size) => {
      const file = randomBytes(size);
      const first = await send(path, {
        headers: { 'Upload-Length': String(size), ...partType },
        body: file.subarray(0, size - 1),
      });
      expect(first.status).toBe(201);
      const at = first.headers.location ?? '';
      const { status, headers } = await send(at, part(file, size - 1));
      expect([status, headers['content-location']]).toEqual([
        204,
        `/api/v1/contents/${createHash('sha256').update(file).digest('hex')}`,
      ]);
    },
  );

  it('lies on the disk encrypted from its first byte', async () => {
    const file = Buffer.from('公民个人信息'.repeat(20_000));
    const at = await begin(file.length + 1, {
      'Upload-Metadata': `filename ${Buffer.from('张三.pdf').toString('base64')}`,
    });
    await send(at, { ...part(file, 0), body: file });
    const unfinished = join(folder, 'content', 'unfinished');
    for (const name of await readdir(unfinished)) {
      for (const each of await readdir(join(unfinished, name))) {
        const bytes = await readFile(join(unfinished, name, each));
        expect(bytes.includes('个人')).toBe(false);
        expect(bytes.includes('filename')).toBe(false);
        expect(bytes.includes(department)).toBe(false);
      }
    }
  });

  it('is known to nobody but the officer who began it', async () => {
    const file = randomBytes(1000);
    const at = await begin(file.length);
    const as = 'archivist@west';
    for (const sent of [part(file, 0), { method: 'HEAD' }, { method: 'DELETE' }, { method: 'GET' }]) {
      expect((await send(at, { ...sent, as })).status).toBe(404);
    }
    expect(await offsetOf(at)).toBe(0);
    expect((await send(path, { as: 'verifier', headers: { 'Upload-Length': '1' } })).status).toBe(403);
    expect((await send(path, { as: 'guess', headers: { 'Upload-Length': '1' } })).status).toBe(401);
  });

  it('ends when nothing more comes, at a start too, and gives its room back', async () => {
    const at = await begin(1000);
    const other = await begin(500);
    expect(usage.bytesOf(owner)).toBe(1500);
    nowMs += 2 * hourMs;
    expect((await send(at, { method: 'HEAD' })).status).toBe(404);
    expect(usage.bytesOf(owner)).toBe(500);
    await stop();
    await start();
    expect(usage.bytesOf(owner)).toBe(0);
    expect((await send(other, { method: 'HEAD' })).status).toBe(404);
    expect(await readdir(join(folder, 'content', 'unfinished'))).toEqual([]);
  });

  it('is ended by its officer', async () => {
    const at = await begin(1000);
    expect((await send(at, { method: 'DELETE' })).status).toBe(204);
    expect((await send(at, { method: 'HEAD' })).status).toBe(404);
  });

  it('is refused before its first byte when the quota has no room for it', async () => {
    quotaBytes = 1200;
    await begin(1000);
    const refused = await send(path, { headers: { 'Upload-Length': '300' } });
    expect([refused.status, refused.code]).toEqual([507, 'content-quota-exceeded']);
  });

  it('is one of sixteen at most', async () => {
    for (let count = 0; count < 16; count += 1) await begin(10);
    const refused = await send(path, { headers: { 'Upload-Length': '10' } });
    expect([refused.status, refused.code]).toEqual([409, 'uploads-too-many']);
  });

  it.each([
    ['no length', path, { headers: {} }, 400, 'field-invalid'],
    ['no bytes', path, { headers: { 'Upload-Length': '0' } }, 400, 'content-empty'],
    ['too many bytes', path, { headers: { 'Upload-Length': '1000001' } }, 413, 'content-too-large'],
    ['another version', path, { headers: { 'Tus-Resumable': '0.2.2' } }, 412, 'upload-version-unsupported'],
    ['a length to come', path, { headers: { 'Upload-Defer-Length': '1' } }, 400, 'field-unknown'],
    [
      'parts to be joined',
      path,
      { headers: { 'Upload-Length': '1', 'Upload-Concat': 'partial' } },
      400,
      'field-unknown',
    ],
    [
      'spoilt metadata',
      path,
      { headers: { 'Upload-Length': '1', 'Upload-Metadata': 'a b c' } },
      400,
      'field-invalid',
    ],
    ['a name that is none', `${path}/..%2f..`, { method: 'HEAD' }, 404, undefined],
    ['a name that nobody has', `${path}/${'0'.repeat(32)}`, { method: 'DELETE' }, 404, 'not-found'],
  ])('with %s is refused', async (_, at, sent, status, code) => {
    const refused = await send(at, sent);
    expect([refused.status, refused.code]).toEqual([status, code]);
  });

  it('takes no bytes at another offset, of another type, or beyond its end', async () => {
    const file = randomBytes(1000);
    const at = await begin(file.length);
    const headers = { ...partType, 'Upload-Offset': '5' };
    const elsewhere = await send(at, { method: 'PATCH', headers, body: file });
    expect([elsewhere.status, elsewhere.code]).toEqual([409, 'upload-offset-differs']);
    const typed = await send(at, {
      method: 'PATCH',
      headers: { ...headers, 'Content-Type': 'application/pdf' },
    });
    expect([typed.status, typed.code]).toEqual([415, 'media-type-unsupported']);
    const packed = { ...partType, 'Upload-Offset': '0', 'Content-Encoding': 'gzip' };
    const compressed = await send(at, { method: 'PATCH', headers: packed, body: file });
    expect([compressed.status, compressed.code]).toEqual([415, 'media-type-unsupported']);
    const longer = await send(at, { ...part(file, 0), body: Buffer.concat([file, file]) });
    expect([longer.status, longer.code]).toEqual([413, 'content-too-large']);
    expect(await offsetOf(at)).toBe(0);
  });

  it('is not ended, or gone on with, before an older request has kept what it has got', async () => {
    const { uploads } = server.services;
    const caller = { ...owner, officer: 'archivist', roles: [] } as unknown as Caller;
    const id = await uploads.begin(caller, { bytes: 10 });
    const held = new PassThrough();
    const older = uploads.append(caller, id, { offset: 0, source: held });
    held.write('12345');
    const again = uploads.append(caller, id, { offset: 0, source: Readable.from([Buffer.from('12345')]) });
    const ended = uploads.end(caller, id);
    held.end();
    await expect(older).resolves.toBe(5);
    await expect(again).rejects.toMatchObject({ code: 'upload-offset-differs' });
    await ended;
    await expect(uploads.append(caller, id, { offset: 5, source: held })).rejects.toMatchObject({
      code: 'content-not-found',
    });
    expect(await readdir(join(folder, 'content', 'unfinished'))).toEqual([]);
    // The store writes on.
    expect(await offsetOf(await begin(10))).toBe(0);
  });

  it('that is damaged stands in the way of no start and of no other', async () => {
    const file = randomBytes(70_000);
    const damaged = await begin(file.length);
    const sound = await begin(file.length);
    for (const at of [damaged, sound]) await breakOff(at, file, 69_000);
    const kept = await offsetOf(sound);
    await damage(damaged);
    await stop();
    await start();
    expect((await send(damaged, { method: 'HEAD' })).status).toBe(404);
    expect((await send(sound, part(file, kept))).status).toBe(204);
    expect(usage.bytesOf(owner)).toBe(file.length);
  });

  it('that the disk does not give is named and set apart, and stands in the way of no start', async () => {
    const file = randomBytes(70_000);
    const lost = await begin(file.length);
    const sound = await begin(file.length);
    await breakOff(sound, file, 69_000);
    const kept = await offsetOf(sound);
    await stop();
    const head = join(folder, 'content', 'unfinished', idOf(lost), 'head');
    await rename(head, `${head}.kept`);
    // Reading a folder as a file fails as a bad block does: in the call, and not in what was read.
    await mkdir(head);
    await start();
    expect(unreadable.splice(0)).toEqual([[idOf(lost), 'EISDIR']]);
    expect((await send(lost, { method: 'HEAD' })).status).toBe(404);
    expect((await send(sound, part(file, kept))).status).toBe(204);
    expect(usage.bytesOf(owner)).toBe(file.length);
    await stop();
    await rmdir(head);
    await rename(`${head}.kept`, head);
    await start();
    expect(await offsetOf(lost)).toBe(0);
    const data = join(folder, 'content', 'unfinished', idOf(lost), 'data');
    await rm(data);
    await mkdir(data);
    await opened.removeExpired();
    expect(unreadable.splice(0)).toEqual([[idOf(lost), 'EISDIR']]);
    expect((await send(lost, { method: 'HEAD' })).status).toBe(404);
  });

  it('that is damaged keeps no other from ending', async () => {
    await damage(await begin(10));
    await begin(20);
    nowMs += 2 * hourMs;
    await opened.removeExpired();
    expect(usage.bytesOf(owner)).toBe(10);
  });

  it('says what it takes', async () => {
    const { status, headers } = await send(path, { method: 'OPTIONS' });
    expect([status, headers['tus-version'], headers['tus-max-size']]).toEqual([204, '1.0.0', '1000000']);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets a client whose old request hangs go on', async () => {
    const file = randomBytes(2000);
    const at = await begin(file.length);
    const { headers = {} } = part(file, 0);
    const hanging = open(at, { method: 'PATCH', headers: { ...headers, 'Content-Length': '2000' } });
    hanging.on('error', () => undefined);
    hanging.write(file.subarray(0, 700));
    await pause(100, new AbortController().signal);
    const offset = await offsetOf(at);
    expect(offset).toBe(700);
    expect((await send(at, part(file, offset))).status).toBe(204);
    hanging.destroy();
  });
});
