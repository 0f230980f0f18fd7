// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import type { Name } from '@peculiar/asn1-x509';
import { sha256 } from '../common/sha256';
import { publicKeyInfo, signatureAlgorithm, signDer, toArrayBuffer, toPem } from './key-pair';

/** The extension in which Fabric CA puts an identity's attributes, as JSON; chaincode libraries look for them there. */
const attributesOid = '1.2.3.4.5.6.7.8.1';

interface Issue {
  readonly subject: Name;
  readonly publicKey: KeyObject;
  readonly issuer: Name;
  readonly issuerKeys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly days: number;
  /** Attributes of an end entity; without them the certificate is a CA's root. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Tolerates small clock differences between machines of one organisation. */
const backdatedMs = 5 * 60_000;
const dayMs = 24 * 3_600_000;

/**
 * Issues a certificate (RFC 5280).
 * @returns the certificate in PEM.
 */
export function issueCertificate(issue: Issue, now = new Date()): string {
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: positiveSerial(),
    signature: signatureAlgorithm(),
    issuer: issue.issuer,
    subject: issue.subject,
    validity: new Validity({
      notBefore: new Date(now.getTime() - backdatedMs),
      notAfter: new Date(now.getTime() + issue.days * dayMs),
    }),
    subjectPublicKeyInfo: publicKeyInfo(issue.publicKey),
    extensions: new Extensions([...usage(issue), ...keyIdentifiers(issue)]),
  });
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: signatureAlgorithm(),
    signatureValue: signDer(AsnConvert.serialize(tbsCertificate), issue.issuerKeys.privateKey),
  });
  return toPem('CERTIFICATE', AsnConvert.serialize(certificate));
}

function usage({ attributes }: Issue): Extension[] {
  if (attributes === undefined) {
    return [
      extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
      extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
    ];
  }
  const json = Buffer.from(JSON.stringify({ attrs: attributes }));
  return [
    extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: false })),
    extension(id_ce_keyUsage, true, new KeyUsage(KeyUsageFlags.digitalSignature)),
    new Extension({ extnID: attributesOid, extnValue: new OctetString(json) }),
  ];
}

function keyIdentifiers({ publicKey, issuerKeys }: Issue): Extension[] {
  const keyIdentifier = new KeyIdentifier(identifierOf(issuerKeys.publicKey));
  return [
    extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifierOf(publicKey))),
    extension(id_ce_authorityKeyIdentifier, false, new AuthorityKeyIdentifier({ keyIdentifier })),
  ];
}

function extension(extnID: string, critical: boolean, value: object): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

/** RFC 7093 section 2, method 1. */
function identifierOf(key: KeyObject): ArrayBuffer {
  const { subjectPublicKey } = publicKeyInfo(key);
  return toArrayBuffer(sha256(new Uint8Array(subjectPublicKey)).subarray(0, 20));
}

/** 16 random bytes, positive and without leading zeros (RFC 5280 section 4.1.2.2). */
function positiveSerial(): ArrayBuffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return toArrayBuffer(bytes);
}
