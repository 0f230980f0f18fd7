// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { BasicConstraintsExtension } from '@peculiar/x509';
import { TestAuthority } from '../testing/test-authority';
import { thrown } from '../testing/thrown';
import { checkRoot, readOfficerCertificate } from './certificate';

const days = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const officer = { id: 'east-1', department: '11999999000000019M', roles: ['registrar'] } as const;
const ecdsaSha256 = new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });
/** The object identifier of the curve P-256. */
const p256 = '06082a8648ce3d030107';

/** The same certificate with other bytes, signed with the key: its authority is dishonest. */
function altered(pem: string, key: string, [from, to]: readonly [string, string]): string {
  const certificate = AsnConvert.parse(new X509Certificate(pem).raw, Certificate);
  const tbs = Buffer.from(AsnConvert.serialize(certificate.tbsCertificate)).toString('hex');
  expect(tbs).toContain(from);
  const content = Buffer.from(tbs.replace(from, to), 'hex');
  const signature = sign('sha256', content, createPrivateKey(key));
  const parts = [content, Buffer.from(AsnConvert.serialize(ecdsaSha256)), bitString(signature)];
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const der = Buffer.concat([Buffer.of(0x30, 0x84), length, body]);
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

function bitString(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x03, bytes.length + 1, 0), bytes]);
}

describe('a certificate of which parts cannot be read', () => {
  let root: { readonly certificate: string; readonly key: string };
  let issued: string;

  beforeAll(async () => {
    const authority = await TestAuthority.create('east');
    root = await authority.certify('O=east, CN=ca.east', {
      ...days,
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    });
    issued = (await authority.issue(officer)).certificate;
  });

  it.each([
    ['a key on a curve that is none', [p256, '0608008648ce3d030107']],
    ['a point that is not on the curve', ['03420004', '03420005']],
  ] as const)('of an officer, with %s, is refused', (_what, change) => {
    const own = altered(root.certificate, root.key, ['', '']);
    const pem = altered(issued, root.key, change);
    expect(thrown(() => readOfficerCertificate(pem, own))).toMatchObject({
      document: { code: 'certificate-invalid' },
    });
  });

  it.each([['a key on a curve that is none', [p256, '0608008648ce3d030107']]] as const)(
    'of an authority, with %s, is refused',
    (_what, change) => {
      const pem = altered(root.certificate, root.key, change);
      expect(
        thrown(() => {
          checkRoot(pem);
        }),
      ).toMatchObject({ document: { code: 'certificate-invalid' } });
      expect(thrown(() => readOfficerCertificate(issued, pem))).toMatchObject({
        document: { code: 'certificate-invalid' },
      });
    },
  );

  it.each([
    ['a thirteenth month', '1301'],
    ['a thirtieth of February', '0230'],
    ['a day before the first', '0100'],
  ])('of an officer, with %s, is refused', (_what, day) => {
    const own = altered(root.certificate, root.key, ['', '']);
    const inHex = (text: string): string => Buffer.from(text).toString('hex');
    // UTCTime of 13 characters.
    const start = `170d${inHex('26')}`;
    const pem = altered(issued, root.key, [`${start}${inHex('0101')}`, `${start}${inHex(day)}`]);
    expect(thrown(() => readOfficerCertificate(pem, own))).toMatchObject({
      document: { code: 'certificate-invalid' },
      message: 'the certificate has a date that does not exist',
    });
  });

  it('is told from one that is whole', () => {
    const own = altered(root.certificate, root.key, ['', '']);
    expect(readOfficerCertificate(altered(issued, root.key, ['', '']), own)).toMatchObject({ id: 'east-1' });
    expect(() => {
      checkRoot(own);
    }).not.toThrow();
  });
});
