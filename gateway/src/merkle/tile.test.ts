// SPDX-License-Identifier: Apache-2.0
import { hashLeaf, hashNode } from './hashing';
import { hashesAt, Tile, tileHeight, tileWidth } from './tile';

const leaves = Array.from({ length: tileWidth }, (_, index) => hashLeaf(`leaf ${index}`));
const [first, second, third] = leaves as [Buffer, Buffer, Buffer];

describe('a tile', () => {
  it('has the subtrees above its hashes', () => {
    const tile = new Tile(Buffer.concat(leaves));
    const pairs = [hashNode(first, second), hashNode(third, leaves[3] ?? first)] as const;
    expect(Buffer.from(tile.subtree(0, 2))).toEqual(third);
    expect(Buffer.from(tile.subtree(1, 0))).toEqual(pairs[0]);
    expect(Buffer.from(tile.subtree(2, 0))).toEqual(hashNode(...pairs));
    expect(tile.isFull).toBe(true);
  });

  it('hashes a subtree once only', () => {
    const tile = new Tile(Buffer.concat(leaves));
    expect(tile.subtree(tileHeight, 0)).toBe(tile.subtree(tileHeight, 0));
  });

  it.each([
    [0, 3],
    [1, 1],
    [2, 0],
    [tileHeight, 0],
  ])('of three hashes has no subtree of height %i at %i', (height, index) => {
    const tile = new Tile(Buffer.concat([first, second, third]));
    expect(tile.isFull).toBe(false);
    expect(() => tile.subtree(height, index)).toThrow(new RangeError('the tile has too few hashes'));
  });

  it('of the next level has one hash for each full tile', () => {
    expect([0, 255, 256, 65_535, 65_536].map((size) => hashesAt(1, size))).toEqual([0, 0, 1, 255, 256]);
    expect([65_535, 65_536].map((size) => hashesAt(2, size))).toEqual([0, 1]);
  });
});
