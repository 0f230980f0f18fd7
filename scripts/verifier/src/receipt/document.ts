// SPDX-License-Identifier: Apache-2.0
import { createHash, getHashes } from 'node:crypto';
import { demand } from '../errors';
import { namedDigests } from './leaf';
import type { Digest, Leaf } from './leaf';

/** The ledger's digest algorithms that this Node can compute; SM3 (GB/T 32905) only with some builds. */
const digestAlgorithms: readonly string[] = ['sha256', ...getHashes().filter((name) => name === 'sm3')];

/** Digests of a chunked input, in each algorithm. */
export function digestsOf(parts: Iterable<Uint8Array>, algorithms = digestAlgorithms): Digest[] {
  const hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
  for (const part of parts) for (const { hash } of hashes) hash.update(part);
  return hashes.map(({ algorithm, hash }) => ({ algorithm, value: hash.digest('hex') }));
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
    : 'not checked: the event names an SM3 digest, which this Node cannot compute';
  demand(false, 'document', problem);
}

function isSame(left: Digest, right: Digest): boolean {
  return left.algorithm === right.algorithm && left.value === right.value;
}
