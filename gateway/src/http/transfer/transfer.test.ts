// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer, request as httpsRequest } from 'node:https';
import type { Server } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { connect, createServer as createTlsServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { formatUniqueCode } from '@guidang/chaincode/model';
import { until } from '../../common/until';
import { Authority } from '../../testing/authority';
import type { Credentials } from '../../testing/authority';
import { contentDigest, ContentKeys, FolderStore, sendContent, TransferPeers } from '../../content';
import type { ContentDigest, SendOptions } from '../../content';
import { Problem } from '../problem';
import { problemSchema } from '../openapi/problem-schema';
import { createTransferServer } from './transfer-server';
import type { Arrival, TransferServer, TransferServerOptions } from './transfer-server';

const mebibyte = 1024 * 1024;
const sizeBytesMax = 4 * mebibyte;
const host = 'localhost';
const recordId = formatUniqueCode('0'.repeat(29));

let east: Authority;
let archives: Authority;
let stranger: Authority;
let eastGateway: Credentials;
let archivesGateway: Credentials;

let folder: string;
let eastStore: FolderStore;
let archivesStore: FolderStore;
let arrivals: Arrival[];
let failures: unknown[];
let onArrival: (arrival: Arrival) => Promise<void>;
let servers: Server[];

beforeAll(async () => {
  [east, archives, stranger] = await Promise.all([
    Authority.create('east'),
    Authority.create('archives'),
    Authority.create('stranger'),
  ]);
  eastGateway = await east.issue('O=east, CN=gateway.east', host);
  archivesGateway = await archives.issue('O=archives, CN=gateway.archives', host);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-transfer-'));
  eastStore = await openStore('east');
  archivesStore = await openStore('archives');
  arrivals = [];
  failures = [];
  servers = [];
  onArrival = (arrival) => {
    arrivals.push(arrival);
    return Promise.resolve();
  };
});

afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

async function openStore(name: string): Promise<FolderStore> {
  return FolderStore.open({ folder: join(folder, name), keys: new ContentKeys([randomBytes(32)]) });
}

function peers(): TransferPeers {
  return new TransferPeers({ east: east.certificate, archives: archives.certificate });
}

async function listen(changes: Partial<TransferServerOptions> = {}): Promise<URL> {
  const { server } = serving(changes);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return urlOf(server);
}

function urlOf(server: Server): URL {
  return new URL(`https://${host}:${(server.address() as AddressInfo).port}`);
}

function serving(changes: Partial<TransferServerOptions> = {}): TransferServer {
  const receiver = createTransferServer({
    store: archivesStore,
    peers: peers(),
    tls: archivesGateway,
    sizeBytesMax: sizeBytesMax,
    transfersMax: 2,
    transfersPerSenderMax: 2,
    pace: { slowBodyMs: 5_000, bodyBytesPerSecondMin: 1_024 },
    onAnnounced: () => Promise.resolve(() => undefined),
    onKept: () => undefined,
    onArrival: (arrival) => onArrival(arrival),
    onFailure: (error) => failures.push(error),
    ...changes,
  });
  servers.push(receiver.server);
  return receiver;
}

async function putAtEast(bytes: Buffer): Promise<ContentDigest> {
  const { digest } = await eastStore.put(Readable.from([bytes]), { sizeBytesMax: bytes.length });
  return digest;
}

function sending(url: URL, digest: ContentDigest, changes: Partial<SendOptions> = {}): SendOptions {
  return {
    store: eastStore,
    digest,
    of: { kind: 'record', id: recordId },
    peers: peers(),
    tls: eastGateway,
    to: { organisation: 'archives', url },
    silenceMs: 5000,
    signal: new AbortController().signal,
    ...changes,
  };
}

interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string | number | string[]>;
  readonly body?: Buffer;
}

/** A request that our own sender would never make. */
function openRaw(url: URL, { method = 'PUT', path, headers = {} }: RawRequest): ClientRequest {
  return httpsRequest(new URL(path, url), {
    method,
    headers: { 'guidang-record': recordId, ...headers },
    key: eastGateway.key,
    cert: eastGateway.certificate,
    ca: archives.certificate,
    agent: false,
  });
}

async function raw(url: URL, asked: RawRequest): Promise<[number, string]> {
  const request = openRaw(url, asked);
  request.end(asked.body);
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  const { code } = JSON.parse((await buffer(response)).toString()) as { code: string };
  return [response.statusCode, code];
}

describe('handing over a content', () => {
  it.each([0, 1, 65_536, 3 * mebibyte])(
    'brings %d bytes, hashed again, and tells who sent them',
    async (size) => {
      const bytes = randomBytes(size);
      const digest = await putAtEast(bytes);
      await sendContent(sending(await listen(), digest));
      expect((await buffer(await archivesStore.get(digest))).equals(bytes)).toBe(true);
      expect(arrivals).toEqual([
        { from: 'east', of: { kind: 'record', id: recordId }, content: await eastStore.describe(digest) },
      ]);
      expect(failures).toEqual([]);
    },
  );

  it('may be repeated, and is recorded each time', async () => {
    const digest = await putAtEast(randomBytes(100));
    const url = await listen();
    await sendContent(sending(url, digest));
    await sendContent(sending(url, digest));
    expect(arrivals).toHaveLength(2);
  });

  it('is no success before the arrival is recorded, and succeeds when repeated', async () => {
    const digest = await putAtEast(randomBytes(100));
    const url = await listen();
    const record = onArrival;
    onArrival = () => Promise.reject(new Error('ledger unreachable'));
    await expect(sendContent(sending(url, digest))).rejects.toMatchObject({ code: 'transfer-unavailable' });
    expect(failures).toHaveLength(1);
    onArrival = record;
    await sendContent(sending(url, digest));
    expect(arrivals).toHaveLength(1);
  });

  it('is asked for again whatever the ledger says of the arrival', async () => {
    const digest = await putAtEast(randomBytes(100));
    onArrival = () => Promise.reject(new Problem('version-stale', 'the record has moved on'));
    await expect(sendContent(sending(await listen(), digest))).rejects.toMatchObject({
      code: 'transfer-unavailable',
      reason: 'internal-error',
    });
    expect(failures).toMatchObject([{ code: 'version-stale' }]);
  });

  it('runs several at once, up to the limit', async () => {
    const url = await listen();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    onArrival = () => held;
    const digests = await Promise.all([1, 2, 3].map((size) => putAtEast(randomBytes(size))));
    const outcomes = digests.map((digest) => sendContent(sending(url, digest)));
    const refused = await Promise.race(outcomes.map((outcome) => outcome.catch((error: unknown) => error)));
    expect(refused).toMatchObject({ code: 'transfer-unavailable', reason: 'overloaded' });
    release();
    const settled = await Promise.allSettled(outcomes);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });
});

describe('at the end of a process', () => {
  async function comingIn(): Promise<number> {
    return (await readdir(join(folder, 'archives', 'temporary'))).length;
  }

  function beginning(): Readable {
    const file = new Readable({ read: () => undefined });
    file.push(randomBytes(10));
    return file;
  }

  it('a sender breaks off, whatever the receiver does, and the receiver keeps nothing', async () => {
    const digest = await putAtEast(randomBytes(100));
    const url = await listen();
    const stop = new AbortController();
    // As a line that takes nothing more.
    const stalling = {
      describe: () => eastStore.describe(digest),
      get: () => Promise.resolve(beginning()),
    };
    const transfer = sendContent(
      sending(url, digest, {
        store: stalling as unknown as FolderStore,
        silenceMs: 600_000,
        signal: stop.signal,
      }),
    );
    const ended = expect(transfer).rejects.toMatchObject({ code: 'transfer-unavailable' });
    await until('the receiver waits for the rest', async () => (await comingIn()) > 0 || undefined);
    stop.abort();
    await ended;
    await until('it has removed it', async () => (await comingIn()) === 0 || undefined);
    expect([arrivals, failures]).toEqual([[], []]);
    // One that has not begun does not begin.
    await expect(sendContent(sending(url, digest, { signal: stop.signal }))).rejects.toMatchObject({
      code: 'transfer-unavailable',
    });
  });

  it('a receiver breaks off what is coming, and first records what has come', async () => {
    const receiver = serving();
    const { server } = receiver;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = urlOf(server);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const begun: Arrival[] = [];
    onArrival = async (arrival) => {
      begun.push(arrival);
      await held;
      arrivals.push(arrival);
    };
    const whole = await putAtEast(randomBytes(10));
    const recorded = sendContent(sending(url, whole));
    await until('one is being recorded', () => begun.length || undefined);
    const half = openRaw(url, {
      path: `/contents/${'0'.repeat(64)}`,
      headers: { 'content-length': 100, 'guidang-record': recordId },
    });
    half.write('only so much');
    half.on('error', () => undefined);
    const broken = new Promise((resolve) => half.once('close', resolve));
    await until('the other has begun', async () => (await comingIn()) > 0 || undefined);
    const closed = receiver.close(60_000);
    await broken;
    release();
    await expect(recorded).resolves.toBeUndefined();
    await closed;
    expect([arrivals.length, failures]).toEqual([1, []]);
  });

  it('a receiver waits no longer than it may', async () => {
    const receiver = serving();
    const { server } = receiver;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const begun: Arrival[] = [];
    onArrival = (arrival) => {
      begun.push(arrival);
      return new Promise(() => undefined);
    };
    const sent = sendContent(sending(urlOf(server), await putAtEast(randomBytes(10))));
    const ended = expect(sent).rejects.toMatchObject({ code: 'transfer-unavailable' });
    await until('it is being recorded', () => begun.length || undefined);
    await receiver.close(1);
    await ended;
  });
});

describe('a sender is refused', () => {
  it('of an organisation that is no peer', async () => {
    const url = await listen();
    const digest = await putAtEast(randomBytes(10));
    const tls = await stranger.issue('O=east, CN=gateway.east', host);
    await expect(sendContent(sending(url, digest, { tls }))).rejects.toMatchObject({
      code: 'transfer-unavailable',
    });
    expect(arrivals).toEqual([]);
  });

  it('by an authority below one that is known: it may be anybody of that organisation', async () => {
    const below = await east.createBelow('office');
    const { key, certificate } = await below.issue('O=east, CN=gateway.east', host);
    const tls = { key, certificate: `${certificate}\n${below.certificate}` };
    const digest = await putAtEast(randomBytes(10));
    await expect(sendContent(sending(await listen(), digest, { tls }))).rejects.toMatchObject({
      code: 'transfer-refused',
      reason: 'organisation-unknown',
    });
    expect(arrivals).toEqual([]);
  });

  it('whose certificate has expired', async () => {
    const url = await listen();
    const digest = await putAtEast(randomBytes(10));
    const tls = await east.issue('O=east, CN=gateway.east', host, 2);
    await expect(sendContent(sending(url, digest, { tls }))).rejects.toMatchObject({
      code: 'transfer-unavailable',
    });
    expect(arrivals).toEqual([]);
  });

  it('without a certificate', async () => {
    const url = await listen();
    const request = httpsRequest(new URL('/contents/x', url), { ca: archives.certificate, agent: false });
    request.end();
    await expect(once(request, 'response')).rejects.toThrow();
  });

  it('only under its own name, whatever its certificate says', async () => {
    const digest = await putAtEast(randomBytes(10));
    const tls = await east.issue('O=archives, CN=gateway.archives', host);
    await sendContent(sending(await listen(), digest, { tls }));
    expect(arrivals).toMatchObject([{ from: 'east' }]);
  });

  it('with too large a content, before it sends it', async () => {
    const digest = await putAtEast(randomBytes(2000));
    const url = await listen({ sizeBytesMax: 1999 });
    await expect(sendContent(sending(url, digest))).rejects.toMatchObject({
      code: 'transfer-refused',
      reason: 'content-too-large',
    });
  });

  const some = 'a'.repeat(64);
  it.each<[string, RawRequest, [number, string]]>([
    ['other bytes', { path: `/contents/${some}`, body: Buffer.from('x') }, [422, 'content-mismatch']],
    ['no digest', { path: '/contents/..%2f', body: Buffer.from('x') }, [422, 'identifier-malformed']],
    [
      'capitals',
      { path: `/contents/${'A'.repeat(64)}`, body: Buffer.from('x') },
      [422, 'identifier-malformed'],
    ],
    ['another path', { path: '/records', body: Buffer.from('x') }, [404, 'not-found']],
    ['a query', { path: `/contents/${some}?x=1`, body: Buffer.from('x') }, [404, 'not-found']],
    ['another method', { method: 'POST', path: `/contents/${some}` }, [405, 'method-not-allowed']],
    [
      'no length',
      { path: `/contents/${some}`, headers: { 'transfer-encoding': 'chunked' }, body: Buffer.from('x') },
      [411, 'length-required'],
    ],
    [
      'no record',
      { path: `/contents/${some}`, headers: { 'guidang-record': [] }, body: Buffer.from('x') },
      [500, 'internal-error'],
    ],
    [
      'a record that can be none',
      { path: `/contents/${some}`, headers: { 'guidang-record': '../x' }, body: Buffer.from('x') },
      [422, 'identifier-malformed'],
    ],
    [
      'a case that can be none',
      { path: `/contents/${some}`, headers: { 'guidang-case': '%' }, body: Buffer.from('x') },
      [422, 'identifier-malformed'],
    ],
  ])('with %s', async (_, request, expected) => {
    expect(await raw(await listen(), request)).toEqual(expected);
    expect(arrivals).toEqual([]);
    expect(await readdir(join(folder, 'archives'))).toEqual(['temporary']);
    expect(await readdir(join(folder, 'archives', 'temporary'))).toEqual([]);
  });

  it('by a problem, which a sender of any version can read', async () => {
    const request = openRaw(await listen(), { path: '/contents/x' });
    request.end('x');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers['content-type'], response.headers.connection]).toEqual([
      422,
      'application/problem+json',
      'close',
    ]);
    const body = await buffer(response);
    // Senders of the first release read answers up to this size only.
    expect(body.length).toBeLessThan(4096);
    expect(problemSchema.parse(JSON.parse(body.toString()))).toMatchObject({
      code: 'identifier-malformed',
      status: 422,
    });
  });

  it('and leaves nothing behind when it breaks off', async () => {
    const url = await listen();
    const request = httpsRequest(new URL(`/contents/${some}`, url), {
      method: 'PUT',
      headers: { 'content-length': mebibyte, 'guidang-record': recordId },
      key: eastGateway.key,
      cert: eastGateway.certificate,
      ca: archives.certificate,
      agent: false,
    });
    request.on('error', () => undefined);
    request.write(Buffer.alloc(100_000));
    const temporary = join(folder, 'archives', 'temporary');
    await until('1 temporary files', async () => (await readdir(temporary)).length === 1 || undefined);
    request.destroy();
    await until('0 temporary files', async () => (await readdir(temporary)).length === 0 || undefined);
    expect([arrivals, failures]).toEqual([[], []]);
  });
});

it('a transfer may take as long as it needs, but not stand still', async () => {
  const url = await listen({ pace: { slowBodyMs: 500, bodyBytesPerSecondMin: 1_024 } });
  expect(servers[0]).toMatchObject({ requestTimeout: 0 });
  const path = `/contents/${'ab'.repeat(32)}`;
  const request = openRaw(url, { path, headers: { 'content-length': mebibyte } });
  request.on('error', () => undefined).write(Buffer.alloc(100_000));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(408);
  expect((await buffer(response)).toString()).toContain('"body-too-slow"');
  expect([arrivals, failures]).toEqual([[], []]);
});

it('a transfer may be slow for a moment, but not on the average', async () => {
  const average = { overMs: 1_000, bytesPerSecondMin: mebibyte };
  const url = await listen({ pace: { slowBodyMs: 60_000, bodyBytesPerSecondMin: 1_024, average } });
  const request = openRaw(url, {
    path: `/contents/${'ab'.repeat(32)}`,
    headers: { 'content-length': mebibyte },
  });
  request.on('error', () => undefined);
  // Never so slow that it stands still.
  const drops = setInterval(() => request.write(Buffer.alloc(2_048)), 100);
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect([response.statusCode, (await buffer(response)).toString()]).toEqual([
      408,
      expect.stringContaining('"body-too-slow"'),
    ]);
  } finally {
    clearInterval(drops);
  }
});

describe('an organisation that takes all it can', () => {
  it('has a share of the transfers, and leaves the others theirs', async () => {
    const url = await listen({ transfersMax: 2, transfersPerSenderMax: 1 });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let arrived = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (arrived = resolve));
    onArrival = ({ from }) => {
      if (from !== 'east') return Promise.resolve();
      arrived();
      return held;
    };
    const [first, second, third] = await Promise.all([1, 2, 3].map((size) => putAtEast(randomBytes(size))));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three contents');
    const sent = sendContent(sending(url, first));
    await isHeld;
    await expect(sendContent(sending(url, second))).rejects.toMatchObject({ reason: 'overloaded' });
    await sendContent(sending(url, third, { tls: archivesGateway }));
    release();
    await sent;
    await sendContent(sending(url, second));
  });

  it('has a share of the connections, and leaves the others theirs', async () => {
    const url = await listen({ transfersMax: 2, transfersPerSenderMax: 1 });
    const ca = archives.certificate;
    const open = async (): Promise<TLSSocket> => {
      const socket = connect({ host, port: Number(url.port), servername: host, ca, ...pemOf(eastGateway) });
      socket.on('error', () => undefined);
      await once(socket, 'secureConnect');
      return socket;
    };
    const sockets = [await open(), await open(), await open()];
    await once(sockets[2] as TLSSocket, 'close');
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false, true]);
    await sendContent(sending(url, await putAtEast(randomBytes(10)), { tls: archivesGateway }));
    for (const socket of sockets) socket.destroy();
  });
});

function pemOf({ key, certificate: cert }: Credentials): { key: string; cert: string } {
  return { key, cert };
}

it('a sender that goes when all has come, and nothing has been read, is no failure of the receiver', async () => {
  let read = (): void => undefined;
  const isRead = new Promise<void>((resolve) => (read = resolve));
  const outcomes: unknown[] = [];
  const slow: TransferServerOptions['store'] = Object.assign(Object.create(archivesStore) as FolderStore, {
    put: async (...of: Parameters<FolderStore['put']>) => {
      await isRead;
      try {
        return await archivesStore.put(...of);
      } catch (error) {
        outcomes.push(error);
        throw error;
      }
    },
  });
  const url = await listen({ store: slow });
  let received: IncomingMessage | undefined;
  servers[0]?.on('request', (request: IncomingMessage) => (received = request));
  const body = Buffer.from('all of it');
  const path = `/contents/${createHash('sha256').update(body).digest('hex')}`;
  const request = openRaw(url, { path, headers: { 'content-length': body.length } });
  request.on('error', () => undefined).end(body);
  await until('all has come', () => received?.complete || undefined);
  request.destroy();
  await until('the sender has gone', () => received?.destroyed || undefined);
  read();
  await until('it was tried', () => outcomes[0]);
  await new Promise(setImmediate);
  expect([arrivals, failures]).toEqual([[], []]);
});

describe('a receiver is not trusted', () => {
  it('of another organisation than the one meant', async () => {
    const digest = await putAtEast(randomBytes(10));
    const url = await listen({ tls: await east.issue('O=archives, CN=gateway.archives', host) });
    await expect(sendContent(sending(url, digest))).rejects.toMatchObject({ code: 'transfer-unavailable' });
    expect(arrivals).toEqual([]);
  });

  it('under another host name', async () => {
    const digest = await putAtEast(randomBytes(10));
    const url = await listen({ tls: await archives.issue('O=archives, CN=x', 'gateway.archives') });
    await expect(sendContent(sending(url, digest))).rejects.toMatchObject({
      code: 'transfer-unavailable',
      cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
    const to = { organisation: 'archives', url, serverName: 'gateway.archives' };
    await sendContent(sending(url, digest, { to }));
    expect(arrivals).toHaveLength(1);
  });

  it.each([
    [409, 'transfer-refused', '{"code":"content-mismatch"}', 'content-mismatch'],
    [409, 'transfer-refused', '{"code":7}', undefined],
    [409, 'transfer-refused', 'null', undefined],
    [409, 'transfer-refused', '<html>', undefined],
    [409, 'transfer-refused', `{"code":"x","more":"${'x'.repeat(5000)}"}`, undefined],
    [408, 'transfer-unavailable', '', undefined],
    [502, 'transfer-unavailable', '<html>', undefined],
  ])('with an answer of %i but for what it can mean: %s %s', async (status, code, body, reason) => {
    const { key, certificate: cert } = archivesGateway;
    const answering = createHttpsServer({ key, cert }, (_, response) => response.writeHead(status).end(body));
    answering.on('checkContinue', (_, response: ServerResponse) => response.writeHead(status).end(body));
    servers.push(answering);
    answering.listen(0, '127.0.0.1');
    await once(answering, 'listening');
    const url = new URL(`https://${host}:${(answering.address() as AddressInfo).port}`);
    const failure = await sendContent(sending(url, await putAtEast(randomBytes(10)))).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code });
    expect((failure as { reason?: unknown }).reason).toBe(reason);
  });

  it('that sends more than its answer', async () => {
    const { key, certificate: cert } = archivesGateway;
    const answer = 'HTTP/1.1 100 \r\n\r\nHTTP/1.1 200 \r\nContent-Length: 2\r\n\r\n{}{}';
    const talking = createTlsServer({ key, cert }, (socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(answer));
    }).listen(0, '127.0.0.1');
    await once(talking, 'listening');
    const url = new URL(`https://${host}:${(talking.address() as AddressInfo).port}`);
    const sent = sendContent(sending(url, await putAtEast(randomBytes(10))));
    await sent.catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'transfer-unavailable' });
    });
    talking.close();
  });

  it('that is no peer', async () => {
    const digest = await putAtEast(randomBytes(10));
    const to = { organisation: 'nobody', url: await listen() };
    await expect(sendContent(sending(to.url, digest, { to }))).rejects.toMatchObject({
      code: 'transfer-refused',
    });
  });
});

describe('a sender says', () => {
  it('that it has not the content', async () => {
    const digest = contentDigest(createHash('sha256').digest('hex'));
    await expect(sendContent(sending(await listen(), digest))).rejects.toMatchObject({
      code: 'content-not-found',
    });
  });

  it('that its own copy is damaged, and the receiver keeps nothing', async () => {
    const digest = await putAtEast(randomBytes(mebibyte));
    const path = join(folder, 'east', digest.value.slice(0, 2), digest.value.slice(2, 4), digest.value);
    const file = await readFile(path);
    file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
    await writeFile(path, file);
    await expect(sendContent(sending(await listen(), digest))).rejects.toMatchObject({
      code: 'content-damaged',
    });
    expect(await archivesStore.has(digest)).toBe(false);
  });

  it('that nobody listens', async () => {
    const digest = await putAtEast(randomBytes(10));
    const url = await listen();
    servers.pop()?.close();
    await expect(sendContent(sending(url, digest))).rejects.toMatchObject({ code: 'transfer-unavailable' });
  });

  it('that nothing moved, at a receiver that never answers', async () => {
    const digest = await putAtEast(randomBytes(10));
    const mute = createTcpServer(() => undefined).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const url = new URL(`https://${host}:${(mute.address() as AddressInfo).port}`);
    await expect(sendContent(sending(url, digest, { silenceMs: 200 }))).rejects.toMatchObject({
      code: 'transfer-timeout',
    });
    mute.close();
  });
});

describe('peers', () => {
  it('need an authority each, and one of their own', () => {
    expect(() => new TransferPeers({ east: '' })).toThrow('no certificate authority');
    const shared = { east: east.certificate, west: archives.certificate + east.certificate };
    expect(() => new TransferPeers(shared)).toThrow('share');
  });
});
