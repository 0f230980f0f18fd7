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
 * @throws TypeError for a key of another kind
 */
export function signingKey(privateKey: string): KeyObject {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new TypeError('The identity needs an ECDSA key on the curve P-256');
  }
  return key;
}

/**
 * ECDSA with SHA-256, DER-encoded, using node:crypto: the client libraries sign in JavaScript, which is several times
 * slower (measured).
 *
 * Fabric rejects a signature whose s is above half the order, because anyone could derive a second valid signature from
 * it.
 */
export function signLowS(message: Uint8Array, key: KeyObject): Buffer {
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  const r = raw.subarray(0, scalarBytes);
  const s = raw.subarray(scalarBytes);
  return derElement(derTag.sequence, derUnsigned(r), derUnsigned(lower(s)));
}

/** Normalises s to the lower half of the order (low-S). */
function lower(s: Buffer): Buffer {
  if (s.compare(p256HalfOrder) <= 0) return s;
  return fromInteger(p256Order - BigInt(`0x${s.toString('hex')}`));
}

function fromInteger(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * scalarBytes, '0'), 'hex');
}
