// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Extension } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hourMs = 3_600_000;
const serverAndClient = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'];

export interface Credentials {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority for one test: real X.509; its keys exist in this process only. */
export class Authority {
  readonly certificate: string;
  readonly #name: string;
  readonly #keys: webcrypto.CryptoKeyPair;

  static async create(organisation: string): Promise<Authority> {
    const keys = await newKeys();
    const name = `O=${organisation}, CN=ca.${organisation}`;
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: randomBytes(8).toString('hex'),
      name,
      ...validity(0),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    });
    return new Authority(name, keys, certificate.toString('pem'));
  }

  private constructor(name: string, keys: webcrypto.CryptoKeyPair, certificate: string) {
    this.#name = name;
    this.#keys = keys;
    this.certificate = certificate;
  }

  /** A server certificate for that subject and host name, issued `ageHours` ago for one hour. */
  async issue(subject: string, hostName: string, ageHours = 0): Promise<Credentials> {
    const keys = await newKeys();
    const extensions: Extension[] = [
      new ExtendedKeyUsageExtension(serverAndClient),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: hostName }]),
    ];
    const certificate = await X509CertificateGenerator.create({
      serialNumber: randomBytes(8).toString('hex'),
      subject,
      issuer: this.#name,
      ...validity(ageHours),
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: algorithm,
      extensions,
    });
    const key = KeyObject.from(keys.privateKey).export({
      type: 'pkcs8',
      format: 'pem',
    });
    return { certificate: certificate.toString('pem'), key: key.toString() };
  }
}

function validity(ageHours: number): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(Date.now() - ageHours * hourMs - 60_000);
  return { notBefore, notAfter: new Date(notBefore.getTime() + hourMs) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
