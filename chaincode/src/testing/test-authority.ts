// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { createPrivateKey, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as PeculiarCertificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Role } from '../membership/roles';
import { certificateFingerprint } from '../membership/certificate';
import { Signer } from './signer';

const attributesOid = '1.2.3.4.5.6.7.8.1';
const rootFrom = new Date('2026-01-01T00:00:00Z');
const rootUntil = new Date(rootFrom.getTime() + 3650 * 24 * 3_600_000);

/** The attributes of an officer's certificate. */
interface OfficerAttributes {
  readonly id: string;
  readonly department: string;
  readonly roles: readonly Role[];
}

interface IssueOptions {
  /** Replaces the text of the attribute extension; `null` omits the extension. */
  readonly attributes?: string | null;
  readonly curve?: 'P-256' | 'P-384';
  /** By default new ones. */
  readonly keys?: webcrypto.CryptoKeyPair;
  readonly from?: string;
  readonly until?: string;
}

interface RootOptions {
  readonly ca?: boolean;
  /** How many authorities may stand below it. */
  readonly below?: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

interface CertifyOptions extends Validity {
  /** By default a new key pair. */
  readonly keys?: webcrypto.CryptoKeyPair;
  readonly extensions: Extension[];
  readonly curve?: 'P-256' | 'P-384';
}

/** An organisation's CA for tests: real X.509 certificates like those of Fabric CA. */
export class TestAuthority {
  readonly certificate: string;
  readonly #name: string;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(name: string, keys: webcrypto.CryptoKeyPair, certificate: string) {
    this.#name = name;
    this.#keys = keys;
    this.certificate = certificate;
  }

  static async create(organisation: string, options: RootOptions = {}): Promise<TestAuthority> {
    const { ca = true, below = 0, notBefore = rootFrom, notAfter = rootUntil } = options;
    const keys = await newKeys('P-256');
    const name = `O=${organisation}, CN=ca.${organisation}`;
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name,
      notBefore,
      notAfter,
      keys,
      signingAlgorithm: signingAlgorithm('P-256'),
      extensions: ofAuthority(ca, below),
    });
    return new TestAuthority(name, keys, certificate.toString('pem'));
  }

  /** An authority that is there already, such as a real network's; certificate and P-256 key (PKCS #8) in PEM. */
  static async existing(certificate: string, key: string): Promise<TestAuthority> {
    const { subjectName, publicKey } = new PeculiarCertificate(certificate);
    const algorithm = signingAlgorithm('P-256');
    const der = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
    const keys = {
      privateKey: await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']),
      publicKey: await webcrypto.subtle.importKey('spki', publicKey.rawData, algorithm, true, ['verify']),
    };
    return new TestAuthority(subjectName.toString(), keys, certificate);
  }

  /** An authority whose certificate this one has issued. */
  async createBelow(organisation: string, validity: Validity): Promise<TestAuthority> {
    const keys = await newKeys('P-256');
    const name = `O=${organisation}, CN=ca.${organisation}`;
    const { certificate } = await this.certify(name, { ...validity, keys, extensions: ofAuthority(true, 0) });
    return new TestAuthority(name, keys, certificate);
  }

  /** Issues an officer's certificate with a new key. */
  async issue(officer: OfficerAttributes, options: IssueOptions = {}): Promise<Signer> {
    const { curve, keys, from = '2026-01-01T00:00:00Z', until = '2027-12-31T00:00:00Z' } = options;
    const attributes = options.attributes === undefined ? attributesOf(officer) : options.attributes;
    const { certificate, key } = await this.certify(`OU=client, CN=${officer.id}`, {
      notBefore: new Date(from),
      notAfter: new Date(until),
      extensions:
        attributes === null ? [] : [new Extension(attributesOid, false, Buffer.from(attributes, 'utf8'))],
      ...(curve === undefined ? {} : { curve }),
      ...(keys === undefined ? {} : { keys }),
    });
    const fingerprint = certificateFingerprint(new X509Certificate(certificate));
    return new Signer(certificate, createPrivateKey(key), fingerprint);
  }

  /** A certificate of any subject, with its key; both in PEM. */
  async certify(
    subject: string,
    { curve = 'P-256', keys: given, ...content }: CertifyOptions,
  ): Promise<{ readonly certificate: string; readonly key: string }> {
    const keys = given ?? (await newKeys(curve));
    const certificate = await X509CertificateGenerator.create({
      ...content,
      serialNumber: serial(),
      subject,
      issuer: this.#name,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: signingAlgorithm('P-256'),
    });
    const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
    return { certificate: certificate.toString('pem'), key: key.toString() };
  }
}

function ofAuthority(ca: boolean, below: number): Extension[] {
  return [
    new BasicConstraintsExtension(ca, ca ? below : undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
  ];
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

/** A key pair for officers. */
export function newKeys(namedCurve: string): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(signingAlgorithm(namedCurve), true, ['sign', 'verify']);
}

/** The order of the group of P-256, and the prime of its field (SP 800-186 section 3.2.1.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;

/** The keys that whoever has these has as well: n − d, and the point mirrored. */
export async function negatedKeys({ privateKey }: webcrypto.CryptoKeyPair): Promise<webcrypto.CryptoKeyPair> {
  const { d = '', x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', privateKey);
  const from = (modulus: bigint, value: string): string => {
    const hex = (modulus - BigInt(`0x${Buffer.from(value, 'base64url').toString('hex')}`)).toString(16);
    return Buffer.from(hex.padStart(64, '0'), 'hex').toString('base64url');
  };
  const point = { kty: 'EC', crv: 'P-256', x, y: from(prime, y) };
  const algorithm = signingAlgorithm('P-256');
  const { subtle } = webcrypto;
  return {
    publicKey: await subtle.importKey('jwk', point, algorithm, true, ['verify']),
    privateKey: await subtle.importKey('jwk', { ...point, d: from(order, d) }, algorithm, true, ['sign']),
  };
}

function signingAlgorithm(namedCurve: string): { name: 'ECDSA'; namedCurve: string; hash: 'SHA-256' } {
  return { name: 'ECDSA', namedCurve, hash: 'SHA-256' };
}

function serial(): string {
  return `40${randomBytes(8).toString('hex')}`;
}
