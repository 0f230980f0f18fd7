// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer, get } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { credentialsOf } from '../http/session/credentials';
import { temporaryWallet } from '../testing/temporary-wallet';
import type { TemporaryWallet } from '../testing/temporary-wallet';
import { AccessTokenVerifier } from './access-token';
import { Authenticator } from './authenticator';
import { BuiltInIssuer } from './built-in-issuer';
import { ClientCertificates } from './client-certificate';
import { EmbeddedAuthority } from './embedded-authority';
import { IdentityError } from './identity-error';
import { SigningIdentity } from './signing-identity';
import type { ServiceEntry } from './wallet';

/** A server that answers each request with the caller or the error code, over real mutual TLS. */
describe('ClientCertificates', () => {
  let temporary: TemporaryWallet;
  let server: Server;
  let root: string;
  let registered: ServiceEntry;
  let stranger: ServiceEntry;
  let foreign: ServiceEntry;
  let header: string;

  beforeAll(async () => {
    temporary = await temporaryWallet();
    const authority = await EmbeddedAuthority.open('east', temporary.wallet);
    const other = await EmbeddedAuthority.open('west', temporary.wallet);
    root = await authority.rootCertificate();
    [registered, stranger] = [await authority.enrolGateway('tax'), await authority.enrolGateway('stranger')];
    foreign = await other.enrolGateway('tax');
    const issuer = await BuiltInIssuer.create({ ledger: 'embedded' });
    header = `Bearer ${await issuer.issue({ organisation: 'east', officer: 'east-1', roles: ['acceptor'] })}`;
    const none = {
      callerOf: () => {
        throw new Error('there is no session');
      },
    };
    const authenticator = new Authenticator(
      new AccessTokenVerifier(issuer.verification),
      new ClientCertificates(
        [registered, foreign].map((entry) => ({
          fingerprint: new SigningIdentity(entry).fingerprint,
          organisation: 'east',
          officer: 'east-tax',
          roles: ['system'],
        })),
      ),
      none,
    );
    server = createServer(
      {
        key: registered.privateKeyPem,
        cert: registered.certificatePem,
        ca: root,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => {
        authenticator.authenticate(credentialsOf(request)).then(
          (caller) => response.end(JSON.stringify(caller)),
          (error: unknown) =>
            response.end(JSON.stringify({ code: error instanceof IdentityError ? error.code : 'bug' })),
        );
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await temporary.close();
  });

  async function call(entry?: ServiceEntry, authorization?: string): Promise<unknown> {
    const request = get({
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      agent: false,
      ca: root,
      checkServerIdentity: () => undefined,
      ...(entry === undefined ? {} : { key: entry.privateKeyPem, cert: entry.certificatePem }),
      ...(authorization === undefined ? {} : { headers: { authorization } }),
    });
    const [response] = (await once(request, 'response')) as [AsyncIterable<Buffer>];
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part);
    return JSON.parse(Buffer.concat(parts).toString());
  }

  it('gives the officer that a registered system acts as', async () => {
    expect(await call(registered)).toEqual({
      subject: new SigningIdentity(registered).fingerprint,
      organisation: 'east',
      officer: 'east-tax',
      roles: ['system'],
      method: 'client-certificate',
      until: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
  });

  it('takes the token where a request has both', async () => {
    expect(await call(registered, header)).toMatchObject({ officer: 'east-1', method: 'token' });
    expect(await call(undefined, header)).toMatchObject({ officer: 'east-1', method: 'token' });
  });

  it('refuses certificates that are not registered, or registered but of an untrusted authority', async () => {
    expect(await call(stranger)).toEqual({ code: 'client-certificate-invalid' });
    expect(await call(foreign)).toEqual({ code: 'client-certificate-invalid' });
  });

  it('asks for a token where there is neither', async () => {
    expect(await call()).toEqual({ code: 'token-missing' });
  });
});
