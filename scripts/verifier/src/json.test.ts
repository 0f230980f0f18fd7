// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { attempt, VerificationError } from './errors';
import { canonicalJson, member, parseCanonicalJson, parseJson } from './json';
import { refusalOf } from './testing/refused';

function parse(text: string): unknown {
  return parseJson(Buffer.from(text));
}

describe('JSON', () => {
  it('is read as every reader does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(parse(JSON.stringify(value, undefined, 2))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'malformed: a name stands twice in one object'],
    ['{"a":1,"\\u0061":2}', 'malformed: a name stands twice in one object'],
    ['{"x":{"proof":1,"proof" :1}}', 'malformed: a name stands twice in one object'],
    ['{"__proto__":1,"__proto__":2}', 'malformed: a name stands twice in one object'],
    ['{"a":"\\": \\"a\\":"}', 'accepted'],
    ['{"a":1', 'malformed: not JSON'],
    ['', 'malformed: not JSON'],
    ['\ufeff{}', 'malformed: not JSON'],
    ['['.repeat(65) + ']'.repeat(65), 'limit-exceeded: JSON of more than 64 levels'],
    ['['.repeat(200_000), 'malformed: not JSON'],
  ])('%.40s: %s', (text, expected) => {
    expect(refusalOf(() => parse(text))).toBe(expected);
  });

  it('refuses what is not UTF-8', () => {
    expect(refusalOf(() => parseJson(Buffer.of(0x22, 0xff, 0x22)))).toBe('malformed: not UTF-8');
  });

  it.each(['x', '\\n', '\\"'])('is read however long a text of %s is', (part) => {
    const text = `{"a":"${part.repeat(8_000_000 / part.length)}","b" :1}`;
    expect(refusalOf(() => parse(text))).toBe('accepted');
    expect(refusalOf(() => parse(text.replace('"b"', '"a"')))).toMatch(/^malformed: a name stands twice/);
  });

  it('has own members only', () => {
    expect(member(parse('{}') as Record<string, unknown>, 'constructor')).toBeUndefined();
    expect(member(parse('{"__proto__":1}') as Record<string, unknown>, '__proto__')).toBe(1);
  });

  it('throws nothing but its own error, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          for (const read of [parseJson, parseCanonicalJson]) attempt(() => read(bytes));
        },
      ),
    );
  });
});

describe('canonical JSON', () => {
  // Names and their order as in RFC 8785 section 3.2.3; numbers as in appendix B.
  it('is written as RFC 8785 says', () => {
    const value = parse('{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}');
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
    expect(canonicalJson(parse('[1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0]'))).toBe(
      '[1e+30,4.5,0.002,1e-27,0]',
    );
  });

  it.each([
    '{"b":1,"a":2}',
    '{"a": 1}',
    '[1.0]',
    '[-0]',
    '{"a":1,"a":1}',
    '["\\u0061"]',
    '["\\ud800"]',
    '[]\n',
  ])('refuses %s', (text) => {
    expect(refusalOf(() => parseCanonicalJson(Buffer.from(text)))).toBe(
      'malformed: not canonical JSON (RFC 8785)',
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(JSON.parse(JSON.stringify(value)));
        const read = attempt(() => parseCanonicalJson(Buffer.from(text)));
        expect(read instanceof VerificationError ? read : canonicalJson(read)).toBe(text);
      }),
    );
  });
});
