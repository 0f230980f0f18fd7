// SPDX-License-Identifier: Apache-2.0
import { webcrypto, X509Certificate } from 'node:crypto';
import { newCertificateRequest } from '../../../src/identity/certificate-request';
import { readOfficerRequest } from '../../../src/identity/officer-request';
import { Authority } from '../../../src/testing/authority';
import { certificateRequest, derOf, keyAlgorithm } from './certificate-request';

const officer = 'east-7f3a90c2d15b6e48';

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithm, false, ['sign', 'verify']);
}

it('asks as the gateway takes it, whatever zeros the signature begins with', async () => {
  // Of 600 signatures some have an r or s with a leading zero, or with a first bit that needs one.
  for (let count = 0; count < 600; count += 1) {
    const keys = await newKeys();
    const { publicKey } = await readOfficerRequest(await certificateRequest(keys, officer), officer);
    const [asked, made] = await Promise.all(
      [publicKey, keys.publicKey].map((key) => crypto.subtle.exportKey('jwk', key)),
    );
    expect(asked?.x).toBe(made?.x);
  }
});

it.each(['a', 'a'.repeat(64), '甲'.repeat(60)])('writes lengths as DER does, for %s', async (name) => {
  const pem = await certificateRequest(await newKeys(), name);
  await expect(readOfficerRequest(pem, name)).resolves.toMatchObject({ publicKey: { type: 'public' } });
});

it('says the same as the requests that the gateway makes itself', async () => {
  const { requestPem } = await newCertificateRequest(officer);
  const own = await certificateRequest(await newKeys(), officer);
  const beforeKey = (pem: string): string => pem.replaceAll('\n', '').slice(0, 35 + 60);
  expect(beforeKey(own).slice(45)).toBe(beforeKey(requestPem).slice(45));
});

it('reads the bytes of a certificate', async () => {
  const { certificate } = await (await Authority.create('east')).issue('CN=o-1', 'o-1');
  expect(Buffer.from(derOf(certificate))).toEqual(new X509Certificate(certificate).raw);
  expect(derOf('nothing')).toHaveLength(0);
});
