// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { Refusal } from '@guidang/chaincode/model';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { BasicConstraintsExtension } from '@peculiar/x509';
import { generateKeyPair, SignJWT } from 'jose';
import { checkRoot, readOfficerCertificate } from '../../../chaincode/src/membership/certificate';
import { TestAuthority } from '../../../chaincode/src/testing/test-authority';
import { AccessTokenVerifier } from '../../../gateway/src/identity/access-token';
import { IdentityError } from '../../../gateway/src/identity/identity-error';
import type { Input } from '../input';
import { longRun } from '../target';
import type { OpenTarget, Target } from '../target';

function pemOf(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function derOf(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.of(tag, 0x84), length, content]);
}

const ecdsaSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex');

/** A certificate with this content, signed by the key: what is behind the signature is read too. */
function certified(tbs: Uint8Array, key: ReturnType<typeof createPrivateKey>): string {
  const signature = sign('sha256', tbs, key);
  return pemOf(derOf(0x30, tbs, ecdsaSha256, derOf(0x03, Buffer.of(0), signature)));
}

function tbsOf(pem: string): Buffer {
  return Buffer.from(
    AsnConvert.serialize(AsnConvert.parse(new X509Certificate(pem).raw, Certificate).tbsCertificate),
  );
}

async function openCertificates(): Promise<OpenTarget> {
  const authority = await TestAuthority.create('east');
  const officer = { id: 'east-1', department: '11999999000000019M', roles: ['registrar'] } as const;
  const { certificate } = await authority.issue(officer);
  const files = [authority.certificate, certificate].map((pem) => Buffer.from(pem));
  const ders = [authority.certificate, certificate].map((pem) => new X509Certificate(pem).raw);
  const run = ({ bytes }: Input): void => {
    for (const pem of [bytes.toString('latin1'), pemOf(bytes)]) {
      refusable(() => {
        checkRoot(pem);
      });
      refusable(() => readOfficerCertificate(pem, authority.certificate));
      refusable(() => readOfficerCertificate(certificate, pem));
    }
  };
  return { samples: [...files, ...ders], run };
}

function refusable(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function openSigned(): Promise<OpenTarget> {
  const authority = await TestAuthority.create('east');
  // Of the same name as the authority, so that what the authority has issued is this one's too.
  const { certificate, key: pem } = await authority.certify('O=east, CN=ca.east', {
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  const key = createPrivateKey(pem);
  const officer = { id: 'east-1', department: '11999999000000019M', roles: ['registrar'] } as const;
  const issued = await authority.issue(officer);
  // An authority whose key is here: it signs whatever it is given.
  const root = certified(tbsOf(certificate), key);
  const run = ({ bytes }: Input): void => {
    const own = certified(bytes, key);
    refusable(() => {
      checkRoot(own);
    });
    refusable(() => readOfficerCertificate(own, root));
    refusable(() => readOfficerCertificate(own, own));
  };
  return { samples: [issued.certificate, authority.certificate, certificate].map(tbsOf), run };
}

const issuer = 'urn:fuzz:issuer';
const audience = 'urn:fuzz:gateway';

async function openTokens(isSigned: boolean): Promise<OpenTarget> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const verifier = new AccessTokenVerifier({
    issuer,
    audience,
    keys: () => Promise.resolve(publicKey),
    type: 'at+jwt',
    claims: { organisation: 'organisation', officer: 'officer', roles: 'roles' },
    maxAgeSeconds: 1e6,
  });
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: issuer,
    aud: audience,
    sub: 'east/east-1',
    iat: now,
    exp: now + 1e5,
    organisation: 'east',
    officer: 'east-1',
    roles: ['registrar'],
  };
  const header = { alg: 'ES256', typ: 'at+jwt' };
  const token = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  const signed = (payload: Uint8Array): string => {
    const input = [JSON.stringify(header), payload]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(input), { key: keyObject, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  };
  const keyObject = privateKey as unknown as ReturnType<typeof createPrivateKey>;
  const verify = async (authorization: string): Promise<void> => {
    try {
      await verifier.verify(authorization);
    } catch (error) {
      // A token never says that the issuer is not reachable: that would be 503, and counted for nothing.
      if (error instanceof IdentityError && error.code === 'issuer-unreachable') {
        throw new TypeError('a token is taken for an outage', { cause: error.cause });
      }
      throw error;
    }
  };
  return isSigned
    ? {
        samples: [Buffer.from(JSON.stringify(claims))],
        run: ({ bytes }) => verify(`Bearer ${signed(bytes)}`),
      }
    : { samples: [Buffer.from(`Bearer ${token}`)], run: ({ bytes }) => verify(bytes.toString('latin1')) };
}

/** Certificates of officers and authorities, and tokens. */
export const certificateTargets: readonly Target[] = [
  {
    name: 'token',
    reads: 'Authorization headers with tokens (JWT)',
    inputs: longRun.usual,
    refusals: [IdentityError],
    tokens: ['Bearer ', '.', '"crit":["b64"]', '"alg":"none"', '"zip":"DEF"'],
    bytesMax: 16 * 1024,
    open: () => openTokens(false),
  },
  {
    name: 'token-claims',
    reads: 'the claims of a token, behind a signature that holds',
    inputs: longRun.usual,
    refusals: [IdentityError],
    tokens: ['"nbf":', '"exp":', '"roles":', '1e300', '[]'],
    bytesMax: 4 * 1024,
    open: () => openTokens(true),
  },
  {
    name: 'certificate',
    reads: 'certificates of officers and roots of authorities (PEM, DER)',
    inputs: longRun.dear,
    refusals: [Refusal],
    bytesMax: 16 * 1024,
    open: openCertificates,
  },
  {
    name: 'signed-certificate',
    reads: 'the content of certificates, behind a signature that holds',
    inputs: longRun.dear,
    refusals: [Refusal],
    bytesMax: 16 * 1024,
    open: openSigned,
  },
];
