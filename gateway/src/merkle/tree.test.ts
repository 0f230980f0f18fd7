// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { emptyRoot, hashLeaf } from './hashing';
import { isConsistent, rootByInclusion } from './proof';
import { RightEdge } from './right-edge';
import { Tile } from './tile';
import type { ReadTile } from './tile';
import { LogTree } from './tree';

/** RFC 6962 section 2.1 implemented literally, over all leaves at once. */
const naive = {
  leaf: (leaf: string): Buffer => createHash('sha256').update(`\u0000${leaf}`).digest(),
  root(leaves: readonly Uint8Array[]): Uint8Array {
    const [only] = leaves;
    if (only === undefined) return createHash('sha256').digest();
    if (leaves.length === 1) return only;
    const middle = naive.split(leaves.length);
    const [left, right] = [naive.root(leaves.slice(0, middle)), naive.root(leaves.slice(middle))];
    return createHash('sha256').update('\u0001').update(left).update(right).digest();
  },
  path(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
    if (leaves.length === 1) return [];
    const middle = naive.split(leaves.length);
    const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
    return index < middle
      ? [...naive.path(index, left), naive.root(right)]
      : [...naive.path(index - middle, right), naive.root(left)];
  },
  subproof(old: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
    if (old === leaves.length) return isWhole ? [] : [naive.root(leaves)];
    const middle = naive.split(leaves.length);
    const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
    return old <= middle
      ? [...naive.subproof(old, left, isWhole), naive.root(right)]
      : [...naive.subproof(old - middle, right, false), naive.root(left)];
  },
  split: (count: number): number => 2 ** (Math.ceil(Math.log2(count)) - 1),
};

/** A tree grown in steps of these sizes. */
function grown(
  hashes: readonly Uint8Array[],
  steps: readonly number[],
): { tree: LogTree; tiles: Map<string, Tile> } {
  const tiles = new Map<string, Tile>();
  let edge = RightEdge.ofNothing;
  for (let step = 0; edge.size < hashes.length; step += 1) {
    const growth = edge.grow(hashes.slice(edge.size, edge.size + (steps[step % steps.length] ?? 1)));
    for (const { level, number, hashes: held } of growth.tiles) {
      tiles.set(`${level}/${number}`, new Tile(held));
    }
    edge = growth.edge;
  }
  return { tree: new LogTree(readerOf(tiles)), tiles };
}

function readerOf(tiles: ReadonlyMap<string, Tile>): ReadTile {
  return ({ level, number }) => {
    const tile = tiles.get(`${level}/${number}`);
    return tile === undefined ? Promise.reject(new Error('no such tile')) : Promise.resolve(tile);
  };
}

const leavesMax = 700;
const all = Array.from({ length: leavesMax }, (_, index) => naive.leaf(`leaf ${index}`));
const { tree } = grown(all, [1]);
function hex(hashes: readonly Uint8Array[]): string[] {
  return hashes.map((hash) => Buffer.from(hash).toString('hex'));
}
const sizes = fc.nat({ max: leavesMax });

describe('the tree', () => {
  // Test vectors of the reference implementation of RFC 6962.
  it.each([
    ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', ''],
    ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125', '\u0000'],
    ['aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77', '\u0010'],
    ['d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7', ' !'],
    ['4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4', '01'],
    ['76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef', '@ABC'],
    ['ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c', 'PQRSTUVW'],
    ['5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328', '`abcdefghijklmno'],
  ])('has the root %s with the next leaf', async (root, last) => {
    const leaves = ['', '\u0000', '\u0010', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno'];
    const upTo = leaves.slice(0, leaves.indexOf(last) + 1);
    const small = grown(upTo.map(hashLeaf), [upTo.length]).tree;
    expect(hex([await small.root(upTo.length)])).toEqual([root]);
  });

  it('has the hash of the empty string without leaves', async () => {
    expect(hex([await tree.root(0)])).toEqual(hex([naive.root([])]));
    expect(hex([emptyRoot])).toEqual(['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']);
  });

  it('is the same for any sequence of steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 8 }),
        sizes.filter((size) => size > 0),
        (steps, size) => {
          const one = grown(all.slice(0, size), steps).tiles;
          const other = grown(all.slice(0, size), [size]).tiles;
          const held = (tiles: Map<string, Tile>): [string, string][] =>
            [...tiles].map(([place, { hashes }]): [string, string] => [place, hex([hashes])[0] ?? '']).sort();
          expect(held(one)).toEqual(held(other));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('continues from stored tiles', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const { tiles } = grown(all.slice(0, Math.max(size, 1)), [300]);
        // The store may contain more than the size that is read back, left by a later write.
        const whole = grown(all, [leavesMax]).tiles;
        for (const [place, tile] of whole) if (!tiles.has(place)) tiles.set(place, tile);
        const edge = await RightEdge.read(size, readerOf(whole));
        for (const { level, number, hashes } of edge.grow(all.slice(size)).tiles) {
          tiles.set(`${level}/${number}`, new Tile(hashes));
        }
        expect(hex([await new LogTree(readerOf(tiles)).root(leavesMax)])).toEqual(hex([naive.root(all)]));
      }),
      // At these sizes the last tile is full, and the edge holds nothing of it.
      { numRuns: 40, examples: [[0], [256], [300], [512]] },
    );
  });

  it('refuses to continue from tiles that have lost hashes', async () => {
    const { tiles } = grown(all.slice(0, 100), [100]);
    await expect(RightEdge.read(101, readerOf(tiles))).rejects.toThrow(RangeError);
  });

  it('reads each tile once for a proof, and fails with the reader', async () => {
    const { tiles } = grown(all, [leavesMax]);
    const read = jest.fn(readerOf(tiles));
    await new LogTree(read).inclusionProof(5, leavesMax);
    expect(read.mock.calls.map(([{ level, number }]) => `${level}/${number}`).sort()).toEqual([
      '0/0',
      '0/2',
      '1/0',
    ]);
    await expect(new LogTree(readerOf(new Map())).root(1)).rejects.toThrow('no such tile');
  });

  it('has the tiles of the example in tlog-tiles', () => {
    const { tiles } = grown(
      Array.from({ length: 70_000 }, () => all[0] ?? emptyRoot),
      [70_000],
    );
    const widths = (level: number): number[] =>
      [...tiles].filter(([place]) => place.startsWith(`${level}/`)).map(([, { width }]) => width);
    expect(widths(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112]);
    expect(widths(1)).toEqual([256, 17]);
    expect(widths(2)).toEqual([1]);
  });
});

describe('a proof', () => {
  it('of inclusion is that of RFC 6962, and verifies for its own leaf only', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, sizes, async (first, second, other) => {
        const [index, size] = [Math.min(first, second), Math.max(first, second) + 1];
        fc.pre(size <= leavesMax);
        const proof = await tree.inclusionProof(index, size);
        expect(hex(proof)).toEqual(hex(naive.path(index, all.slice(0, size))));
        const leaf = await tree.leaf(index);
        const root = rootByInclusion(leaf, { index, size, proof });
        expect(hex(root === undefined ? [] : [root])).toEqual(hex([naive.root(all.slice(0, size))]));
        const wrong = rootByInclusion(leaf, { index: other, size, proof });
        if (other !== index) expect(wrong).not.toEqual(root);
      }),
      { numRuns: 200, examples: [[0, 0, 1]] },
    );
  });

  it('of consistency is that of RFC 6962, and verifies for no other tree', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, fc.nat(), async (first, second, flipped) => {
        const [old, size] = [Math.min(first, second), Math.max(first, second)];
        const proof = await tree.consistencyProof(old, size);
        const expected = old === 0 || old === size ? [] : naive.subproof(old, all.slice(0, size), true);
        expect(hex(proof)).toEqual(hex(expected));
        const heads = await Promise.all(
          [old, size].map(async (each) => ({ size: each, root: await tree.root(each) })),
        );
        const [before, after] = heads as [(typeof heads)[0], (typeof heads)[0]];
        expect(isConsistent(before, after, proof)).toBe(true);
        if (old === 0 || old === size) return;
        expect(isConsistent(before, after, proof.slice(1))).toBe(false);
        expect(isConsistent(before, after, [...proof, emptyRoot])).toBe(false);
        expect(isConsistent({ ...before, root: emptyRoot }, after, proof)).toBe(false);
        expect(isConsistent(before, { ...after, root: emptyRoot }, proof)).toBe(false);
        expect(isConsistent(after, before, proof)).toBe(false);
        const damaged = proof.map((hash, index) => (index === flipped % proof.length ? emptyRoot : hash));
        expect(isConsistent(before, after, damaged)).toBe(false);
      }),
      {
        numRuns: 200,
        // From nothing, from the same tree, from a perfect one, and from one with several subtrees.
        examples: [
          [0, 5, 0],
          [5, 5, 0],
          [4, 9, 0],
          [6, 9, 1],
        ],
      },
    );
  });

  it('verification never throws, whatever the input', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const size = fc.maxSafeNat();
    fc.assert(
      fc.property(
        size,
        size,
        hash,
        hash,
        fc.array(hash, { maxLength: 64 }),
        (one, other, leaf, root, proof) => {
          rootByInclusion(leaf, { index: one, size: other, proof });
          expect(isConsistent({ size: one, root: leaf }, { size: other, root }, proof)).toBe(
            one === 0 && proof.length === 0,
          );
        },
      ),
    );
  });

  it.each([
    [5, 5],
    [-1, 5],
  ])('of leaf %i in %i leaves does not exist', async (index, size) => {
    await expect(tree.inclusionProof(index, size)).rejects.toThrow(RangeError);
  });

  it('from a larger tree to a smaller one does not exist', async () => {
    await expect(tree.consistencyProof(6, 5)).rejects.toThrow(RangeError);
  });
});

describe('the frontier', () => {
  it('hashes to the root', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const roots = await tree.frontier(size);
        const above = roots.reduceRight<Uint8Array | undefined>(
          (right, left) =>
            right === undefined
              ? left
              : createHash('sha256').update('\u0001').update(left).update(right).digest(),
          undefined,
        );
        expect(hex([above ?? emptyRoot])).toEqual(hex([naive.root(all.slice(0, size))]));
      }),
      { numRuns: 100 },
    );
  });
});
