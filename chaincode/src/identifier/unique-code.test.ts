// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import { formatUniqueCode, parseUniqueCode, UNIQUE_CODE_LENGTH_MAX } from './index';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const body = fc.string({
  unit: fc.constantFrom(...Array.from(ALPHABET)),
  minLength: 1,
  maxLength: UNIQUE_CODE_LENGTH_MAX - 1,
});
const malformed = (detail: object): object => ({
  name: 'IdentifierMalformed',
  kind: 'unique-code',
  ...detail,
});

describe('unique identifier code', () => {
  it('has the check character of the licence identifier', () => {
    expect(formatUniqueCode('11100000000013338W01111430000006122244L20230000403001')).toMatch(/U$/);
  });

  it('reads back all that it writes, and no code with one character changed', () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...Array.from(ALPHABET)), (given, place, other) => {
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
    ['A'.repeat(UNIQUE_CODE_LENGTH_MAX + 1), 'length'],
    ['ab', 'character'],
    ['A-B', 'character'],
    ['AA', 'check'],
  ])('refuses %j: %s', (text, reason) => {
    expect(thrown(() => parseUniqueCode(text))).toMatchObject(malformed({ reason }));
  });

  it.each([
    ['', 'length'],
    ['A'.repeat(UNIQUE_CODE_LENGTH_MAX), 'length'],
    ['a', 'character'],
  ])('makes no code of %j: %s', (text, reason) => {
    expect(thrown(() => formatUniqueCode(text))).toMatchObject(malformed({ reason }));
  });
});
