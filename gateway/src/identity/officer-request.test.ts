// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, createPublicKey, webcrypto, X509Certificate } from 'node:crypto';
import {
  ChallengePasswordAttribute,
  Extension,
  Name,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509';
import { readOfficerCertificate } from '../../../chaincode/src/membership/certificate';
import { temporaryWallet } from '../testing/temporary-wallet';
import type { TemporaryWallet } from '../testing/temporary-wallet';
import { newCertificateRequest } from './certificate-request';
import { EmbeddedAuthority } from './embedded-authority';
import { newKeyPair, signingAlgorithm } from './key-pair';
import { OfficerDirectory } from './officer-directory';
import { readOfficerRequest } from './officer-request';

const officer = 'east-7f3a';
const governor = JSON.stringify({ attrs: { 'hf.EnrollmentID': officer, 'guidang.roles': 'governor' } });
const attributesOid = '1.2.3.4.5.6.7.8.1';

type Request = Parameters<typeof Pkcs10CertificateRequestGenerator.create>[0];

async function requestWith(part: Partial<Request>): Promise<string> {
  const keys = await newKeyPair();
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=${officer}`,
    keys,
    signingAlgorithm,
    ...part,
  });
  return request.toString('pem');
}

function ecKeys(namedCurve: string): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);
}

function rsaKeys(): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 };
  const publicExponent = new Uint8Array([1, 0, 1]);
  return webcrypto.subtle.generateKey({ ...algorithm, publicExponent }, true, ['sign', 'verify']);
}

/** A genuine request after something in its bytes was put in another's place. */
async function altered(change: (der: Buffer) => Buffer): Promise<string> {
  const { requestPem } = await newCertificateRequest(officer);
  const der = Buffer.from(new Pkcs10CertificateRequest(requestPem).rawData);
  return pemOf(change(der));
}

function pemOf(der: Buffer): string {
  return `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
}

function flippedAt(at: number): (der: Buffer) => Buffer {
  return (der) => {
    const copy = Buffer.from(der);
    const index = at < 0 ? copy.length + at : at;
    copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
    return copy;
  };
}

const attacks: readonly (readonly [what: string, request: () => Promise<string>, why: RegExp])[] = [
  ['another officer', () => requestWith({ name: 'CN=east-0001' }), /must name/],
  ['nobody', () => requestWith({ name: '' }), /must name/],
  ['a second name', () => requestWith({ name: `CN=${officer}, CN=east-0001` }), /must name/],
  ['a unit besides', () => requestWith({ name: `OU=admin, CN=${officer}` }), /must name/],
  [
    'a name of two values in one part',
    () => requestWith({ name: new Name([{ CN: [officer], OU: ['admin'] }]) }),
    /must name/,
  ],
  ['P-384', async () => requestWith({ keys: await ecKeys('P-384') }), /P-256/],
  ['P-521', async () => requestWith({ keys: await ecKeys('P-521') }), /P-256/],
  [
    'RSA',
    async () =>
      requestWith({
        keys: await rsaKeys(),
        signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as never,
      }),
    /P-256/,
  ],
  [
    'SHA-512 in the signature',
    () => requestWith({ signingAlgorithm: { name: 'ECDSA', hash: 'SHA-512' } as never }),
    /not signed/,
  ],
  [
    'roles in the extensions',
    () => requestWith({ extensions: [new Extension(attributesOid, false, Buffer.from(governor))] }),
    /no extensions/,
  ],
  [
    'another name in the extensions',
    () => requestWith({ extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'x' }])] }),
    /no extensions/,
  ],
  ['another attribute', () => requestWith({ attributes: [new ChallengePasswordAttribute('x')] }), /no ext/],
  ['a broken signature', () => altered(flippedAt(-1)), /not signed/],
  ['a key that the signature is not of', () => altered(swapKey), /not signed|P-256/],
  ['no DER', () => Promise.resolve(pemOf(Buffer.from('nothing'))), /no certificate request/],
  ['nothing', () => Promise.resolve(''), /no certificate request/],
  ['a certificate', async () => pemOf(Buffer.from(await rootDer())), /no certificate request/],
  [
    'two requests',
    async () => (await requestWith({})) + '\n' + (await requestWith({})),
    /no certificate request/,
  ],
];

/** A point that lies on the curve: that of another request. */
function swapKey(der: Buffer): Buffer {
  const point = createPublicKey(otherKeyPem).export({ format: 'der', type: 'spki' }).subarray(-64);
  const own = Buffer.from(new Pkcs10CertificateRequest(der).publicKey.rawData).subarray(-64);
  const copy = Buffer.from(der);
  point.copy(copy, copy.indexOf(own));
  return copy;
}

let otherKeyPem: string;
let temporary: TemporaryWallet;
let authority: EmbeddedAuthority;
let directory: OfficerDirectory;

async function rootDer(): Promise<Buffer> {
  return new X509Certificate(await authority.rootCertificate()).raw;
}

beforeAll(async () => {
  temporary = await temporaryWallet();
  authority = await EmbeddedAuthority.open('east', temporary.wallet);
  directory = new OfficerDirectory(temporary.wallet, [authority]);
  const { publicKey } = await newKeyPair();
  const der = Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey));
  otherKeyPem = createPublicKey({ key: der, format: 'der', type: 'spki' })
    .export({ format: 'pem', type: 'spki' })
    .toString();
  await directory.enrol({
    organisation: 'east',
    department: '11100000000013338W',
    roles: ['acceptor', 'decider'],
    id: officer,
  });
});
afterAll(() => temporary.close());

it.each(attacks)('refuses %s', async (_, request, why) => {
  const failure: unknown = await readOfficerRequest(await request(), officer).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ document: { code: 'certificate-invalid', field: 'body/request' } });
  expect((failure as Error).message).toMatch(why);
});

it('takes no other key from a genuine request in which a bit was flipped', async () => {
  const { requestPem } = await newCertificateRequest(officer);
  const genuine = new Pkcs10CertificateRequest(requestPem);
  const der = Buffer.from(genuine.rawData);
  const taken: Buffer[] = [];
  for (let at = 0; at < der.length; at += 1) {
    const outcome = await readOfficerRequest(pemOf(flippedAt(at)(der)), officer).catch(() => undefined);
    if (outcome === undefined) continue;
    taken.push(Buffer.from(await webcrypto.subtle.exportKey('spki', outcome.publicKey)));
  }
  // Parsers read past some tags outside of what is signed.
  expect(taken.length).toBeLessThan(8);
  for (const key of taken) expect(key).toEqual(Buffer.from(genuine.publicKey.rawData));
});

it('gives a key the name, department and roles of its officer, and no other key', async () => {
  const { requestPem, privateKeyPem } = await newCertificateRequest(officer);
  const pem = await directory.certify({ organisation: 'east', officer }, requestPem);
  const certified = readOfficerCertificate(pem, await authority.rootCertificate());
  const held = await directory.findOfficer('east', officer);
  expect(certified).toMatchObject({
    id: officer,
    department: '11100000000013338W',
    roles: ['acceptor', 'decider'],
  });
  expect(certified.certificate).not.toBe(held?.identity.fingerprint);
  expect(new X509Certificate(pem).checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
  expect(Date.parse(certified.validUntil) - Date.now()).toBeLessThan(366 * 24 * 3_600_000);
});

it('certifies nobody who is not enrolled here', async () => {
  const { requestPem } = await newCertificateRequest('east-0001');
  const asked = { organisation: 'east', officer: 'east-0001' };
  await expect(directory.certify(asked, requestPem)).rejects.toMatchObject({ code: 'officer-unknown' });
  await expect(directory.certify({ ...asked, organisation: 'west' }, requestPem)).rejects.toMatchObject({
    code: 'officer-unknown',
  });
});
