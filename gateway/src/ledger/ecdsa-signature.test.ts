// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { signingKey, signLowS } from './ecdsa-signature';

const p256HalfOrder = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551') / 2n;

function pem(namedCurve: string): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** Reads the second INTEGER of `SEQUENCE { INTEGER r, INTEGER s }`. */
function sOf(signature: Buffer): bigint {
  const rLength = signature[3] ?? 0;
  const sStart = 4 + rLength + 2;
  expect(signature[1]).toBe(signature.length - 2);
  expect(signature[sStart - 1]).toBe(signature.length - sStart);
  return BigInt(`0x${signature.subarray(sStart).toString('hex')}`);
}

describe('signLowS', () => {
  it('makes DER signatures that OpenSSL verifies, always with a low s', () => {
    const { privateKey, publicKey } = pem('prime256v1');
    const key = signingKey(privateKey);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (message) => {
        const signature = signLowS(message, key);
        expect(verify('sha256', message, publicKey, signature)).toBe(true);
        expect(sOf(signature) <= p256HalfOrder).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('signingKey', () => {
  it('refuses a key on another curve', () => {
    expect(() => signingKey(pem('secp384r1').privateKey)).toThrow(/P-256/);
  });
});
