// SPDX-License-Identifier: Apache-2.0
import { hashLeaf, rootByInclusion } from '../ledger/merkle';
import { manifestOf } from './manifest';

describe('a manifest', () => {
  it('proves each of its licences, in trees of every shape', () => {
    for (let count = 1; count <= 17; count += 1) {
      const names = Array.from({ length: count }, (_, index) => `L${index}`);
      const tree = manifestOf(names);
      expect(tree.count).toBe(count);
      for (const name of names) {
        const { index = -1, path = [] } = tree.inclusionOf(name) ?? {};
        const proof = path.map((hash) => Buffer.from(hash, 'hex'));
        const root = rootByInclusion(hashLeaf(name), { index, size: count, proof });
        expect(root && Buffer.from(root).toString('hex')).toBe(tree.root);
      }
    }
  });

  it('is that of the set, in whatever order and however often it is named', () => {
    const { root, count } = manifestOf(['b', 'a', 'b']);
    expect(manifestOf(['a', 'b'])).toMatchObject({ root, count });
  });

  it('holds something, and nothing else', () => {
    expect(() => manifestOf([])).toThrow(RangeError);
    expect(manifestOf(['a']).inclusionOf('b')).toBeUndefined();
  });
});
