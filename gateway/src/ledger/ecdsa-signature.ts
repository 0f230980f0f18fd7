// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

/** Order of the P-256 group (NIST SP 800-186 §3.2.1.3). */
const P256_ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const SCALAR_BYTES = 32;

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
  const r = toInteger(raw.subarray(0, SCALAR_BYTES));
  const s = toInteger(raw.subarray(SCALAR_BYTES));
  const content = Buffer.concat([derInteger(r), derInteger(s > P256_ORDER / 2n ? P256_ORDER - s : s)]);
  // At most 2 x 35 bytes, so that the short form of the length is enough.
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}

function toInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const signed = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, signed.length]), signed]);
}
