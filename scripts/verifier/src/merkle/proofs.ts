// SPDX-License-Identifier: Apache-2.0
import { isSameBytes } from '../bytes';
import { demand } from '../errors';
import { limits } from '../limits';
import { nodeHash } from './hash';

/** Sizes exceed 2^31, the range of the bit operators. */
function half(value: number): number {
  return Math.floor(value / 2);
}
function isOdd(value: number): boolean {
  return value % 2 === 1;
}

/** A tree's size with its root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** An inclusion proof: the leaf with `hash` is at `index`, shown by the sibling hashes on its path from the leaf up. */
export interface InclusionProof {
  readonly index: number;
  readonly hash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** A step up the path: the sibling, where it stands beside what was reached so far, and what both come to. */
export interface PathStep {
  readonly side: 'left' | 'right';
  readonly sibling: Uint8Array;
  readonly node: Uint8Array;
}

/**
 * Checks an audit path (RFC 6962 section 2.1.1).
 * @throws {VerificationError} `proof` unless it leads from the leaf to the root.
 */
export function verifyInclusion(inclusion: InclusionProof, { size, root }: TreeHead): void {
  const reached = stepsOf(inclusion, size).at(-1)?.node ?? inclusion.hash;
  demand(isSameBytes(reached, root), 'proof', 'the path leads to another root');
}

/**
 * The steps of an audit path from the leaf up (RFC 9162 section 2.1.3.2), wherever it leads.
 * @throws {VerificationError} `proof` unless it is the path of such a leaf in a tree of this size; `limit-exceeded`.
 */
export function stepsOf({ index, hash, proof }: InclusionProof, size: number): PathStep[] {
  demand(isCount(index) && isCount(size), 'proof', 'index or size is not a count');
  demand(index < size, 'proof', `there is no leaf ${index} in a tree of ${size}`);
  demand(proof.length <= limits.proofHashesMax, 'limit-exceeded', 'the path is too long');
  let node = index;
  let last = size - 1;
  let reached = hash;
  const steps: PathStep[] = [];
  for (const sibling of proof) {
    demand(last > 0, 'proof', 'the path is longer than the tree is high');
    const side = isOdd(node) || node === last ? 'left' : 'right';
    if (side === 'left') {
      reached = nodeHash(sibling, reached);
      // On the right edge a node without a sibling moves up unchanged.
      while (!isOdd(node) && node > 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      reached = nodeHash(reached, sibling);
    }
    steps.push({ side, sibling, node: reached });
    node = half(node);
    last = half(last);
  }
  demand(last === 0, 'proof', 'the path is shorter than the tree is high');
  return steps;
}

/**
 * Verifies that the tree of `after` begins with all leaves of `before` (RFC 6962 section 2.1.2; the steps are those of
 * RFC 9162 section 2.1.4.2).
 * @throws {VerificationError} `proof` unless it does.
 */
export function verifyConsistency(before: TreeHead, after: TreeHead, proof: readonly Uint8Array[]): void {
  demand(isCount(before.size) && isCount(after.size), 'proof', 'a size is not a count');
  demand(before.size <= after.size, 'proof', 'the tree has shrunk');
  demand(proof.length <= limits.proofHashesMax, 'limit-exceeded', 'the proof is too long');
  if (before.size === 0 || before.size === after.size) {
    demand(proof.length === 0, 'proof', 'there is nothing to prove');
    const isSame = before.size === 0 || isSameBytes(before.root, after.root);
    demand(isSame, 'proof', 'two roots for one size');
    return;
  }
  const [old, whole] = rootsOf(before, after, proof);
  demand(isSameBytes(old, before.root), 'proof', 'the proof leads to another earlier root');
  demand(isSameBytes(whole, after.root), 'proof', 'the proof leads to another later root');
}

/** The earlier and the later root as computed from a consistency proof. */
function rootsOf(before: TreeHead, after: TreeHead, proof: readonly Uint8Array[]): [Uint8Array, Uint8Array] {
  let node = before.size - 1;
  let last = after.size - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  // A perfect tree is a node of the later one, and the proof omits its root.
  const [first, ...rest] = node === 0 ? [before.root, ...proof] : proof;
  demand(first !== undefined, 'proof', 'the proof is empty');
  let old = first;
  let whole = first;
  for (const hash of rest) {
    demand(last > 0, 'proof', 'the proof is longer than the tree is high');
    if (isOdd(node) || node === last) {
      old = nodeHash(hash, old);
      whole = nodeHash(hash, whole);
      while (!isOdd(node) && node > 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      whole = nodeHash(whole, hash);
    }
    node = half(node);
    last = half(last);
  }
  demand(last === 0, 'proof', 'the proof is shorter than the tree is high');
  return [old, whole];
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
