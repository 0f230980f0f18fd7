// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { derElement, derTag, derUnsigned } from '../common/der';

/** Order of the P-256 group (NIST SP 800-186 §3.2.1.3). */
const p256Order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const scalarBytes = 32;
const p256HalfOrder = fromInteger(p256Order / 2n);

/**
 * Reads the private key of a Fabric identity.
 *
 * @param privateKey P-256 key in PEM
 * @throws TypeError when the key is of another kind
 */
export function signingKey(privateKey: string): KeyObject {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new TypeError('The identity needs an ECDSA key on the curve P-256');
  }
  return key;
}

/**
 * ECDSA with sha-256, in DER, on node's own crypto: the client libraries sign in JavaScript, which is
 * several times as dear (measured).
 *
 * Fabric refuses a signature whose s is above half the order, since anyone could make a second valid
 * signature of it.
 */
export function signLowS(message: Uint8Array, key: KeyObject): Buffer {
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  const r = raw.subarray(0, scalarBytes);
  const s = raw.subarray(scalarBytes);
  return derElement(derTag.sequence, derUnsigned(r), derUnsigned(lower(s)));
}

/** That of s and its negative which is not above half the order. */
function lower(s: Buffer): Buffer {
  if (s.compare(p256HalfOrder) <= 0) return s;
  return fromInteger(p256Order - BigInt(`0x${s.toString('hex')}`));
}

function fromInteger(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * scalarBytes, '0'), 'hex');
}
