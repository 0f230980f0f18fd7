// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { packW1, t1Bytes, unpackHints, unpackT1, unpackZ, zBytes } from './encoding';

/** The bits of little-endian fields of `width` bits, one after another (FIPS 204 algorithm 16). */
function packed(values: readonly number[], width: number): Buffer {
  let bits = 0n;
  for (const [index, value] of values.entries()) bits |= BigInt(value) << BigInt(index * width);
  const bytes = Buffer.alloc((values.length * width) / 8);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number((bits >> BigInt(8 * at)) & 0xffn);
  return bytes;
}

function polynomial(max: number): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 0, max }), { minLength: 256, maxLength: 256 });
}

describe('the fields of keys and signatures', () => {
  it('are read and written as FIPS 204 packs them', () => {
    fc.assert(
      fc.property(polynomial(1023), polynomial(2 ** 18 - 1), polynomial(43), (t1, z, w1) => {
        expect(packed(t1, 10)).toHaveLength(t1Bytes);
        expect([...unpackT1(packed(t1, 10))]).toEqual(t1.map((value) => value * 2 ** 13));
        expect(packed(z, 18)).toHaveLength(zBytes);
        expect([...(unpackZ(packed(z, 18), Infinity) ?? [])]).toEqual(z.map((value) => 2 ** 17 - value));
        expect(Buffer.from(packW1(Int32Array.from(w1)))).toEqual(packed(w1, 6));
      }),
      { numRuns: 20 },
    );
  });

  it.each([100, -100])('are refused with a response of %i where the bound is 100', (value) => {
    for (let place = 0; place < 256; place += 1) {
      const response = (size: number): Buffer =>
        packed(
          Array.from({ length: 256 }, (_, index) => 2 ** 17 - (index === place ? size : 0)),
          18,
        );
      expect(unpackZ(response(value), 100)).toBeUndefined();
      expect(unpackZ(response(value - Math.sign(value)), 100)).toBeDefined();
    }
  });
});

describe('hints', () => {
  const hints = (places: readonly number[], counts: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(84);
    bytes.set(places);
    bytes.set(counts, 80);
    return bytes;
  };

  it('are places for each row', () => {
    const rows = unpackHints(hints([3, 7, 0, 255], [2, 2, 4, 4]));
    expect(rows?.map((row) => [...row])).toEqual([[3, 7], [], [0, 255], []]);
    expect(
      unpackHints(
        hints(
          Array.from({ length: 80 }, (_, index) => index),
          [80, 80, 80, 80],
        ),
      ),
    ).toHaveLength(4);
  });

  it.each([
    ['a place twice', [3, 3], [2, 2, 2, 2]],
    ['places that fall', [7, 3], [2, 2, 2, 2]],
    ['counts that fall', [3, 7], [2, 1, 2, 2]],
    ['more than there is room for', [3, 7], [2, 2, 2, 81]],
    ['something after the last', [3, 7, 1], [2, 2, 2, 2]],
  ])('with %s are refused: the signature could be written in two ways', (_name, places, counts) => {
    expect(unpackHints(hints(places, counts))).toBeUndefined();
  });
});
