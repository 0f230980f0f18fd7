// SPDX-License-Identifier: Apache-2.0
import { refusalOf } from '../testing/refused';
import { frontierOf, hashLeaf, rootOf } from '../testing/tree';
import { Frontier, perfectSubtrees, treeHash } from './frontier';
import { parseTile, treeHashOverTiles } from './tiles';
import type { TilePlace } from './tiles';

const hashes = Array.from({ length: 600 }, (_, index) => hashLeaf(`leaf ${index}`));

describe('a frontier', () => {
  it('has the root of every tree that grows in it, from any size on', () => {
    for (let size = 0; size <= 70; size += 1) {
      const frontier = new Frontier(size, frontierOf(hashes.slice(0, size)));
      expect(Buffer.from(frontier.root())).toEqual(rootOf(hashes.slice(0, size)));
      for (const hash of hashes.slice(size, 70)) frontier.append(hash);
      expect(frontier.size).toBe(70);
      expect(Buffer.from(frontier.root())).toEqual(rootOf(hashes.slice(0, 70)));
    }
  });

  it('is refused with more or fewer hashes than its size has', () => {
    const seven = frontierOf(hashes.slice(0, 7));
    for (const [size, nodes] of [
      [7, seven.slice(1)],
      [6, seven],
      [0, seven],
    ] as const) {
      expect(refusalOf(() => new Frontier(size, nodes))).toMatch(/^proof: /);
    }
  });

  it('knows the parts of trees up to 2^53 - 1 leaves', () => {
    expect(perfectSubtrees(Number.MAX_SAFE_INTEGER)).toHaveLength(53);
    expect(perfectSubtrees(2 ** 40 + 3)).toEqual([
      { height: 40, start: 0 },
      { height: 1, start: 2 ** 40 },
      { height: 0, start: 2 ** 40 + 2 },
    ]);
  });
});

describe('tiles', () => {
  const tileOf = ({ level, index, width }: TilePlace): Buffer => {
    const leaves = 256 ** level;
    const nodes = Array.from({ length: width }, (_, node) => {
      const start = (index * 256 + node) * leaves;
      return Buffer.from(treeHash(hashes.slice(start, start + leaves)));
    });
    return Buffer.concat(nodes);
  };

  it.each([0, 1, 2, 255, 256, 257, 511, 512, 513, 600])(
    'give the root of %i leaves, each read once',
    async (size) => {
      const asked: TilePlace[] = [];
      const root = await treeHashOverTiles(size, (place) => {
        asked.push(place);
        return Promise.resolve(parseTile(tileOf(place), place.width));
      });
      expect(Buffer.from(root)).toEqual(rootOf(hashes.slice(0, size)));
      expect(new Set(asked.map(({ level, index }) => `${level}/${index}`)).size).toBe(asked.length);
    },
  );

  it('are refused when they are not of their width', async () => {
    expect(refusalOf(() => parseTile(Buffer.alloc(33), 1))).toBe('malformed: the tile is not of its width');
    await expect(treeHashOverTiles(3, () => Promise.resolve([Buffer.alloc(32)]))).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});
