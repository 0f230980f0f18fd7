// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import {
  archivalCodeLengthMax,
  formatArchivalCode,
  normaliseArchivalCode,
  parseArchivalCode,
  retentionPeriods,
} from './index';
import type { ArchivalCode } from './index';

const { valid, invalid, normalised, notNormalisable } = vectors.archivalCode;
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
function text(characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength });
}
function digits(length: number): fc.Arbitrary<string> {
  return text('0123456789', length, length);
}

const parts: fc.Arbitrary<ArchivalCode> = fc
  .tuple(
    fc.record({
      fonds: text(`${capitals}0123456789`, 3, 5),
      category: text(capitals, 2, 2),
      year: digits(4),
      retention: fc.constantFrom(...retentionPeriods),
      item: digits(4),
    }),
    fc.option(fc.record({ subcategory: text(`${capitals}0123456789`, 1, 3) }), { nil: {} }),
    fc.oneof(
      fc.constant({}),
      fc.record({ organisation: text(`${capitals}办公室举报`, 1, 12) }),
      fc.record({ file: digits(3) }),
    ),
  )
  .map(([fixed, sub, middle]) => ({ ...fixed, ...sub, ...middle }));

function malformed(detail: object): object {
  return {
    name: 'IdentifierMalformed',
    kind: 'archival-code',
    ...detail,
  };
}

describe('档号', () => {
  it.each(valid)('reads and writes $value', ({ value }) => {
    expect(formatArchivalCode(parseArchivalCode(value))).toBe(value);
    expect(normaliseArchivalCode(value)).toEqual({ code: value, original: value });
  });

  it.each(invalid)('refuses $value: $reason', ({ value, ...expected }) => {
    expect(thrown(() => parseArchivalCode(value))).toMatchObject(malformed(expected));
  });

  it('distinguishes a file number from an office', () => {
    expect(parseArchivalCode('J001-KJ·JJ·2022-Y-001-0001')).toEqual({
      fonds: 'J001',
      category: 'KJ',
      subcategory: 'JJ',
      year: '2022',
      retention: 'Y',
      file: '001',
      item: '0001',
    });
    expect(parseArchivalCode('Z109-WS·2011-Y-BGS-0001')).toMatchObject({ organisation: 'BGS' });
  });

  it('parses everything that it formats, within the maximum length', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const code = formatArchivalCode(given);
        expect(code.length).toBeLessThanOrEqual(archivalCodeLengthMax);
        expect(parseArchivalCode(code)).toEqual(given);
        expect(normaliseArchivalCode(code).code).toBe(code);
      }),
    );
  });

  const good: ArchivalCode = { fonds: 'X999', category: 'WS', year: '2026', retention: 'Y', item: '0001' };
  it.each([
    ['an office and a file', { ...good, organisation: 'BGS', file: '001' }, 'file'],
    ['an office in the place of the file', { ...good, file: 'BGS' }, 'organisation'],
    ['a part that reaches into the next', { ...good, category: 'ZY·BDC' }, 'category'],
    ['an unpadded number', { ...good, item: '1' }, 'item'],
  ])('does not issue %s', (_, given, part) => {
    expect(thrown(() => formatArchivalCode(given))).toMatchObject(malformed({ reason: 'format', part }));
  });

  it.each(normalised)('imports $from as $to and keeps it', ({ from, to }) => {
    expect(normaliseArchivalCode(from)).toEqual({ code: to, original: from });
  });

  it.each(notNormalisable)('does not guess $value', ({ value, ...expected }) => {
    expect(thrown(() => normaliseArchivalCode(value))).toMatchObject(malformed(expected));
  });
});
