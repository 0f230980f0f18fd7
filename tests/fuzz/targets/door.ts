// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';
import { everyRole } from '../../../gateway/src/testing/route-paths';
import { testServer } from '../../../gateway/src/testing/test-server';
import type { Input } from '../input';
import { sendThrough } from '../socket';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';
import { formWith, imageSamples } from './requests';

const fileBytesMax = 64 * 1024;
const lots = 1e9;

function requestOf(line: string, headers: readonly string[], body: Buffer | string = ''): Buffer {
  const all = [
    line,
    'Host: localhost',
    `Authorization: Bearer ${everyRole}`,
    'Connection: close',
    ...headers,
  ];
  return Buffer.concat([
    Buffer.from(`${all.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

const formType = 'Content-Type: multipart/form-data; boundary=b';

const formSamples = ['verifications', 'contents', 'verification-reports'].map((name) =>
  requestOf(
    `POST /api/v1/${name} HTTP/1.1`,
    [formType],
    formWith(imageSamples[0] ?? Buffer.alloc(0), 'image/png'),
  ),
);

const requestSamples = [
  requestOf('POST /api/v1/records HTTP/1.1', ['Content-Type: application/json'], '{"category":"WS"}'),
  requestOf(
    'POST /api/v1/records:batch HTTP/1.1',
    ['Content-Type: application/x-ndjson'],
    '{"a":1}\n{"b":2}\n',
  ),
  requestOf('GET /api/v1/records?limit=5 HTTP/1.1', [
    'Accept-Language: zh',
    'Range: bytes=0-1',
    'If-None-Match: "1"',
  ]),
  requestOf('GET /tile/entries/000.p/3 HTTP/1.1', []),
  requestOf('POST /log/witness/add-checkpoint HTTP/1.1', ['Content-Type: text/plain'], 'old 0\n\na\n1\nb\n'),
  Buffer.from(
    `POST /api/v1/verifications HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${everyRole}\r\nConnection: close\r\n` +
      'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n0\r\n\r\n',
  ),
];

/** A server like a gateway's, over services that answer at once; the bytes go through a socket of their own. */
async function openDoor(samples: readonly Buffer[]): Promise<OpenTarget> {
  const server = await testServer({
    callerRequestsMax: lots,
    anonymousRequestsMax: lots,
    addressFailuresMax: lots,
    contentBytesMax: fileBytesMax,
    intakeBytesMax: fileBytesMax,
    streamLifeMs: 50,
    minBlockWaitMs: 1,
  });
  const port = Number(new URL(server.url).port);
  const run = async (input: Input): Promise<void> => {
    const answer = await exchange(port, input);
    server.log.splice(0);
    server.services.stored.splice(0);
    server.services.asked.splice(0);
    server.services.questions.splice(0);
    server.services.lists.splice(0);
    if (/^HTTP\/1\.1 500 /m.test(answer)) throw new TypeError(`answered with 500: ${answer}`);
  };
  return { samples, run, close: () => server.close(1_000) };
}

/** @returns what was answered until the connection ended. */
async function exchange(port: number, input: Input): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: input.ending === 'end' });
  socket.setNoDelay(true);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  const closed = new Promise<void>((resolve) => {
    // The server may break off what it refuses.
    socket.once('close', resolve).once('error', () => {
      socket.destroy();
    });
  });
  await sendThrough(socket, input);
  await closed;
  return answer;
}

/** The public door: the bytes of whole connections. */
export const doorTargets: readonly Target[] = [
  {
    name: 'door-forms',
    reads: 'forms through a socket: POST /verifications, /contents, /verification-reports',
    inputs: longRun.dear,
    refusals: [],
    isStream: true,
    bytesMax: 2 * fileBytesMax,
    tokens: ['--b\r\n', '--b--', '\r\n\r\n', 'Transfer-Encoding: chunked\r\n', 'Expect: 100-continue\r\n'],
    open: () => openDoor(formSamples),
  },
  {
    name: 'door',
    reads: 'any request through a socket: request lines, headers, bodies, chunked coding',
    inputs: longRun.dear,
    refusals: [],
    isStream: true,
    bytesMax: 2 * fileBytesMax,
    tokens: [
      'HTTP/1.1\r\n',
      '\r\n\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Upgrade: h2c\r\n',
      '0\r\n\r\n',
      'GET / ',
    ],
    open: () => openDoor(requestSamples),
  },
];
