// SPDX-License-Identifier: Apache-2.0
import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  commonName,
  distinguishedName,
  newKeyPair,
  publicKeyInfo,
  signatureAlgorithm,
  signDer,
  toPem,
  toPrivateKeyPem,
} from './key-pair';

/**
 * Generates a key and the request that proves its possession (PKCS #10, RFC 2986). The key is made by node:crypto:
 * fabric-ca-client would generate it in JavaScript, and store it unencrypted in a folder of its own.
 * @param id becomes the common name.
 */
export function newCertificateRequest(id: string): { requestPem: string; privateKeyPem: string } {
  const keys = newKeyPair();
  const info = new CertificationRequestInfo({
    version: 0,
    subject: distinguishedName([[commonName, id]]),
    subjectPKInfo: publicKeyInfo(keys.publicKey),
  });
  const request = new CertificationRequest({
    certificationRequestInfo: info,
    signatureAlgorithm: signatureAlgorithm(),
    signature: signDer(AsnConvert.serialize(info), keys.privateKey),
  });
  return {
    requestPem: toPem('CERTIFICATE REQUEST', AsnConvert.serialize(request)),
    privateKeyPem: toPrivateKeyPem(keys.privateKey),
  };
}
