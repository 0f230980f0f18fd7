// SPDX-License-Identifier: Apache-2.0
import { hashNode } from './hashing';
import { largestPower } from './tree';

/** A tree, by its size and root. */
interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** An audit path from a leaf to the root. */
interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
}

/**
 * Computes the root from an inclusion proof (RFC 9162 section 2.1.3.2, which verifies the proofs of RFC 6962).
 * @param leaf the hash of the leaf
 * @returns `undefined` when the proof has the wrong number of hashes for that leaf.
 */
export function rootByInclusion(
  leaf: Uint8Array,
  { index, size, proof }: InclusionProof,
): Uint8Array | undefined {
  const sides = index < size ? sidesOf({ node: index, last: size - 1 }, proof.length) : undefined;
  return sides && join(leaf, proof, sides);
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
  const before = join(first, rest.filter(isOld), sides.filter(isOld));
  return same(before, old.root) && same(join(first, rest, sides), grown.root);
}

type Side = 'left' | 'right';

/** A node of a level of the tree, and the last node of that level, by index. */
interface Place {
  readonly node: number;
  readonly last: number;
}

/** The side of each proof hash on the path from a node to the root; `undefined` unless there are exactly that many. */
function sidesOf(from: Place, count: number): Side[] | undefined {
  const sides: Side[] = [];
  let place = from;
  for (let hash = 0; hash < count; hash += 1) {
    if (place.last === 0) return undefined;
    const isRight = place.node % 2 === 1 || place.node === place.last;
    sides.push(isRight ? 'left' : 'right');
    // A last node without a sibling is promoted unchanged.
    while (isRight && place.node % 2 === 0 && place.node !== 0) place = above(place);
    place = above(place);
  }
  return place.last === 0 ? sides : undefined;
}

function join(start: Uint8Array, hashes: readonly Uint8Array[], sides: readonly Side[]): Uint8Array {
  return hashes.reduce(
    (root, hash, index) => (sides[index] === 'left' ? hashNode(hash, root) : hashNode(root, hash)),
    start,
  );
}

function above({ node, last }: Place): Place {
  return { node: Math.floor(node / 2), last: Math.floor(last / 2) };
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
