// SPDX-License-Identifier: Apache-2.0
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { ClientRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Authority } from '../testing/authority';
import { freePort } from '../testing/free-port';
import { temporaryWallet } from '../testing/temporary-wallet';
import { thrown } from '../../../chaincode/src/testing/thrown';
import { FabricAuthority } from './fabric-authority';
import { authorityError } from './fabric-authority-error';

/** A real fabric-ca-server is tested in tests/fabric/identity.test.ts. */
describe('FabricAuthority without its server', () => {
  it('says that the authority is unreachable, and nothing of its secret', async () => {
    const { wallet, close } = await temporaryWallet();
    const authority = new FabricAuthority({
      organisation: 'east',
      mspId: 'eastMSP',
      url: `https://localhost:${await freePort()}`,
      name: 'east',
      tlsRootPem: '',
      registrar: { id: 'registrar.east', secret: 'MARKER-OF-A-SECRET' },
      wallet,
    });
    const failure: unknown = await authority.rootCertificate().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'authority-unreachable' });
    expect(inspect(failure, { depth: 9 })).not.toContain('MARKER-OF-A-SECRET');
    await close();
  });
});

it('leaves no listeners behind on the connections to its server', async () => {
  const roots = await Authority.create('east');
  const { key, certificate } = await roots.issue('CN=ca', 'localhost');
  const server = createServer({ key, cert: certificate }, (request, response) => {
    request.resume().once('end', () => {
      const keys = { IssuerPublicKey: '', IssuerRevocationPublicKey: '' };
      const result = { CAName: 'east', CAChain: Buffer.from('a root').toString('base64'), ...keys };
      response.end(JSON.stringify({ success: true, result, errors: [] }));
    });
  });
  await once(server.listen(0, 'localhost'), 'listening');
  const { wallet, close } = await temporaryWallet();
  const registrar = await roots.issue('CN=registrar.east', 'registrar');
  await wallet.put({
    kind: 'registrar',
    id: 'registrar.east',
    organisation: 'east',
    certificatePem: registrar.certificate,
    privateKeyPem: registrar.key,
  });
  const authority = new FabricAuthority({
    organisation: 'east',
    mspId: 'eastMSP',
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    name: 'east',
    tlsRootPem: roots.certificate,
    registrar: { id: 'registrar.east', secret: '' },
    wallet,
  });
  const counts: number[] = [];
  const count = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    counts.push(request.socket?.listenerCount('timeout') ?? 0);
  };
  subscribe('http.client.response.finish', count);
  try {
    for (let asked = 0; asked < 12; asked += 1) {
      await expect(authority.rootCertificate()).resolves.toBe('a root');
    }
  } finally {
    unsubscribe('http.client.response.finish', count);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    await close();
  }
  // The library's, and Node's own.
  expect(counts).toHaveLength(12);
  expect(new Set(counts).size).toBe(1);
});

describe('authorityError', () => {
  it.each([
    ['a taken identifier', { errors: [{ code: 74, message: 'taken' }] }, 'officer-exists'],
    ['any other refusal', { errors: [{ code: 20, message: 'no' }] }, 'authority-refused'],
    ['an empty list', { errors: [] }, 'authority-unreachable'],
    ['a failure of the connection', new Error('ECONNRESET'), 'authority-unreachable'],
    ['nothing', undefined, 'authority-unreachable'],
  ])('reads %s', (_, error, code) => {
    expect(thrown(() => authorityError(error))).toMatchObject({ code });
  });
});
