// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Fabric's key version: block number and position in it of the last write. */
export const versionShape = z.strictObject({
  block: z.int().nonnegative(),
  position: z.int().nonnegative(),
});
export type StateVersion = z.infer<typeof versionShape>;

const base64 = z.base64();
const readVersion = versionShape.nullable();

/**
 * The read and write set of a simulated transaction. Lists are sorted by the UTF-8 bytes of their keys, one entry per
 * key, like Fabric's read-write sets. Bytes are base64; `null` means the key does not exist.
 */
export const effectsShape = z.strictObject({
  reads: z.array(z.strictObject({ key: z.string(), version: readVersion })),
  /** `last` is the last key read if the reader stopped before the end of the range. */
  ranges: z.array(
    z.strictObject({
      start: z.string(),
      end: z.string(),
      last: z.string().nullable(),
      results: z.array(z.strictObject({ key: z.string(), version: versionShape })),
    }),
  ),
  hashedReads: z.array(z.strictObject({ collection: z.string(), keyHash: z.string(), version: readVersion })),
  writes: z.array(z.strictObject({ key: z.string(), value: base64.nullable() })),
  /** Key-level endorsement policies set; `null` removes the key's policy. */
  policies: z.array(z.strictObject({ key: z.string(), policy: base64.nullable() })),
  privateHashes: z.array(
    z.strictObject({
      collection: z.string(),
      keyHash: z.string(),
      valueHash: z.string().nullable(),
      purge: z.boolean(),
    }),
  ),
});
export type Effects = z.infer<typeof effectsShape>;
export type RangeRead = Effects['ranges'][number];

/** Compares strings by their UTF-8 bytes, as Fabric's state does; UTF-16 order differs beyond the BMP. */
export function compareUtf8(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
