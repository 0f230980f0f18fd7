// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { connect, createServer } from 'node:tls';
import { inspect } from 'node:util';
import { formatUniqueCode } from '@guidang/chaincode/model';
import {
  contentDigest,
  ContentError,
  ContentKeys,
  FolderStore,
  sendContent,
  TransferError,
  TransferPeers,
} from '../../../gateway/src/content';
import { Problem } from '../../../gateway/src/http/problem';
import { createTransferServer } from '../../../gateway/src/http/transfer/transfer-server';
import { Authority } from '../../../gateway/src/testing/authority';
import type { Credentials } from '../../../gateway/src/testing/authority';
import type { Input } from '../input';
import { sendThrough } from '../socket';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

const host = 'localhost';
const sizeBytesMax = 64 * 1024;
const silenceMs = 5_000;
const record = formatUniqueCode('0'.repeat(29));
const content = Buffer.from('a content');
const digest = createHash('sha256').update(content).digest('hex');

/** Two organisations that hand contents over, with a store for the one under test. */
interface Pair {
  readonly folder: string;
  readonly store: FolderStore;
  readonly peers: TransferPeers;
  readonly tls: { readonly east: Credentials; readonly archives: Credentials };
  /** PEM of the authority of archives. */
  readonly roots: string;
}

async function openPair(): Promise<Pair> {
  const [east, archives] = await Promise.all([Authority.create('east'), Authority.create('archives')]);
  const folder = await mkdtemp(join(tmpdir(), 'guidang-fuzz-transfer-'));
  return {
    folder,
    store: await FolderStore.open({ folder, keys: new ContentKeys([randomBytes(32)]) }),
    peers: new TransferPeers({ east: east.certificate, archives: archives.certificate }),
    tls: {
      east: await east.issue('O=east, CN=gateway.east', host),
      archives: await archives.issue('O=archives, CN=gateway.archives', host),
    },
    roots: archives.certificate,
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function requestOf(path: string, body: Buffer, ...headers: string[]): Buffer {
  const head = [
    `PUT /contents/${path} HTTP/1.1`,
    `Host: ${host}`,
    `Guidang-Record: ${record}`,
    `Content-Length: ${body.length}`,
    'Connection: close',
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** A gateway that takes contents in; the bytes come over mutual TLS from a peer that it knows. */
async function openReceiver(): Promise<OpenTarget> {
  const { folder, store, peers, tls, roots } = await openPair();
  const failures: unknown[] = [];
  const receiver = createTransferServer({
    store,
    peers,
    tls: tls.archives,
    sizeBytesMax,
    transfersMax: 1_000,
    transfersPerSenderMax: 1_000,
    pace: { slowBodyMs: silenceMs, bodyBytesPerSecondMin: 1_024 },
    onAnnounced: () => Promise.resolve(() => undefined),
    onKept: () => undefined,
    onArrival: () => Promise.resolve(),
    onFailure: (error) => failures.push(error),
  });
  const port = await listen(receiver.server);
  const options = {
    port,
    host: '127.0.0.1',
    servername: host,
    ca: roots,
    key: tls.east.key,
    cert: tls.east.certificate,
  };
  const run = async (input: Input): Promise<void> => {
    const socket = connect(options);
    const closed = new Promise<void>((resolve) => {
      // The receiver may break off what it refuses.
      socket.once('close', resolve).once('error', () => {
        socket.destroy();
      });
    });
    socket.resume();
    socket.once('secureConnect', () => void sendThrough(socket, input));
    await closed;
    // A request that names no record is a fault by its status, and says so itself.
    const [failure] = failures.splice(0).filter((error) => !(error instanceof Problem));
    if (failure !== undefined) throw new TypeError(`the receiver has failed: ${inspect(failure)}`);
  };
  return {
    samples: [
      requestOf(digest, content),
      requestOf(digest, content, 'Expect: 100-continue'),
      requestOf('0'.repeat(64), content),
      requestOf(digest, Buffer.alloc(0)),
    ],
    run,
    close: async () => {
      await receiver.close(silenceMs);
      await rm(folder, { recursive: true });
    },
  };
}

function answerOf(status: string, body: string, ...headers: string[]): Buffer {
  const head = [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** A gateway that hands a content over, to a receiver that answers anything. */
async function openSender(): Promise<OpenTarget> {
  const { folder, store, peers, tls } = await openPair();
  await store.put(Readable.from([content]), { sizeBytesMax });
  let input: Input | undefined;
  const server = createServer({ key: tls.archives.key, cert: tls.archives.certificate }, (socket) => {
    socket.on('error', () => undefined).resume();
    if (input !== undefined) void sendThrough(socket, input);
  });
  const port = await listen(server);
  const to = { organisation: 'archives', url: new URL(`https://127.0.0.1:${port}`), serverName: host };
  return {
    samples: [
      answerOf('200 OK', JSON.stringify({ digest, sizeBytes: content.length })),
      Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), answerOf('200 OK', '{}')]),
      answerOf('422 Unprocessable Content', '{"code":"content-mismatch"}', 'Connection: close'),
      Buffer.from(
        'HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
      ),
    ],
    run: (next) => {
      input = next;
      return sendContent({
        store,
        digest: contentDigest(digest),
        of: { kind: 'record', id: record },
        peers,
        tls: tls.east,
        to,
        silenceMs,
        signal: new AbortController().signal,
      });
    },
    close: async () => {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Contents on their way between organisations. */
export const transferTargets: readonly Target[] = [
  {
    name: 'transfer',
    reads: 'contents that another organisation hands over, through mutual TLS',
    inputs: longRun.dear,
    refusals: [],
    isStream: true,
    bytesMax: 2 * sizeBytesMax,
    tokens: [
      '\r\n\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Expect: 100-continue\r\n',
      'Guidang-Record: ',
      '%2f',
    ],
    open: openReceiver,
  },
  {
    name: 'transfer-answer',
    reads: 'what another organisation answers to a content, through TLS',
    inputs: longRun.dear,
    refusals: [TransferError, ContentError],
    isStream: true,
    bytesMax: sizeBytesMax,
    tokens: [
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 101 Switching\r\n',
      'HTTP/1.1 200 OK\r\n',
      '\r\n\r\n',
      '{"code":',
    ],
    open: openSender,
  },
];
