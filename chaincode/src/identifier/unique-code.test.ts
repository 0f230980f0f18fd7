// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { formatUniqueCode, parseUniqueCode, uniqueCodeLengthMax } from './index';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const body = fc.string({
  unit: fc.constantFrom(...Array.from(alphabet)),
  minLength: 1,
  maxLength: uniqueCodeLengthMax - 1,
});
function malformed(detail: object): object {
  return {
    name: 'IdentifierMalformed',
    kind: 'unique-code',
    ...detail,
  };
}

describe('unique identifier code', () => {
  it('has the check character of the licence identifier', () => {
    expect(formatUniqueCode('11100000000013338W01111430000006122244L20230000403001')).toMatch(/U$/);
  });

  it('parses everything that it formats, and no code with one character changed', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...Array.from(alphabet)), (given, place, other) => {
        const code = formatUniqueCode(given);
        expect(parseUniqueCode(code).body).toBe(given);
        const at = place % code.length;
        fc.pre(code[at] !== other);
        expect(thrown(() => parseUniqueCode(code.slice(0, at) + other + code.slice(at + 1)))).toMatchObject(
          malformed({ reason: 'check' }),
        );
      }),
    );
  });

  it.each([
    ['', 'length'],
    ['A', 'length'],
    ['A'.repeat(uniqueCodeLengthMax + 1), 'length'],
    ['ab', 'character'],
    ['A-B', 'character'],
    ['AA', 'check'],
  ])('refuses %j: %s', (text, reason) => {
    expect(thrown(() => parseUniqueCode(text))).toMatchObject(malformed({ reason }));
  });

  it.each([
    ['', 'length'],
    ['A'.repeat(uniqueCodeLengthMax), 'length'],
    ['a', 'character'],
  ])('refuses to format %j: %s', (text, reason) => {
    expect(thrown(() => formatUniqueCode(text))).toMatchObject(malformed({ reason }));
  });
});
