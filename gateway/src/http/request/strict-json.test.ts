// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { Problem } from '../problem';
import { parseStrictJson } from './strict-json';

function parse(text: string | Uint8Array): unknown {
  return parseStrictJson(Buffer.from(text), 16);
}

function problemOf(run: () => unknown): [string, string | undefined] {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return [error.code, error.options.field];
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('strict JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        let strict: unknown;
        try {
          strict = parse(text);
        } catch (error) {
          // Well-formed JSON is rejected only for unsafe texts and forbidden names.
          expect(error).toBeInstanceOf(Problem);
          expect(['field-invalid', 'field-unknown']).toContain((error as Problem).code);
          return;
        }
        expect(strict).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['', 'body-malformed', 'body'],
    ['{', 'body-malformed', 'body'],
    ['{"a":1,}', 'body-malformed', 'body'],
    ['{"a":1} {}', 'body-malformed', 'body'],
    ["{'a':1}", 'body-malformed', 'body'],
    ['{"a":NaN}', 'body-malformed', 'body'],
    ['// note\n{}', 'body-malformed', 'body'],
    ['\ufeff{}', 'body-malformed', 'body'],
    ['{"a":"\n\u0001"}', 'body-malformed', 'body'],
    ['{"a":1,"a":2}', 'field-duplicate', 'body/a'],
    ['{"a":1,"\\u0061":2}', 'field-duplicate', 'body/a'],
    ['{"x":[{"b":1},{"b":{"c":1,"c":1}}]}', 'field-duplicate', 'body/x/1/b/c'],
    ['{"a":{"__proto__":{"admin":true}}}', 'field-unknown', 'body/a/__proto__'],
    ['{"constructor":1}', 'field-unknown', 'body/constructor'],
    ['{"a":"x\\u0000y"}', 'field-invalid', 'body/a'],
    ['{"a":["ok","\u{10ffff}"]}', 'field-invalid', 'body/a/1'],
    ['{"a":"\ufffd"}', 'field-invalid', 'body/a'],
    ['{"a":"\\ud800"}', 'field-invalid', 'body/a'],
    ['"\\u0000"', 'field-invalid', 'body'],
    ['['.repeat(17) + ']'.repeat(17), 'body-too-deep', 'body'],
    ['[{"a":'.repeat(50_000) + '1' + '}]'.repeat(50_000), 'body-too-deep', 'body'],
  ])('refuses %j with %s at %s', (text, code, field) => {
    expect(problemOf(() => parse(text))).toEqual([code, field]);
  });

  it('takes the same name in different objects, quotes and brackets in texts, and PEM line ends', () => {
    const text = '{"a":{"a":"}\\",{\\\\"},"b":[{"a":1},{"a":"-----\\n-----"}]}';
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([[[0xff, 0xfe]], [[0x22, 0xc0, 0x80, 0x22]], [[0x22, 0xed, 0xa0, 0x80, 0x22]]])(
    'refuses the bytes %j, which are not UTF-8',
    (bytes) => {
      expect(problemOf(() => parse(Uint8Array.from(bytes)))).toEqual(['body-malformed', 'body']);
    },
  );
});
