// SPDX-License-Identifier: Apache-2.0

/** The prime of the field of edwards25519. */
export const P = 2n ** 255n - 19n;

const yMask = 2n ** 255n - 1n;
/** Of two of the four points of order 8; that of the others is its negative. */
const eighth = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
/** The y of all points of order 1, 2, 4 and 8, reduced or not. */
const ofSmallOrder: ReadonlySet<bigint> = new Set([0n, 1n, P - 1n, P, P + 1n, eighth, P - eighth]);

/** @param bytes a multiple of eight of them. */
export function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = bytes.length - 8; at >= 0; at -= 8) value = (value << 64n) | view.getBigUint64(at, true);
  return value;
}

/**
 * Whether one signature under this key holds for many messages. RFC 8032 section 5.1.7 does not exclude such keys, and
 * OpenSSL refuses them in newer versions only; a verdict must not depend on who gives it.
 * @param publicKey 32 bytes.
 */
export function isOfSmallOrder(publicKey: Uint8Array): boolean {
  return ofSmallOrder.has(littleEndian(publicKey) & yMask);
}
