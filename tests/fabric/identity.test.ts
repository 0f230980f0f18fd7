// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { accessSync, constants, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { delimiter, join } from 'node:path';
import {
  checkSignature,
  publicKeyFrom,
  readOfficerCertificate,
  readSignedCommand,
} from '@guidang/chaincode/proof';
import { createRecord } from '@guidang/chaincode/commands';
import { checkRoot, isIssuedBy, parseCertificate } from '../../chaincode/src/membership/certificate';
import { newCertificateRequest } from '../../gateway/src/identity/certificate-request';
import { signCommand } from '../../gateway/src/identity/command-signer';
import { FabricAuthority } from '../../gateway/src/identity/fabric-authority';
import { OfficerDirectory } from '../../gateway/src/identity/officer-directory';
import { remoteKeys } from '../../gateway/src/identity/remote-keys';
import { SigningIdentity } from '../../gateway/src/identity/signing-identity';
import { startProvider, stopProvider, writeProviderConfiguration } from '../support/identity-provider';
import { temporaryWallet } from '../../gateway/src/testing/temporary-wallet';
import type { TemporaryWallet } from '../../gateway/src/testing/temporary-wallet';
import { startCertificateServer } from './certificate-server';
import type { CertificateServer } from './certificate-server';

const department = '11100000000013338W';
const buildMs = 20 * 60_000;

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Lets an identifier be registered, and the connection break before a certificate is issued for it. */
async function brokenOff(enrol: () => Promise<unknown>): Promise<void> {
  const breakOff = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    if (request.path.endsWith('/enroll')) request.destroy(new Error('the connection is lost'));
  };
  subscribe('http.client.request.start', breakOff);
  try {
    await expect(enrol()).rejects.toMatchObject({ code: 'authority-unreachable' });
  } finally {
    unsubscribe('http.client.request.start', breakOff);
  }
}

/**
 * Without Fabric's programs, and without Go to build them, these tests are skipped by name, unless they are required.
 */
const canRun = process.env['GUIDANG_REQUIRE_FABRIC'] === '1' || onPath('go') || onPath('fabric-ca-server');

(canRun ? describe : describe.skip)('FabricAuthority with a real fabric-ca-server', () => {
  let server: CertificateServer;
  let temporary: TemporaryWallet;
  let authority: FabricAuthority;
  let directory: OfficerDirectory;

  beforeAll(async () => {
    server = await startCertificateServer();
    temporary = await temporaryWallet();
    authority = new FabricAuthority({ ...server.options, wallet: temporary.wallet });
    directory = new OfficerDirectory(temporary.wallet, [authority]);
  }, buildMs);

  afterAll(async () => {
    await temporary.close();
    await server.stop();
  });

  it('has a root that the registry accepts', async () => {
    const root = await authority.rootCertificate();
    expect(() => {
      checkRoot(root);
    }).not.toThrow();
  });

  it('enrols an officer whose certificate and commands the chaincode accepts', async () => {
    const officer = await directory.enrol({
      organisation: 'east',
      department,
      roles: ['acceptor', 'reviewer'],
    });
    const certified = readOfficerCertificate(
      officer.identity.certificatePem,
      await authority.rootCertificate(),
    );
    expect(certified).toMatchObject({ id: officer.id, department, roles: ['acceptor', 'reviewer'] });
    const signed = readSignedCommand(
      signCommand(officer.identity, {
        network: 'guidang',
        channel: 'records',
        id: 'command-1',
        type: createRecord.type,
        role: 'acceptor',
        issuedAt: '2026-11-23T08:00:00.000Z',
        body: {},
      }),
    );
    expect(signed.certificate).toBe(certified.certificate);
    expect(() => {
      checkSignature(signed, publicKeyFrom(certified.publicKey));
    }).not.toThrow();
  });

  it('enrols a gateway under the same root, without the attributes of an officer', async () => {
    const gateway = await authority.enrolGateway('gateway-2.east');
    const root = await authority.rootCertificate();
    expect(isIssuedBy(parseCertificate(gateway.certificatePem), root)).toBe(true);
    expect(() => readOfficerCertificate(gateway.certificatePem, root)).toThrow('cannot be used');
    expect(new SigningIdentity(gateway).id).toBe('gateway-2.east');
  });

  it('certifies another key of an officer, again and again, in the same name and roles', async () => {
    const roles = ['acceptor', 'decider'] as const;
    const { id } = await directory.enrol({ organisation: 'east', department, roles });
    const root = await authority.rootCertificate();
    const held = await directory.findOfficer('east', id);
    const known = new Set([held?.identity.fingerprint]);
    for (let count = 0; count < 2; count += 1) {
      const { requestPem, privateKeyPem } = await newCertificateRequest(id);
      const pem = await directory.certify({ organisation: 'east', officer: id }, requestPem);
      const certified = readOfficerCertificate(pem, root);
      expect(certified).toMatchObject({ id, department, roles });
      expect(parseCertificate(pem).checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
      known.add(certified.certificate);
    }
    expect(known.size).toBe(3);
  });

  it('refuses a second officer of one identifier', async () => {
    const request = { organisation: 'east', id: 'east-twice', department, roles: ['acceptor'] } as const;
    await directory.enrol(request);
    await expect(directory.enrol(request)).rejects.toMatchObject({ code: 'officer-exists' });
  });

  it('takes an identifier up again that was registered, but for which no certificate was issued', async () => {
    const request = { organisation: 'east', id: 'east-broken-off', department, roles: ['decider'] } as const;
    await brokenOff(() => directory.enrol(request));
    const { identity } = await directory.enrol(request);
    const root = await authority.rootCertificate();
    expect(readOfficerCertificate(identity.certificatePem, root)).toMatchObject({
      id: 'east-broken-off',
      roles: ['decider'],
    });
    await expect(directory.enrol(request)).rejects.toMatchObject({ code: 'officer-exists' });
  });

  it('leaves an identifier alone that was registered for anything else', async () => {
    const request = { organisation: 'east', id: 'east-officer', department, roles: ['decider'] } as const;
    await brokenOff(() => directory.enrol(request));
    // A change takes no attribute away: the gateway would be certified as an officer.
    await expect(authority.enrolGateway('east-officer')).rejects.toMatchObject({ code: 'officer-exists' });
    expect(await directory.enrol(request)).toMatchObject({ id: 'east-officer' });
    await brokenOff(() => authority.enrolGateway('gateway-3.east'));
    await expect(directory.enrol({ ...request, id: 'gateway-3.east' })).rejects.toMatchObject({
      code: 'officer-exists',
    });
  });

  it('keeps the registrar in the wallet: its secret is not needed again', async () => {
    const registrar = { ...server.options.registrar, secret: 'forgotten' };
    const again = new FabricAuthority({ ...server.options, registrar, wallet: temporary.wallet });
    expect((await again.enrolOfficer({ id: 'east-later', department, roles: ['decider'] })).id).toBe(
      'east-later',
    );
  });

  it('refuses a registrar with a wrong secret', async () => {
    const other = await temporaryWallet();
    const registrar = { ...server.options.registrar, secret: 'wrong' };
    const stranger = new FabricAuthority({ ...server.options, registrar, wallet: other.wallet });
    await expect(stranger.rootCertificate()).rejects.toMatchObject({ code: 'authority-refused' });
    await other.close();
  });

  it('does not speak to a server that is not under the given root', async () => {
    const other = await temporaryWallet();
    const tlsRootPem = readFileSync(
      join(server.folder, 'organisations/east/authority/identity/ca-cert.pem'),
      'utf8',
    );
    const deceived = new FabricAuthority({ ...server.options, tlsRootPem, wallet: other.wallet });
    await expect(deceived.rootCertificate()).rejects.toMatchObject({ code: 'authority-unreachable' });
    await other.close();
  });

  it("reads an issuer's keys over TLS, under the given root only", async () => {
    const { certificate, key } = await server.enrolTls();
    const tls = {
      keyFile: join(temporary.folder, 'tls.key'),
      certificateFile: join(temporary.folder, 'tls.pem'),
    };
    writeFileSync(tls.keyFile, key);
    writeFileSync(tls.certificateFile, certificate);
    const { file, issuer } = await writeProviderConfiguration(temporary.folder, { tls });
    const provider = await startProvider(file);
    const url = new URL(`${issuer}/jwks`);
    const header = { alg: 'ES256' };
    const trusted = remoteKeys(url, server.options.tlsRootPem);
    await expect(trusted(header, { payload: '', signature: '' })).resolves.toMatchObject({ type: 'public' });
    const failure = { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' };
    await expect(remoteKeys(url)(header, { payload: '', signature: '' })).rejects.toMatchObject(failure);
    await stopProvider(provider);
  });

  it("never gives the server an officer's private key", async () => {
    const { id } = await directory.enrol({ organisation: 'east', department, roles: ['acceptor'] });
    const entry = await temporary.wallet.findOfficer('east', id);
    const secret = Buffer.from((entry?.privateKeyPem ?? '').split('\n')[1] ?? 'no key');
    const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    const bytes = files.map((file) => readFileSync(join(file.parentPath, file.name)));
    expect(bytes.some((content) => content.includes(id))).toBe(true);
    expect(bytes.some((content) => content.includes(secret))).toBe(false);
  });
});
