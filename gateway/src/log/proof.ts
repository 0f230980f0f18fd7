// SPDX-License-Identifier: Apache-2.0
import { hashNode } from './hashing';
import { largestPower } from './tree';

/**
 * The root that an inclusion proof leads to (RFC 9162 section 2.1.3.2, which checks the proofs of RFC 6962).
 * @param leaf the hash of the leaf
 * @returns `undefined` when the proof has not as many hashes as a leaf there needs.
 */
export function rootByInclusion(
  leaf: Uint8Array,
  {
    index,
    size,
    proof,
  }: { readonly index: number; readonly size: number; readonly proof: readonly Uint8Array[] },
): Uint8Array | undefined {
  if (index >= size) return undefined;
  let node = index;
  let last = size - 1;
  let root = leaf;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = hashNode(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = above(node, last);
    } else {
      root = hashNode(root, sibling);
    }
    [node, last] = above(node, last);
  }
  return last === 0 ? root : undefined;
}

/** A tree, by how many leaves it has and by its root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether a proof shows that one tree begins with another (RFC 9162 section 2.1.4.2). */
export function isConsistent(old: TreeHead, grown: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (old.size > grown.size) return false;
  if (old.size === grown.size) return proof.length === 0 && same(old.root, grown.root);
  if (old.size === 0) return proof.length === 0;
  // A perfect old tree is itself the first subtree, and a proof does not repeat what the reader has.
  const [first, ...rest] = isPowerOfTwo(old.size) ? [old.root, ...proof] : proof;
  if (first === undefined) return false;
  let [node, last] = [old.size - 1, grown.size - 1];
  while (node % 2 === 1) [node, last] = above(node, last);
  let [ofOld, ofGrown] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      ofOld = hashNode(hash, ofOld);
      ofGrown = hashNode(hash, ofGrown);
      while (node % 2 === 0 && node !== 0) [node, last] = above(node, last);
    } else {
      ofGrown = hashNode(ofGrown, hash);
    }
    [node, last] = above(node, last);
  }
  return last === 0 && same(ofOld, old.root) && same(ofGrown, grown.root);
}

function above(node: number, last: number): [number, number] {
  return [Math.floor(node / 2), Math.floor(last / 2)];
}

function isPowerOfTwo(size: number): boolean {
  return largestPower(size) === size;
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
