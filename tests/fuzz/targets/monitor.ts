// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { MonitorFault, Unanswered } from '../../../scripts/monitor/fault';
import { LogSource } from '../../../scripts/monitor/log-source';
import type { Input } from '../input';
import { sendThrough } from '../socket';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

const leaf = Buffer.from('{"a":1}');

function answerOf(body: Buffer, ...headers: string[]): Buffer {
  const head = ['HTTP/1.1 200 OK', `Content-Length: ${body.length}`, ...headers];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** A bundle of leaves (tlog-tiles): each behind its length. */
function bundle(...leaves: readonly Buffer[]): Buffer {
  return Buffer.concat(
    leaves.flatMap((each) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(each.length);
      return [length, each];
    }),
  );
}

const reads: readonly ((source: LogSource) => Promise<unknown>)[] = [
  (source) => source.keys(),
  (source) => source.head(),
  (source) => source.tile(0, 1_234_067, 2),
  (source) => source.entries(0, 2),
];

/** A server that answers anything, and the monitor that asks it. */
async function openSource(): Promise<OpenTarget> {
  let input: Input | undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined).resume();
    if (input !== undefined) void sendThrough(socket, input);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    samples: [
      answerOf(Buffer.alloc(64, 7), 'Connection: close'),
      answerOf(bundle(leaf, leaf)),
      Buffer.from('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
      Buffer.from(
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n1\r\na\r\n0\r\n\r\n',
      ),
      Buffer.from('HTTP/1.1 302 Found\r\nLocation: /checkpoint\r\nContent-Length: 0\r\n\r\n'),
    ],
    run: async (next) => {
      input = next;
      // What is asked follows from the input, so that it can be asked again.
      const read = reads[next.bytes.reduce((sum, octet) => sum + octet, 0) % reads.length];
      const source = new LogSource(`http://127.0.0.1:${port}`);
      try {
        await read?.(source);
      } finally {
        await source.close();
      }
    },
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a monitor reads from a gateway that it does not trust. */
export const monitorTargets: readonly Target[] = [
  {
    name: 'monitor-source',
    reads: 'answers of a gateway to a monitor: keys, heads, tiles and leaves over HTTP',
    inputs: longRun.dear,
    refusals: [MonitorFault, Unanswered],
    isStream: true,
    bytesMax: 128 * 1024,
    tokens: [
      'HTTP/1.1 ',
      '\r\n\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Content-Encoding: br\r\n',
      'Location: //',
    ],
    open: openSource,
  },
];
