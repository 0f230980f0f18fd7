// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';
import { testServer } from '../../testing/test-server';
import type { TestServer } from '../../testing/test-server';
import { createRecordExample } from '../openapi/examples';

interface Announced {
  readonly path?: string;
  readonly type?: string;
  readonly bytes: number;
  readonly token?: string;
}

describe('a caller who waits for 100 Continue', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer({ contentBytesMax: 1_000_000 });
  });
  afterEach(() => server.close(100));

  /** Sends the head, and the body once it is told to; returns all that came. */
  function announce(
    { path = '/api/v1/contents', type = 'video/mp4', bytes, token = 'acceptor' }: Announced,
    body?: string,
  ): Promise<string> {
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${token}`,
      `Content-Type: ${type}`,
      `Content-Length: ${bytes}`,
      'Expect: 100-continue',
    ];
    return new Promise((resolve, reject) => {
      const { port } = new URL(server.url);
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n`));
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (body !== undefined && text.endsWith('100 Continue\r\n\r\n')) socket.write(body);
        if (/HTTP\/1\.1 [2-5].*\}$/s.test(text)) socket.end();
      });
      socket.once('error', reject).once('close', () => {
        resolve(text);
      });
    });
  }

  it.each([
    ['a file that is too large', { bytes: 3_221_225_472 }, 413, 'content-too-large'],
    [
      'JSON that is too large',
      { path: '/api/v1/records', type: 'application/json', bytes: 1_000_000 },
      413,
      'content-too-large',
    ],
    ['no type that is taken', { path: '/api/v1/records', bytes: 10 }, 415, 'media-type-unsupported'],
    ['a token that nobody issued', { bytes: 10, token: 'nobody at all' }, 401, ''],
  ])('with %s is refused before', async (_what, announced, status, code) => {
    const answer = await announce(announced);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(code);
    expect(answer).not.toContain('100 Continue');
    // Nobody can tell whether the body comes after all.
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('is told the limit', async () => {
    expect(await announce({ bytes: 1_000_001 })).toContain('the body has more than 1000000 bytes');
  });

  it.each([
    ['a file', {}, 'x'.repeat(20)],
    ['JSON', { path: '/api/v1/records', type: 'application/json' }, JSON.stringify(createRecordExample)],
  ])('with %s that is taken sends it, and keeps the connection', async (_what, announced, body) => {
    const answer = await announce({ ...announced, bytes: Buffer.byteLength(body) }, body);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
    expect(answer).not.toMatch(/\r\nconnection: close\r\n/i);
  });
});
