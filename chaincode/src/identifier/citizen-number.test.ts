// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import { IdentifierMalformed, normaliseCitizenNumber, parseCitizenNumber } from './index';

const { valid, invalid, normalised } = vectors.citizenNumber;

/** A number with that date of birth; tries all check characters. */
function numberOf(day: string): string | undefined {
  return Array.from('0123456789X', (check) => `999999${day}888${check}`).find(isTaken);
}

function isTaken(text: string): boolean {
  try {
    parseCitizenNumber(text);
    return true;
  } catch (error) {
    if (error instanceof IdentifierMalformed) return false;
    throw error;
  }
}

describe('citizen number', () => {
  it.each(valid)('reads $value', ({ value, birthDate }) => {
    const { region, order, check } = parseCitizenNumber(value);
    expect(parseCitizenNumber(value).birthDate).toBe(birthDate);
    expect(region + birthDate.replaceAll('-', '') + order + check).toBe(value);
  });

  it.each(invalid)('refuses $value: $reason', ({ value, ...expected }) => {
    expect(thrown(() => parseCitizenNumber(value))).toMatchObject({
      name: 'IdentifierMalformed',
      kind: 'citizen-number',
      ...expected,
    });
  });

  it.each(normalised)('normalises $from to $to on input', ({ from, to }) => {
    expect(normaliseCitizenNumber(from)).toBe(to);
    expect(normaliseCitizenNumber(to)).toBe(to);
  });

  it.each([
    [' 999999 18660925\u200b 0285\n', '999999186609250285'],
    ['９９９９９９１８６６０９２５０２８５', '999999186609250285'],
    ['999999 660925 028', '999999196609250284'],
    ['99999966092502', '99999966092502'],
  ])('normalises %j on input, the fifteen digits of before too', (from, to) => {
    expect(normaliseCitizenNumber(from)).toBe(to);
  });

  it('accepts only real calendar dates', () => {
    const years = fc.integer({ min: 1700, max: 1899 });
    fc.assert(
      fc.property(
        years,
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists = date.toISOString().slice(0, 10).replaceAll('-', '') === text;
          expect(numberOf(text) !== undefined).toBe(exists);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
