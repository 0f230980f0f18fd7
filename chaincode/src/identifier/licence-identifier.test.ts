// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { malformedHints } from './malformed';
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import {
  formatLicenceIdentifier,
  IdentifierMalformed,
  licenceIdentifierLengthMax,
  licenceRoot,
  licenceSerialLengthMax,
  nextVersion,
  parseLicenceIdentifier,
} from './index';
import type { LicenceParts } from './index';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const { valid, invalid, types } = vectors.licence;

const parts: fc.Arbitrary<LicenceParts> = fc.record({
  type: fc.constantFrom(...types),
  issuer: fc.constantFrom('11430000006122244L', '11999999000000019M', '999900', 'A'),
  serial: fc.string({
    unit: fc.constantFrom(...Array.from(alphabet)),
    minLength: 1,
    maxLength: licenceSerialLengthMax,
  }),
  version: fc.integer({ min: 1, max: 999 }).map((version) => String(version).padStart(3, '0')),
});

/** The index of a character that the check character protects, or of the check character itself. */
function checkedPlace(identifier: string, place: number): number {
  const places = Array.from(identifier, (character, at) => ({ character, at })).filter(
    ({ character, at }) => at > licenceRoot.length && character !== '.',
  );
  return places[place % places.length]?.at ?? 0;
}

describe('licence identifier', () => {
  it.each(valid)('reads and writes $value', ({ value }) => {
    expect(formatLicenceIdentifier(parseLicenceIdentifier(value))).toBe(value);
  });

  it.each(invalid)('refuses $value: $reason', ({ value, ...expected }) => {
    expect(thrown(() => parseLicenceIdentifier(value))).toMatchObject({
      name: 'IdentifierMalformed',
      kind: 'licence',
      ...expected,
    });
  });

  it.each(types)('accepts the known type code %s', (type) => {
    const identifier = formatLicenceIdentifier({ type, issuer: '999900', serial: '1', version: '001' });
    expect(parseLicenceIdentifier(identifier).type).toBe(type);
  });

  it.each([
    ['a zero read as the letter O', /0/],
    ['a one read as the letter l', /1(?=\d*M\.2026)/],
  ])('is refused with %s, which it says', (_, digit) => {
    const issuer = '11999999000000019M';
    const identifier = formatLicenceIdentifier({
      type: `${issuer}001`,
      issuer,
      serial: '20260001',
      version: '001',
    });
    const text = identifier.replace(digit, (each) => (each === '0' ? 'O' : 'l'));
    const { lookAlike } = malformedHints;
    expect(thrown(() => parseLicenceIdentifier(text))).toMatchObject({
      reason: 'character',
      hint: lookAlike,
    });
  });

  it('is not the number that is printed on a licence, and says how that is found', () => {
    const { printedNumber } = malformedHints;
    expect(thrown(() => parseLicenceIdentifier('样（2019）样例县不动产权第0000001号'))).toMatchObject({
      reason: 'root',
      hint: printedNumber,
    });
  });

  it('gives no hint when the wrong check character is not that of the known wrong formula', () => {
    const wrong = `${valid[0]?.value.slice(0, -1) ?? ''}V`;
    expect(thrown(() => parseLicenceIdentifier(wrong))).toMatchObject({ reason: 'check', hint: undefined });
  });

  it.each([
    ['a part with a dot', { serial: '1.2' }, { reason: 'character' }],
    ['a serial in small letters', { serial: 'a' }, { reason: 'character' }],
    ['a serial too long', { serial: '1'.repeat(licenceSerialLengthMax + 1) }, { reason: 'length' }],
    ['version 0', { version: '000' }, { reason: 'format', part: 'version' }],
    ['an issuer with a wrong check', { issuer: '11999999000000019N' }, { reason: 'format', part: 'issuer' }],
    ['a type of no known body', { type: '11999999000000019N001' }, { reason: 'format', part: 'type' }],
    ['a type without its digits', { type: '11999999000000019M00A' }, { reason: 'format', part: 'type' }],
  ])('does not issue %s', (_, change, expected) => {
    const good = { type: '11999999000000019M001', issuer: '999900', serial: '1', version: '001' };
    expect(thrown(() => formatLicenceIdentifier({ ...good, ...change }))).toMatchObject(expected);
  });

  it('says that a text is too long, unless it is because it names several', () => {
    const long = `${licenceRoot}.${'1'.repeat(licenceIdentifierLengthMax)}`;
    expect(thrown(() => parseLicenceIdentifier(long))).toMatchObject({ reason: 'length' });
    expect(thrown(() => parseLicenceIdentifier(`${long} ${long}`))).toMatchObject({
      reason: 'format',
      hint: malformedHints.several,
    });
  });

  it('has room for parts of maximum length', () => {
    const longest = formatLicenceIdentifier({
      type: '11999999000000019M001',
      issuer: '11999999000000019M',
      serial: 'Z'.repeat(licenceSerialLengthMax),
      version: '999',
    });
    expect(longest).toHaveLength(licenceIdentifierLengthMax);
    expect(parseLicenceIdentifier(longest).version).toBe('999');
    expect(thrown(() => nextVersion(longest))).toMatchObject({ reason: 'exhausted', part: 'version' });
  });

  it('increments the version, with a new check character', () => {
    const renewed = valid.flatMap(({ value, next }) => (next === undefined ? [] : [{ value, next }]));
    expect(renewed).not.toHaveLength(0);
    for (const { value, next } of renewed) expect(nextVersion(value)).toBe(next);
  });

  it('parses everything that it formats', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(parseLicenceIdentifier(formatLicenceIdentifier(given))).toMatchObject(given);
      }),
    );
  });

  it('catches every substitution of one character', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 35 }), (given, place, distance) => {
        const identifier = formatLicenceIdentifier(given);
        const at = checkedPlace(identifier, place);
        const other = alphabet.charAt((alphabet.indexOf(identifier.charAt(at)) + distance) % 36);
        const changed = identifier.slice(0, at) + other + identifier.slice(at + 1);
        expect(() => parseLicenceIdentifier(changed)).toThrow(IdentifierMalformed);
      }),
      { numRuns: 1000 },
    );
  });

  it('catches every swap of neighbouring characters whose values are not adjacent', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (given, place) => {
        const identifier = formatLicenceIdentifier(given);
        const at = checkedPlace(identifier, place);
        const [left, right] = [identifier.charAt(at), identifier.charAt(at + 1)];
        const distance = (36 + alphabet.indexOf(left) - alphabet.indexOf(right)) % 36;
        fc.pre(/^[0-9A-Z]$/.test(right) && ![0, 1, 35].includes(distance));
        const swapped = identifier.slice(0, at) + right + left + identifier.slice(at + 2);
        expect(() => parseLicenceIdentifier(swapped)).toThrow(IdentifierMalformed);
      }),
      { numRuns: 1000 },
    );
  });
});
