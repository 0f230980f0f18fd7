// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Name } from '@peculiar/x509';
import { fromPrivateKeyPem, signingAlgorithm } from './key-pair';

/** The extension in which Fabric CA puts an identity's attributes, as JSON; chaincode libraries look for them there. */
const attributesOid = '1.2.3.4.5.6.7.8.1';

/** Tolerates small clock differences between machines of one organisation. */
const backdatedMs = 5 * 60_000;
const dayMs = 24 * 3_600_000;

interface Period {
  readonly days: number;
  readonly now?: Date;
}

interface RootIssue extends Period {
  readonly name: Name;
  readonly keys: webcrypto.CryptoKeyPair;
}

interface MemberIssue extends Period {
  readonly subject: Name;
  readonly publicKey: webcrypto.CryptoKey;
  readonly attributes: Readonly<Record<string, string>>;
  /** The root as it is stored: the new certificate takes name and key identifier from it, byte for byte. */
  readonly root: { readonly certificatePem: string; readonly privateKeyPem: string };
}

interface Content {
  readonly subject: Name;
  readonly issuer: Name;
  readonly publicKey: webcrypto.CryptoKey;
  readonly signingKey: webcrypto.CryptoKey;
  readonly usage: readonly Extension[];
  /** Without it the certificate is its own authority. */
  readonly authorityKeyId?: string;
}

/**
 * Issues the root of a certificate authority (RFC 5280), whose members issue nothing.
 * @returns the certificate in PEM.
 */
export function issueRoot({ name, keys, ...period }: RootIssue): Promise<string> {
  const usage = [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
  const { publicKey, privateKey: signingKey } = keys;
  return issue({ subject: name, issuer: name, publicKey, signingKey, usage }, period);
}

/**
 * Issues the certificate of an officer or a service (RFC 5280).
 * @returns the certificate in PEM.
 */
export async function issueMember(member: MemberIssue): Promise<string> {
  const { subject, publicKey, attributes, root, ...period } = member;
  const rootCertificate = new X509Certificate(root.certificatePem);
  const authorityKeyId = rootCertificate.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  if (authorityKeyId === undefined) throw new Error('the root certificate names no key identifier');
  const usage = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new Extension(attributesOid, false, Buffer.from(JSON.stringify({ attrs: attributes }))),
  ];
  const issuer = rootCertificate.subjectName;
  const signingKey = await fromPrivateKeyPem(root.privateKeyPem);
  return issue({ subject, issuer, publicKey, signingKey, usage, authorityKeyId }, period);
}

async function issue(content: Content, { days, now = new Date() }: Period): Promise<string> {
  const { usage, authorityKeyId, ...names } = content;
  const keyId = await keyIdOf(content.publicKey);
  const certificate = await X509CertificateGenerator.create({
    ...names,
    serialNumber: positiveSerial(),
    notBefore: new Date(now.getTime() - backdatedMs),
    notAfter: new Date(now.getTime() + days * dayMs),
    signingAlgorithm,
    extensions: [
      ...usage,
      new SubjectKeyIdentifierExtension(keyId),
      new AuthorityKeyIdentifierExtension(authorityKeyId ?? keyId),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** RFC 7093 section 2, method 1. The library's own is SHA-1. */
async function keyIdOf(key: webcrypto.CryptoKey): Promise<string> {
  const bits = await (await PublicKey.create(key)).getKeyIdentifier('SHA-256');
  return Buffer.from(bits).toString('hex').slice(0, 40);
}

/** 16 random bytes, positive and without leading zeros (RFC 5280 section 4.1.2.2). */
function positiveSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
