// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { refusalOf } from '../testing/refused';
import { consistencyOf, hashLeaf, pathOf, rootOf } from '../testing/tree';
import { leafHash } from './hash';
import { verifyConsistency, verifyInclusion } from './proofs';

const hashes = Array.from({ length: 70 }, (_, index) => hashLeaf(`leaf ${index}`));
function treeOf(size: number): { size: number; root: Buffer } {
  return {
    size,
    root: rootOf(hashes.slice(0, size)),
  };
}
function hashAt(index: number): Buffer {
  return hashes[index] ?? Buffer.alloc(32);
}

describe('inclusion proofs', () => {
  it('hold for every leaf of every tree', () => {
    for (let size = 1; size <= hashes.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = pathOf(index, hashes.slice(0, size));
        expect(
          refusalOf(() => {
            verifyInclusion({ index, hash: leafHash(`leaf ${index}`), proof }, treeOf(size));
          }),
        ).toBe('accepted');
      }
    }
  });

  it('do not hold for another leaf, place, size or path', () => {
    const place = fc
      .integer({ min: 1, max: hashes.length })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));
    fc.assert(
      fc.property(place, fc.nat(hashes.length), ([size, index], other) => {
        const proof = pathOf(index, hashes.slice(0, size));
        const hash = hashAt(index);
        const accepted = (claim: object, head = treeOf(size)): boolean =>
          refusalOf(() => {
            verifyInclusion({ index, hash, proof, ...claim }, head);
          }) === 'accepted';
        expect(accepted({ index: other })).toBe(other === index);
        expect(accepted({ hash: hashAt(other) })).toBe(other === index);
        expect(accepted({ proof: [...proof, Buffer.alloc(32)] })).toBe(false);
        expect(proof.length > 0 && accepted({ proof: proof.slice(1) })).toBe(false);
        expect(proof.length > 0 && accepted({ proof: [Buffer.alloc(32), ...proof.slice(1)] })).toBe(false);
        expect(accepted({}, { ...treeOf(size), root: Buffer.alloc(32) })).toBe(false);
      }),
    );
  });

  it.each([
    [-1, 3],
    [3, 3],
    [2 ** 53, 3],
    [0.5, 3],
    [NaN, 3],
    [0, 0],
    [0, 2 ** 53],
    [0, -1],
  ])('refuses leaf %d of %d', (index, size) => {
    const run = (): void => {
      verifyInclusion({ index, hash: hashAt(0), proof: [] }, { size, root: hashAt(0) });
    };
    expect(refusalOf(run)).toMatch(/^proof: /);
  });

  it('hold in trees far beyond 2^32 leaves', () => {
    // The last leaf of 2^40 + 1 has one sibling: the perfect tree before it.
    const size = 2 ** 40 + 1;
    const [left, hash] = [hashAt(0), hashAt(1)];
    const head = { size, root: rootOf([left, hash]) };
    expect(
      refusalOf(() => {
        verifyInclusion({ index: size - 1, hash, proof: [left] }, head);
      }),
    ).toBe('accepted');
    expect(
      refusalOf(() => {
        verifyInclusion({ index: size - 2, hash, proof: [left] }, head);
      }),
    ).toMatch(/^proof: /);
  });

  it('are bounded before they are read', () => {
    const proof = Array.from({ length: 55 }, () => hashAt(0));
    const run = (): void => {
      verifyInclusion({ index: 0, hash: hashAt(0), proof }, treeOf(3));
    };
    expect(refusalOf(run)).toMatch(/^limit-exceeded: /);
  });
});

describe('consistency proofs', () => {
  it('hold between any two trees of one log, and only there', () => {
    const sizes = fc
      .tuple(fc.nat(hashes.length), fc.nat(hashes.length))
      .map(([one, other]) => (one < other ? [one, other] : [other, one]));
    fc.assert(
      fc.property(sizes, fc.nat(), ([before = 0, after = 0], at) => {
        const proof = before === 0 ? [] : consistencyOf(before, hashes.slice(0, after));
        const accepted = (old = treeOf(before), whole = treeOf(after), path = proof): boolean =>
          refusalOf(() => {
            verifyConsistency(old, whole, path);
          }) === 'accepted';
        expect(accepted()).toBe(true);
        expect(accepted({ ...treeOf(before), root: Buffer.alloc(32) })).toBe(before === 0);
        expect(accepted(treeOf(before), { ...treeOf(after), root: Buffer.alloc(32) })).toBe(before === 0);
        expect(accepted(treeOf(before), treeOf(after), [...proof, hashAt(0)])).toBe(false);
        if (proof.length === 0) return;
        const replaced = proof.map((hash, index) => (index === at % proof.length ? Buffer.alloc(32) : hash));
        expect(accepted(treeOf(before), treeOf(after), replaced)).toBe(false);
        expect(accepted(treeOf(before), treeOf(after), proof.slice(1))).toBe(false);
        expect(accepted(treeOf(before), treeOf(after), proof.slice(0, -1))).toBe(false);
      }),
      {
        // From nothing, from the same tree, from a perfect one, from one with several subtrees, and from
        // one whose last leaf is the first of a pair.
        examples: [
          [[0, 5], 0],
          [[5, 5], 0],
          [[4, 9], 0],
          [[6, 9], 1],
          [[5, 6], 0],
        ],
      },
    );
  });

  it.each([
    ['a tree that shrank', 5, 4, 'proof: the tree has shrunk'],
    ['sizes that are no counts', -1, 4, 'proof: a size is not a count'],
  ])('refuse %s', (_name, before, after, refusal) => {
    const run = (): void => {
      verifyConsistency({ size: before, root: hashAt(0) }, { size: after, root: hashAt(0) }, []);
    };
    expect(refusalOf(run)).toBe(refusal);
  });

  it('refuse two roots for one size', () => {
    const run = (): void => {
      verifyConsistency(treeOf(4), { size: 4, root: hashAt(0) }, []);
    };
    expect(refusalOf(run)).toBe('proof: two roots for one size');
  });
});
