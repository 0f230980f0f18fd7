// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, id_ce_basicConstraints } from '@peculiar/asn1-x509';
import type { Extension, Validity } from '@peculiar/asn1-x509';
import { z } from 'zod';
import { parseInput } from '../ledger/input';
import { limits } from '../ledger/limits';
import { memoize } from '../ledger/memoize';
import { roleSchema } from './roles';
import { demand, Refusal } from '../ledger/refusal';
import { officerIdSchema, unifiedCodeSchema } from '../ledger/values';
import type { Officer } from './model';

/** Fabric CA stores an identity's attributes in this extension, as JSON. */
const attributesOid = '1.2.3.4.5.6.7.8.1';

const attributesSchema = z.object({
  attrs: z.object({
    'hf.EnrollmentID': officerIdSchema,
    'guidang.department': z.union([unifiedCodeSchema, z.literal('')]).default(''),
    'guidang.roles': z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(roleSchema).min(1)),
  }),
});

/** The officer data in a certificate. */
type CertifiedOfficer = Pick<
  Officer,
  'certificate' | 'id' | 'department' | 'roles' | 'publicKey' | 'validFrom' | 'validUntil'
>;

/**
 * Reads the officer from a certificate issued by the organisation's own CA.
 * @param pem the certificate; @param caPem the CA's root certificate from the registry.
 * @throws {Refusal} `certificate-invalid` when it is malformed, was issued by another CA, or lacks the attributes.
 */
export function readOfficerCertificate(pem: string, caPem: string): CertifiedOfficer {
  return readable(() => readOfficer(parseCertificate(pem), caPem));
}

function readOfficer(certificate: X509Certificate, caPem: string): CertifiedOfficer {
  demand(
    isIssuedBy(certificate, caPem),
    'certificate-invalid',
    "the certificate is not from the organisation's CA",
  );
  const { tbsCertificate } = AsnConvert.parse(certificate.raw, Certificate);
  const { validity } = tbsCertificate;
  demand(
    isWrittenIn(certificate, validity),
    'certificate-invalid',
    'the certificate has a date that does not exist',
  );
  const jwk = certificate.publicKey.export({ format: 'jwk' });
  demand(
    jwk.kty === 'EC' && jwk.crv === 'P-256',
    'certificate-invalid',
    'the key must be on the curve P-256',
  );
  const attributes = readAttributes(Array.from(tbsCertificate.extensions ?? []));
  return {
    certificate: certificateFingerprint(certificate),
    id: attributes['hf.EnrollmentID'],
    department: attributes['guidang.department'],
    roles: attributes['guidang.roles'],
    publicKey: { x: jwk.x ?? '', y: jwk.y ?? '' },
    validFrom: validity.notBefore.getTime().toISOString(),
    validUntil: validity.notAfter.getTime().toISOString(),
  };
}

/**
 * Whether the certificate holds these dates as they were read: the parser takes a thirteenth month for the next
 * January, and other readers of the same certificate may not.
 */
function isWrittenIn(certificate: X509Certificate, validity: Validity): boolean {
  return certificate.raw.includes(Buffer.from(AsnConvert.serialize(validity)));
}

/**
 * Whether an organisation's CA has given this certificate roles: then it is an officer's, not a gateway's. Remembered,
 * since few gateways carry all transactions.
 */
export const namesRoles: (pem: string) => boolean = memoize(limits.organisationsMax, (pem) => {
  const { extensions } = AsnConvert.parse(parseCertificate(pem).raw, Certificate).tbsCertificate;
  const attributes = Array.from(extensions ?? []).find(({ extnID }) => extnID === attributesOid);
  return attributes !== undefined && textOf(attributes).includes('"guidang.');
});

/** Whether a certificate was issued by this authority: the names match and the signature verifies. */
export function isIssuedBy(certificate: X509Certificate, authority: X509Certificate | string): boolean {
  const ca = typeof authority === 'string' ? parseCertificate(authority) : authority;
  return readable(() => certificate.checkIssued(ca) && certificate.verify(ca.publicKey));
}

/** @throws {Refusal} `certificate-invalid` when the text is not a certificate. */
export function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Refusal('certificate-invalid', 'not an X.509 certificate in PEM');
  }
}

/**
 * What parses as a certificate may still hold parts that nobody can read, such as a key of an unknown kind: OpenSSL says so only when they are asked for, and another parser may refuse more.
 */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('certificate-invalid', 'a part of the certificate cannot be read');
  }
}

/** @throws {Refusal} `certificate-invalid` unless it is a self-signed CA certificate. */
export function checkRoot(pem: string): void {
  const root = parseCertificate(pem);
  const extensions = readable(() =>
    Array.from(AsnConvert.parse(root.raw, Certificate).tbsCertificate.extensions ?? []),
  );
  const constrained = extensions.some((extension) => extension.extnID === id_ce_basicConstraints);
  demand(
    root.ca && constrained && isIssuedBy(root, pem),
    'certificate-invalid',
    'not a root certificate of a CA',
  );
}

/** Hex SHA-256 of the certificate's DER: the `x5t#S256` of RFC 7515. */
export function certificateFingerprint(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

function readAttributes(extensions: readonly Extension[]): z.infer<typeof attributesSchema>['attrs'] {
  const extension = extensions.find((candidate) => candidate.extnID === attributesOid);
  if (extension === undefined) {
    throw new Refusal('certificate-invalid', 'the certificate carries no attributes');
  }
  try {
    const value: unknown = JSON.parse(textOf(extension));
    return parseInput(attributesSchema, value, 'attributes').attrs;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'unreadable';
    throw new Refusal('certificate-invalid', `the certificate's attributes cannot be used: ${message}`);
  }
}

function textOf({ extnValue }: Extension): string {
  return Buffer.from(extnValue.buffer).toString('utf8');
}
