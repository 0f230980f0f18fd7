// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Digest } from '@guidang/chaincode/model';

const ofNothing: ReadonlySet<string> = new Set(
  ['sha256', 'sm3'].map((algorithm) => createHash(algorithm).digest('hex')),
);

/** Whether a digest is that of a file without bytes: every download that failed has it, whatever was registered. */
export function isOfEmptyFile({ value }: Digest): boolean {
  return ofNothing.has(value);
}

/** The digests that tell one file from another. */
export function tellingDigests(digests: readonly Digest[]): readonly Digest[] {
  return digests.filter((digest) => !isOfEmptyFile(digest));
}
