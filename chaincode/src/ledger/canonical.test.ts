// SPDX-License-Identifier: Apache-2.0
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { canonicalJson, parseCanonicalJson, seal } from './canonical';
import { limits } from './limits';

function parse(text: string): unknown {
  return parseCanonicalJson(Buffer.from(text, 'utf8'));
}
/** Well-formed Unicode text, including the characters that JSON escapes. */
const text = fc.string({ unit: 'grapheme' });
const json = fc.jsonValue({ depthSize: 'small', stringUnit: 'grapheme' });

describe('canonical JSON', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = canonicalJson(value);
        expect(canonicalJson(parse(written))).toBe(written);
        // JSON has no negative zero.
        expect(parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes the same as the reference implementation', () => {
    fc.assert(
      fc.property(fc.oneof(json, fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('of a sealed value is computed once, since the value is immutable', () => {
    const value = seal({ b: [{ c: 1 }], a: 'x' });
    const text = canonicalJson(value);
    expect(() => Object.assign(value.b[0] ?? {}, { c: 2 })).toThrow(TypeError);
    expect(canonicalJson(value)).toBe(text);
    expect(text).toBe('{"a":"x","b":[{"c":1}]}');
  });

  it('writes members in the order of their code units, whatever order they came in', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.integer(), { noNullPrototype: true }), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  // RFC 8785 appendix B and section 3.2.3.
  it.each([
    [1e30, '1e+30'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [1e-27, '1e-27'],
    [-0, '0'],
    [333333333.33333329, '333333333.3333333'],
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5 },
      '{"\\r":2,"1":4,"€":1,"😀":5,"\ufb33":3}',
    ],
    [{ a: undefined, b: 1 }, '{"b":1}'],
  ])('writes %p as %s', (value, written) => {
    expect(canonicalJson(value)).toBe(written);
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('rejects %p', (value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  it.each([
    ['a member twice', '{"a":1,"a":1}'],
    ['members out of order', '{"b":1,"a":1}'],
    ['spaces', '{"a": 1}'],
    ['a line feed at the end', '{}\n'],
    ['a byte-order mark', '\ufeff{}'],
    ['1.0 for 1', '[1.0]'],
    ['-0', '[-0]'],
    ['a number without end', '[1e400]'],
    ['a number that two readers round differently', '[9007199254740993]'],
    ['an escape for what needs none', '["\\u0041"]'],
    ['capitals in an escape', '["\\u001F"]'],
    ['a lone surrogate', '["\\ud800"]'],
    ['a lone surrogate in a name', '{"\\udc00":1}'],
    ['single quotes', "['a']"],
    ['a comma at the end', '[1,]'],
    ['a comment', '[1/**/]'],
    ['nothing', ''],
    ['half of a value', '{"a":'],
  ])('refuses %s', (_, written) => {
    expect(thrown(() => parse(written))).toMatchObject({ code: 'command-malformed' });
  });

  it.each([
    ['a broken sequence', [0x22, 0xc3, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0x80, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16', [0x22, 0x00, 0x22, 0x00]],
  ])('refuses bytes that are not UTF-8: %s', (_, bytes) => {
    expect(thrown(() => parseCanonicalJson(Uint8Array.from(bytes)))).toMatchObject({
      code: 'command-malformed',
    });
  });

  it('treats a member called __proto__ as data', () => {
    const value = parse('{"__proto__":{"a":1}}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['__proto__']);
  });

  it('parses values nested up to the limit and refuses deeper ones, however deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(canonicalJson(parse(nested(limits.jsonDepthMax)))).toBe(nested(limits.jsonDepthMax));
    for (const depth of [limits.jsonDepthMax + 1, 1_000, 30_000]) {
      expect(thrown(() => parse(nested(depth)))).toMatchObject({ code: 'limit-exceeded' });
    }
  });

  it('parses lists and objects up to the limit and refuses longer ones, wherever they are', () => {
    const list = (count: number): string => `[${Array.from({ length: count }, () => '{}').join(',')}]`;
    const object = (count: number): string =>
      canonicalJson(Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, 0])));
    for (const make of [list, object]) {
      expect(canonicalJson(parse(make(limits.jsonMembersMax)))).toBe(make(limits.jsonMembersMax));
      for (const count of [limits.jsonMembersMax + 1, 20_000]) {
        expect(thrown(() => parse(`{"a":[${make(count)}]}`))).toMatchObject({ code: 'limit-exceeded' });
      }
    }
  });

  it('never throws anything but a refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), (input) => {
        try {
          parseCanonicalJson(typeof input === 'string' ? Buffer.from(input, 'utf8') : input);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' });
        }
      }),
    );
  });
});
