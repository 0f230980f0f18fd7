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
import { newCertificateRequest } from './certificate-request';
import { FabricAuthority } from './fabric-authority';
import { authorityError } from './fabric-authority-error';
import type { IdentityError } from './identity-error';
import { readOfficerRequest } from './officer-request';

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

const caInfo = {
  CAName: 'east',
  CAChain: Buffer.from('a root').toString('base64'),
  IssuerPublicKey: '',
  IssuerRevocationPublicKey: '',
};

describe('FabricAuthority and a server that answers', () => {
  let roots: Authority;
  let closing: (() => Promise<void>)[];

  beforeAll(async () => {
    roots = await Authority.create('east');
  });

  beforeEach(() => {
    closing = [];
  });

  afterEach(async () => {
    for (const close of closing) await close();
  });

  /** The authority at a server that answers each `METHOD path` so, and the requests that it got. */
  async function authorityAt(answers: (asked: string) => unknown) {
    const asked: string[] = [];
    const { key, certificate } = await roots.issue('CN=ca', 'localhost');
    const server = createServer({ key, cert: certificate }, (request, response) => {
      request.resume().once('end', () => {
        const call = `${String(request.method)} ${new URL(String(request.url), 'https://localhost').pathname}`;
        asked.push(call);
        response.end(JSON.stringify(answers(call)));
      });
    });
    await once(server.listen(0, 'localhost'), 'listening');
    const { wallet, close } = await temporaryWallet();
    closing.push(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await close();
    });
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
    return { authority, asked };
  }

  it('leaves no listeners behind on the connections to its server', async () => {
    const { authority } = await authorityAt(() => answer(caInfo));
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
    }
    // The library's, and Node's own.
    expect(counts).toHaveLength(12);
    expect(new Set(counts).size).toBe(1);
  });

  const officer = { id: 'o-1', department: 'east.housing', roles: ['decider'] } as const;
  const leftOver = {
    type: 'client',
    attrs: ['hf.Type', 'hf.EnrollmentID', 'guidang.roles', 'guidang.department'].map((name) => ({ name })),
  };

  it.each([
    ['what an enrolment left that broke off', leftOver, [], 'enrolled'],
    ['what has a certificate', leftOver, [{}], 'officer-exists'],
    ['what is of another type', { ...leftOver, type: 'peer' }, [], 'officer-exists'],
    [
      'what has further attributes',
      { ...leftOver, attrs: [...leftOver.attrs, { name: 'hf.Revoker' }] },
      [],
      'officer-exists',
    ],
  ])('takes up an identifier that is taken, or leaves it: %s', async (_, registered, certs, outcome) => {
    const { authority, asked } = await authorityAt((call) => {
      const answers: Readonly<Record<string, unknown>> = {
        'POST /api/v1/register': refusal(74, 'already registered'),
        'GET /api/v1/identities/o-1': answer({ id: 'o-1', ...registered }),
        'GET /api/v1/certificates': answer({ certs }),
        'PUT /api/v1/identities/o-1': answer({}),
        'POST /api/v1/enroll': answer({ Cert: base64('a certificate'), ServerInfo: caInfo }),
      };
      return answers[call];
    });
    const enrolment = authority
      .enrolOfficer(officer)
      .then(({ certificatePem }) => certificatePem.replace('a certificate', 'enrolled'))
      .catch((error: unknown) => (error as IdentityError).code);
    await expect(enrolment).resolves.toBe(outcome);
    const changed = asked.filter((call) => call.startsWith('PUT') || call.endsWith('/enroll'));
    expect(changed).toHaveLength(outcome === 'enrolled' ? 2 : 0);
  });

  it.each([
    [
      'a certificate',
      () => answer({ Cert: base64('another certificate'), ServerInfo: caInfo }),
      'another certificate',
    ],
    ['a refusal', () => refusal(20, 'authentication failure'), 'authority-refused'],
  ])("enrols an officer's other key again, under the key that is here: %s", async (_, reply, outcome) => {
    const { authority, asked } = await authorityAt(reply);
    const { key: privateKeyPem, certificate: certificatePem } = await roots.issue('CN=o-1', 'o-1');
    const roles = [...officer.roles];
    const entry = { ...officer, kind: 'officer' as const, organisation: 'east', roles };
    const { requestPem } = await newCertificateRequest('o-1');
    const certified = authority
      .certifyOfficer(
        { ...entry, certificatePem, privateKeyPem },
        await readOfficerRequest(requestPem, 'o-1'),
      )
      .catch((error: unknown) => (error as IdentityError).code);
    await expect(certified).resolves.toBe(outcome);
    expect(asked).toEqual(['POST /api/v1/reenroll']);
  });

  it('leaves an identifier alone when its server refuses for another reason', async () => {
    const { authority, asked } = await authorityAt(() => refusal(20, 'authentication failure'));
    await expect(authority.enrolGateway('gateway.east')).rejects.toMatchObject({ code: 'authority-refused' });
    expect(asked).toEqual(['POST /api/v1/register']);
  });
});

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function answer(result: unknown) {
  return { success: true, result, errors: [], messages: [] };
}

function refusal(code: number, message: string) {
  return { success: false, result: '', errors: [{ code, message }], messages: [] };
}

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
