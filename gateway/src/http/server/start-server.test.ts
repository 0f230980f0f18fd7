// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { get as getOverTls } from 'node:https';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { json } from 'node:stream/consumers';
import { Authority } from '../../testing/authority';
import { committed, recordId } from '../../testing/fake-services';
import { until } from '../../common/until';
import { testServer } from '../../testing/test-server';
import { createRecordExample } from '../openapi/examples';
import { messagesOf } from './express-messages';
import { startServer } from './start-server';
import { strictExpress } from './strict-express';

/** Sends raw bytes and returns everything received. */
function raw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.once('error', reject).once('close', () => {
      resolve(text);
    });
  });
}

describe('server', () => {
  it('lets requests in progress finish when it closes, and accepts no more', async () => {
    const server = await testServer();
    let finish = (): void => undefined;
    server.services.run = () =>
      new Promise((resolve) => {
        finish = () => {
          resolve(committed({ id: recordId, version: 1 }));
        };
      });
    const inWork = server.ask('/api/v1/records', { body: createRecordExample });
    await until('it is asked', () => server.services.asked.length > 0 || undefined);
    const closed = server.close(5_000);
    await expect(server.ask('/healthz')).rejects.toThrow('ECONNREFUSED');
    finish();
    expect((await inWork).status).toBe(201);
    await closed;
  });

  it('cuts off at the deadline what does not end', async () => {
    const server = await testServer();
    server.services.run = () => new Promise(() => undefined);
    const inWork = server.ask('/api/v1/records', { body: createRecordExample });
    const failure = expect(inWork).rejects.toThrow();
    await until('it is asked', () => server.services.asked.length > 0 || undefined);
    await server.close(50);
    await failure;
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    [
      'both lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['large headers', `GET / HTTP/1.1\r\nHost: a\r\nX-Fill: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers %s with %i', async (_what, bytes, status) => {
    const server = await testServer();
    const answer = await raw(server.url, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toMatch(/\r\nstrict-transport-security: max-age=\d{8}; includeSubDomains\r\n/i);
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
    await server.close();
  });

  it.each([
    ['plain', false],
    ['over TLS', true],
  ])(
    'makes requests and answers, %s, as Express wants them, so that none changes its prototype',
    async (_, tls) => {
      const prototypes: unknown[] = [];
      const app = strictExpress();
      const messages = messagesOf(app);
      const handler = ((request: IncomingMessage, response: ServerResponse) => {
        prototypes.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
        app(request, response);
      }) as never;
      app.use((request, response) => {
        prototypes.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
        response.json({ method: request.method, app: request.app === app, ip: request.ip });
      });
      const authority = await Authority.create('east');
      const { certificate: cert, key } = await authority.issue('CN=localhost', 'localhost');
      const server = await startServer(
        { handler, messages, drain: () => undefined },
        { port: 0, host: '127.0.0.1', ...(tls ? { tls: { cert, key } } : {}) },
      );
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const url = server.url.replace('127.0.0.1', 'localhost');
        const sent = tls ? getOverTls(url, { ca: authority.certificate }, resolve) : get(url, resolve);
        sent.once('error', reject);
      });
      expect(await json(answer)).toEqual({ method: 'GET', app: true, ip: '127.0.0.1' });
      const names = prototypes.map((each) =>
        each === app.request ? 'request' : each === app.response ? 'response' : 'other',
      );
      expect(names).toEqual(['request', 'response', 'request', 'response']);
      await server.close();
    },
  );

  it('disconnects who is too slow in the handshake: an answer would reach the first request behind it', async () => {
    const authority = await Authority.create('east');
    const { certificate: cert, key } = await authority.issue('CN=localhost', 'localhost');
    const app = strictExpress();
    const server = await startServer(
      { handler: app as never, messages: messagesOf(app), drain: () => undefined },
      { port: 0, host: '127.0.0.1', tls: { cert, key }, handshakeMs: 50 },
    );
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket.resume(), 'close');
    await server.close();
  });

  it('ends no request for its age: a large file over a slow line takes hours', async () => {
    const app = strictExpress();
    app.use(({ socket }, response) => {
      const { headersTimeout, requestTimeout } = (socket as Socket & { readonly server: Server }).server;
      response.json({ headersTimeout, requestTimeout });
    });
    const server = await startServer(
      { handler: app as never, messages: messagesOf(app), drain: () => undefined },
      { port: 0, host: '127.0.0.1' },
    );
    const answer = await new Promise<IncomingMessage>((resolve) => get(server.url, resolve));
    expect(await json(answer)).toEqual({ headersTimeout: 10_000, requestTimeout: 0 });
    await server.close();
  });

  it('says when it cannot listen', async () => {
    const server = await testServer();
    const taken = { port: Number(new URL(server.url).port), host: '127.0.0.1' };
    const app = {
      handler: (() => undefined) as never,
      operations: (() => undefined) as never,
      drain: () => undefined,
    };
    await expect(startServer(app, taken)).rejects.toThrow('EADDRINUSE');
    await expect(startServer(app, taken)).rejects.toThrow(/^port \d+ of 127.0.0.1 is in use.*GUIDANG_PORT/);
    await server.close();
  });
});
