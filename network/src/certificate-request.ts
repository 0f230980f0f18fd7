// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * Generates a P-256 key and a PKCS #10 request that proves its possession (RFC 2986), both PEM.
 * Not with fabric-ca-client, which would use jsrsasign: under Node its generator is seeded from Math.random and the
 * clock, so an attacker could search for such keys.
 */
export async function certificateRequest(
  commonName: string,
  hosts: readonly string[],
): Promise<{ readonly csr: string; readonly key: string }> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const names = hosts.map((value) => ({ type: 'dns' as const, value }));
  const request = await Pkcs10CertificateRequestGenerator.create(
    {
      name: `CN=${commonName}`,
      keys,
      signingAlgorithm: algorithm,
      extensions: names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)],
    },
    webcrypto as Parameters<typeof Pkcs10CertificateRequestGenerator.create>[1],
  );
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  return { csr: request.toString('pem'), key: key.toString() };
}
