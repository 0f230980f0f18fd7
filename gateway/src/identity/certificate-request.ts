// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509';
import { distinguishedName } from './distinguished-name';
import { newKeyPair, signingAlgorithm, toPrivateKeyPem } from './key-pair';

/**
 * Generates a key and the request that proves its possession (PKCS #10, RFC 2986). The key is generated here because
 * fabric-ca-client would use jsrsasign, whose generator is seeded from Math.random and the clock under Node: an
 * attacker could search for such keys. It would also store it unencrypted in a folder of its own.
 *
 * @param id becomes the common name.
 * @param hosts DNS names for which a TLS certificate is asked.
 */
export async function newCertificateRequest(
  id: string,
  hosts: readonly string[] = [],
): Promise<{ readonly requestPem: string; readonly privateKeyPem: string }> {
  const keys = await newKeyPair();
  const names = hosts.map((value) => ({ type: 'dns' as const, value }));
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: distinguishedName([['CN', id]]),
    keys,
    signingAlgorithm,
    extensions: names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)],
  });
  return { requestPem: `${request.toString('pem')}\n`, privateKeyPem: toPrivateKeyPem(keys.privateKey) };
}
