// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { leafSalt } from './leaf-salt';

const counted = '000102030405060708090a0b0c0d0e0f';

describe('the salt of a leaf', () => {
  it.each([
    ['00'.repeat(16), '00'.repeat(32), 0, 'ee8620d48c6067c3a017e42274287328'],
    [counted, 'ab'.repeat(32), 0, 'f867984da1ca115a071c090e23ae175f'],
    [counted, 'ab'.repeat(32), 1, 'fb1ff367bd5a4417d3d80ecbc150fea9'],
    [counted, 'ab'.repeat(32), 11, 'd91148d12bad7b637a8078abe83e4590'],
    ['ff'.repeat(16), 'cd'.repeat(32), 31, 'b55040d1a8791b816ac4f1fa2fd46e42'],
  ])('of seed %s, transaction %s, position %i is %s', (seed, transaction, position, salt) => {
    expect(leafSalt(seed, { transaction, position })).toBe(salt);
  });

  it('is another for each event', () => {
    const place = fc.tuple(fc.constantFrom('0a'.repeat(32), '0b'.repeat(32)), fc.nat({ max: 2_000 }));
    fc.assert(
      fc.property(fc.uniqueArray(place, { minLength: 2, selector: String }), (places) => {
        const salts = places.map(([transaction, position]) => leafSalt(counted, { transaction, position }));
        expect(new Set(salts).size).toBe(places.length);
      }),
    );
  });
});
