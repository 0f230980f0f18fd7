// SPDX-License-Identifier: Apache-2.0
import { above, joined, sidesOf } from '@guidang/chaincode/proof';
import { largestPower } from './tree';

export { rootByInclusion } from '@guidang/chaincode/proof';

/** A tree, by its size and root. */
interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Verifies a consistency proof between two trees (RFC 9162 section 2.1.4.2). */
export function isConsistent(old: TreeHead, grown: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (old.size > grown.size) return false;
  if (old.size === grown.size) return proof.length === 0 && same(old.root, grown.root);
  if (old.size === 0) return proof.length === 0;
  // A perfect old tree is itself the first subtree, which the proof omits.
  const isPerfect = largestPower(old.size) === old.size;
  const [first, ...rest] = isPerfect ? [old.root, ...proof] : proof;
  let place = { node: old.size - 1, last: grown.size - 1 };
  while (place.node % 2 === 1) place = above(place);
  const sides = sidesOf(place, rest.length);
  if (first === undefined || sides === undefined) return false;
  // Hashes to the left belong to the old tree; those to the right were added later.
  const isOld = (_: unknown, index: number): boolean => sides[index] === 'left';
  const before = joined(first, rest.filter(isOld), sides.filter(isOld));
  return same(before, old.root) && same(joined(first, rest, sides), grown.root);
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
