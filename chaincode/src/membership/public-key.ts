// SPDX-License-Identifier: Apache-2.0
import type { Officer } from './model';

type PublicKey = Officer['publicKey'];

/** The prime of the field of P-256 (SP 800-186 section 3.2.1.3). */
const prime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const coordinateBytes = 32;

/** The key on the other side of the curve: whoever holds the private key d of one has that of the other, n − d. */
export function negated({ x, y }: PublicKey): PublicKey {
  const height = prime - BigInt(`0x${Buffer.from(y, 'base64url').toString('hex')}`);
  const hex = height.toString(16).padStart(2 * coordinateBytes, '0');
  return { x, y: Buffer.from(hex, 'hex').toString('base64url') };
}
