// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Role } from '../membership/roles';
import { certificateFingerprint } from '../membership/certificate';
import { Signer } from './signer';

const attributesOid = '1.2.3.4.5.6.7.8.1';
const day = 24 * 3_600_000;

/** What a certificate of an officer shall say. */
interface OfficerAttributes {
  readonly id: string;
  readonly department: string;
  readonly roles: readonly Role[];
}

interface IssueOptions {
  /** Text of the attribute extension, instead of the right one; none at all for `null`. */
  readonly attributes?: string | null;
  readonly curve?: 'P-256' | 'P-384';
  readonly from?: string;
  readonly until?: string;
}

/** An organisation's CA for one test: real X.509 in the shape of Fabric CA's. */
export class TestAuthority {
  readonly certificate: string;
  readonly #name: string;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(name: string, keys: webcrypto.CryptoKeyPair, certificate: string) {
    this.#name = name;
    this.#keys = keys;
    this.certificate = certificate;
  }

  static async create(organisation: string, options: { ca?: boolean } = {}): Promise<TestAuthority> {
    const keys = await newKeys('P-256');
    const name = `O=${organisation}, CN=ca.${organisation}`;
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name,
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date(Date.parse('2026-01-01T00:00:00Z') + 3650 * day),
      keys,
      signingAlgorithm: signingAlgorithm('P-256'),
      extensions: [
        new BasicConstraintsExtension(options.ca ?? true, options.ca === false ? undefined : 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new TestAuthority(name, keys, certificate.toString('pem'));
  }

  /** An officer's certificate with its key. */
  async issue(officer: OfficerAttributes, options: IssueOptions = {}): Promise<Signer> {
    const { curve = 'P-256', from = '2026-01-01T00:00:00Z', until = '2027-12-31T00:00:00Z' } = options;
    const keys = await newKeys(curve);
    const attributes = options.attributes === undefined ? attributesOf(officer) : options.attributes;
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: `OU=client, CN=${officer.id}`,
      issuer: this.#name,
      notBefore: new Date(from),
      notAfter: new Date(until),
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: signingAlgorithm('P-256'),
      extensions:
        attributes === null ? [] : [new Extension(attributesOid, false, Buffer.from(attributes, 'utf8'))],
    });
    const pem = certificate.toString('pem');
    return new Signer(pem, KeyObject.from(keys.privateKey), certificateFingerprint(new X509Certificate(pem)));
  }
}

function attributesOf({ id, department, roles }: OfficerAttributes): string {
  return JSON.stringify({
    attrs: {
      'hf.Affiliation': '',
      'hf.EnrollmentID': id,
      'hf.Type': 'client',
      'guidang.department': department,
      'guidang.roles': roles.join(','),
    },
  });
}

function newKeys(namedCurve: string): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(signingAlgorithm(namedCurve), true, ['sign', 'verify']);
}

function signingAlgorithm(namedCurve: string): { name: 'ECDSA'; namedCurve: string; hash: 'SHA-256' } {
  return { name: 'ECDSA', namedCurve, hash: 'SHA-256' };
}

function serial(): string {
  return `40${randomBytes(8).toString('hex')}`;
}
