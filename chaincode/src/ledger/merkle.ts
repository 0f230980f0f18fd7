// SPDX-License-Identifier: Apache-2.0
import { sha256Bytes } from './hash';

/*
 * The hashes and inclusion proofs of the Merkle tree of RFC 6962: for manifests, which contracts check, and for the
 * transparency log, whose tiles and consistency proofs the gateway keeps.
 */

/** Length of a hash in bytes. */
export const hashBytes = 32;

/** RFC 6962 section 2.1: a prefix separates the hashes of leaves and nodes (domain separation). */
const leafPrefix = '\u0000';
const nodePrefix = 0x01;

/** The hash of a leaf, given as text. */
export function hashLeaf(leaf: string): Buffer {
  return sha256Bytes(leafPrefix + leaf);
}

/** The hash of a node with two children. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  const node = Buffer.allocUnsafe(1 + 2 * hashBytes);
  node[0] = nodePrefix;
  node.set(left, 1);
  node.set(right, 1 + hashBytes);
  return sha256Bytes(node);
}

/** An audit path from a leaf to the root. */
export interface InclusionProof {
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
  return sides && joined(leaf, proof, sides);
}

export type Side = 'left' | 'right';

/** A node of a level of the tree, and the last node of that level, by index. */
export interface TreePlace {
  readonly node: number;
  readonly last: number;
}

/** The side of each proof hash on the path from a node to the root; `undefined` unless there are exactly that many. */
export function sidesOf(from: TreePlace, count: number): Side[] | undefined {
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

/** The hash at the end of a path. */
export function joined(start: Uint8Array, hashes: readonly Uint8Array[], sides: readonly Side[]): Uint8Array {
  return hashes.reduce(
    (root, hash, index) => (sides[index] === 'left' ? hashNode(hash, root) : hashNode(root, hash)),
    start,
  );
}

/** The parent of a node. */
export function above({ node, last }: TreePlace): TreePlace {
  return { node: Math.floor(node / 2), last: Math.floor(last / 2) };
}
