// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { canonicalJson, freeze } from './canonical';
import { differenceOf, withDifference } from './difference';

const json = fc.jsonValue({ maxDepth: 4 });
const member = fc.constantFrom('a', 'b', 'constructor', '__proto__');
/** Pairs of values that are often similar. */
const { near } = fc.letrec<{ near: unknown }>((tie) => ({
  near: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(0, 1, 'a', null, true),
    fc.dictionary(member, tie('near'), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie('near'), { maxLength: 2 }),
  ),
}));

describe('the difference of two values', () => {
  it.each([
    ['any', json],
    ['like', near],
  ])('turns the first into the second, %s two', (_, values) => {
    fc.assert(
      fc.property(values, values, (before, value) => {
        const difference = differenceOf(freeze(before), value);
        const made =
          difference === undefined
            ? before
            : withDifference(before, JSON.parse(canonicalJson(difference)) as unknown);
        expect(canonicalJson(made)).toBe(canonicalJson(value));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
    [{ a: 1, b: 2 }, { a: 1 }, { b: [] }],
    [{ a: 1 }, { a: 1, b: undefined }, undefined],
    [{ a: 1 }, { a: null }, { a: null }],
    [{ a: 1 }, { a: { b: 1 } }, { a: [{ b: 1 }] }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    [{ a: [{ b: 1 }, 2] }, { a: [{ b: 3 }, 2] }, { a: { 0: { b: 3 } } }],
    [{ a: [1] }, { a: [1, 2] }, { a: [[1, 2]] }],
    [[], {}, [{}]],
    [undefined, { a: 1 }, [{ a: 1 }]],
    [{ a: [] }, { a: [] }, undefined],
  ])('%j to %j is %j', (before, value, difference) => {
    expect(differenceOf(before, value)).toEqual(difference);
  });
});
