// SPDX-License-Identifier: Apache-2.0
import { platform } from '#platform';
import { encodeHex } from '../bytes';
import { demand } from '../errors';
import { namedDigests } from './leaf';
import type { Digest, Leaf } from './leaf';

/** Digests of a chunked input, in each algorithm. */
export function digestsOf(parts: Iterable<Uint8Array>, algorithms = platform.digestAlgorithms): Digest[] {
  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: platform.hash(algorithm) }));
  for (const part of parts) for (const { hash } of hashes) hash.update(part);
  return hashes.map(({ algorithm, hash }) => ({ algorithm, value: encodeHex(hash.digest()) }));
}

/**
 * Checks that a document is the one that an event names.
 * @param document its digests.
 * @returns the digest that both have.
 * @throws {VerificationError} `document` if the event names another digest, none, or one that cannot be computed.
 */
export function verifyDocument(document: readonly Digest[], leaf: Leaf): Digest {
  const named = namedDigests(leaf);
  demand(named.length > 0, 'document', 'the event names no digest');
  const same = named.find((digest) => document.some((own) => isSame(own, digest)));
  if (same !== undefined) return same;
  const isChecked = named.every(({ algorithm }) => document.some((own) => own.algorithm === algorithm));
  const problem = isChecked
    ? 'the document is not the one that the event names'
    : 'not checked: the event names an SM3 digest, which cannot be computed here';
  demand(false, 'document', problem);
}

function isSame(left: Digest, right: Digest): boolean {
  return left.algorithm === right.algorithm && left.value === right.value;
}
