// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Digests carry their algorithm, so that SM3 (GB/T 32905) and SHA-256 (FIPS 180-4) can coexist. */
export const digestSchema = z.strictObject({
  algorithm: z.enum(['sha256', 'sm3']),
  value: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
});

export type Digest = z.infer<typeof digestSchema>;

/** Whether two digests have the same algorithm and value. */
export function sameDigest(left: Digest, right: Digest): boolean {
  return left.algorithm === right.algorithm && left.value === right.value;
}
