// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequest, X509Certificate } from '@peculiar/x509';
import { z } from 'zod';
import { newCertificateRequest } from './certificate-request';
import { issueMember, issueRoot } from './certificate-issue';
import { distinguishedName } from './distinguished-name';
import { newKeyPair, signingAlgorithm, toPrivateKeyPem } from './key-pair';

/** What the code before this one issued, for the same names, attributes and moment. */
const earlier = z
  .object({
    now: z.coerce.date(),
    issued: z.array(
      z.object({
        organisation: z.string(),
        root: z.string(),
        members: z.array(
          z.object({
            id: z.string(),
            attributes: z.record(z.string(), z.string()),
            certificate: z.string(),
          }),
        ),
      }),
    ),
    requests: z.array(z.object({ id: z.string(), request: z.string() })),
  })
  .parse(JSON.parse(readFileSync(join(__dirname, 'earlier-certificates.json'), 'utf8')));
const { now } = earlier;

describe.each(earlier.issued)('certificates of $organisation', ({ organisation, root, members }) => {
  const name = distinguishedName([
    ['O', organisation],
    ['CN', `embedded authority of ${organisation}`],
  ]);

  it('have a root with the content of earlier ones', async () => {
    const keys = { privateKey: (await newKeyPair()).privateKey, publicKey: await publicKeyOf(root) };
    const issued = await issueRoot({ name, keys, days: 20 * 365, now });
    expect(signedPart(issued)).toBe(signedPart(root));
  });

  it.each(members)('have the content of earlier ones for $id', async ({ id, attributes, certificate }) => {
    const privateKeyPem = toPrivateKeyPem((await newKeyPair()).privateKey);
    const issued = await issueMember({
      subject: distinguishedName([
        ['OU', 'client'],
        ['CN', id],
      ]),
      publicKey: await publicKeyOf(certificate),
      root: { certificatePem: root, privateKeyPem },
      attributes: { 'hf.Affiliation': '', 'hf.EnrollmentID': id, 'hf.Type': 'client', ...attributes },
      days: 10 * 365,
      now,
    });
    expect(signedPart(issued)).toBe(signedPart(certificate));
  });

  it('are signed by the root, each with a positive serial of its own', async () => {
    const keys = await newKeyPair();
    const certificatePem = await issueRoot({ name, keys, days: 1 });
    const member = {
      subject: distinguishedName([['CN', 'one']]),
      publicKey: keys.publicKey,
      root: { certificatePem, privateKeyPem: toPrivateKeyPem(keys.privateKey) },
      attributes: {},
      days: 1,
    };
    const serials = new Set<string>();
    for (let count = 0; count < 20; count += 1) {
      const issued = new X509Certificate(await issueMember(member));
      expect(await issued.verify({ publicKey: keys.publicKey })).toBe(true);
      expect(issued.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/);
      serials.add(issued.serialNumber);
    }
    expect(serials.size).toBe(20);
  });
});

describe('newCertificateRequest', () => {
  it.each(earlier.requests)('asks as earlier requests did, for $id', async ({ id, request }) => {
    const { requestPem } = await newCertificateRequest(id);
    expect(requestedPart(requestPem)).toBe(requestedPart(request));
    expect(await new Pkcs10CertificateRequest(requestPem).verify()).toBe(true);
  });

  it('names the hosts of a TLS certificate', async () => {
    const { requestPem } = await newCertificateRequest('peer0', ['127.0.0.1.example', 'peer0.east']);
    const [names] = new Pkcs10CertificateRequest(requestPem).extensions;
    expect(names?.type).toBe('2.5.29.17');
    expect(Buffer.from(names?.value ?? new ArrayBuffer(0)).toString('latin1')).toContain('peer0.east');
  });
});

function publicKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const der = new X509Certificate(pem).publicKey.rawData;
  return webcrypto.subtle.importKey('spki', der, signingAlgorithm, true, ['verify']);
}

/** All bytes that the issuer signs, without the serial number. */
function signedPart(pem: string): string {
  const certificate = new X509Certificate(pem);
  return firstInside(certificate.rawData).replace(certificate.serialNumber, '');
}

/** All bytes that the requester signs, without the key. */
function requestedPart(pem: string): string {
  const request = new Pkcs10CertificateRequest(pem);
  return firstInside(request.rawData).replace(Buffer.from(request.publicKey.rawData).toString('hex'), '');
}

/** The first element within a DER sequence, in hexadecimal. */
function firstInside(der: ArrayBuffer): string {
  const content = Buffer.from(der).subarray(headerBytes(Buffer.from(der)));
  const header = headerBytes(content);
  const length = header === 2 ? content.readUInt8(1) : content.readUIntBE(2, header - 2);
  return content.subarray(0, header + length).toString('hex');
}

function headerBytes(der: Buffer): number {
  const first = der.readUInt8(1);
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}
