// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { connect } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import { startServer } from '../http/server/start-server';
import type { RunningServer } from '../http/server/start-server';
import { Authority } from '../testing/authority';
import { tlsOptions } from './serve';

describe('TLS of the API', () => {
  let authority: Authority;
  let server: RunningServer;

  beforeAll(async () => {
    authority = await Authority.create('east');
    const { key, certificate } = await authority.issue('O=east, CN=gateway.east', 'localhost');
    const tls = tlsOptions({ key, certificate, clientRoots: authority.certificate });
    const app = { handler: (() => undefined) as never, drain: () => undefined };
    server = await startServer(app, { port: 0, host: '127.0.0.1', tls });
  });
  afterAll(() => server.close());

  async function handshake(options: ConnectionOptions): Promise<string> {
    const port = Number(new URL(server.url).port);
    const ca = authority.certificate;
    // So that it is this server that refuses, whatever the client's library has switched off.
    const client = { ...options, ciphers: `${options.ciphers ?? 'ALL'}:@SECLEVEL=0` };
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ca, ...client });
    try {
      await once(socket, 'secureConnect');
      return `${socket.getProtocol() ?? ''} ${socket.getCipher().name}`;
    } finally {
      socket.destroy();
    }
  }

  it.each<[string, ConnectionOptions, RegExp]>([
    ['1.3 where the client can', {}, /^TLSv1\.3 TLS_AES_256_GCM_SHA384$/],
    ['1.2 with the strongest suite that there is', { maxVersion: 'TLSv1.2' }, /^TLSv1\.2 ECDHE-.*AES256-GCM/],
  ])('is %s', async (_, options, expected) => {
    expect(await handshake(options)).toMatch(expected);
  });

  it.each<[string, ConnectionOptions]>([
    ['1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }],
    ['no forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' }],
    ['no authenticated encryption', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA384' }],
  ])('is refused with %s', async (_, options) => {
    await expect(handshake(options)).rejects.toThrow(/alert|handshake|protocol version/i);
  });
});
