// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { hashLeaf, hashNode, rootByInclusion } from './merkle';

const leaves = Array.from({ length: 9 }, (_, index) => hashLeaf(`leaf ${index}`));

/** By the definitions of RFC 6962 section 2.1, without any of the code under test but the hashes. */
function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  const half = halfOf(hashes.length);
  return hashNode(rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half)));
}

function pathOf(index: number, hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length === 1) return [];
  const half = halfOf(hashes.length);
  return index < half
    ? [...pathOf(index, hashes.slice(0, half)), rootOf(hashes.slice(half))]
    : [...pathOf(index - half, hashes.slice(half)), rootOf(hashes.slice(0, half))];
}

function halfOf(length: number): number {
  let half = 1;
  while (half * 2 < length) half *= 2;
  return half;
}

describe('a proof of inclusion', () => {
  it('gives the root, from every leaf of trees of every shape', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const tree = leaves.slice(0, size);
      for (const [index, leaf] of tree.entries()) {
        expect(rootByInclusion(leaf, { index, size, proof: pathOf(index, tree) })).toEqual(rootOf(tree));
      }
    }
  });

  it('gives no root, or another, for another place, with too few or with too many hashes', () => {
    const [leaf = hashLeaf('')] = leaves;
    const proof = pathOf(0, leaves);
    const root = rootOf(leaves);
    expect(rootByInclusion(leaf, { index: leaves.length, size: leaves.length, proof })).toBeUndefined();
    expect(rootByInclusion(leaf, { index: 0, size: leaves.length, proof: proof.slice(1) })).toBeUndefined();
    expect(rootByInclusion(leaf, { index: 0, size: leaves.length, proof: [...proof, root] })).toBeUndefined();
    expect(rootByInclusion(leaf, { index: 1, size: leaves.length, proof })).not.toEqual(root);
  });
});

it('leaves and nodes are hashed with different prefixes', () => {
  const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
  expect(hashLeaf('a')).toEqual(sha256(Buffer.from('\u0000a')));
  const [left, right] = [hashLeaf('a'), hashLeaf('b')];
  expect(hashNode(left, right)).toEqual(sha256(Buffer.concat([Buffer.from([1]), left, right])));
});
