// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import {
  archivalCodeLengthMax,
  foldArchivalCode,
  foldsOfArchivalCode,
  formatArchivalCode,
  normaliseArchivalCode,
  parseArchivalCode,
  recogniseArchivalCode,
  retentionPeriods,
  tidyArchivalCode,
} from './index';
import type { ArchivalCode, ArchivalRule } from './index';

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

function items(itemDigits: number, more: Partial<ArchivalRule> = {}): ArchivalRule {
  return {
    form: 'dat13-2022-item',
    itemDigits,
    ...more,
  };
}
function files(itemDigits: number, more: Partial<ArchivalRule> = {}): ArchivalRule {
  return {
    form: 'dat13-2022-file',
    itemDigits,
    ...more,
  };
}
const projects: ArchivalRule = { form: 'dat13-2022-project', itemDigits: 3 };
const catalogues: ArchivalRule = { form: 'dat13-2022-catalogue', itemDigits: 3 };
const undated = { without: ['year', 'retention'] } as const;

/** The examples of DA/T 13-2022, and others, by the scheme of their fonds. */
const bySchemes: readonly (readonly [string, readonly ArchivalRule[], Partial<ArchivalCode>])[] = [
  ['A439-WS·2015·D30·003-005', [items(3)], { organisation: '003', item: '005' }],
  ['Z109-WS·2011·Y·办公室-0001', [items(4)], { organisation: '办公室', item: '0001' }],
  ['Z008-WS·2019·Y-037', [items(3)], { year: '2019', retention: 'Y', item: '037' }],
  ['J019-LY·2019·Y-001', [items(3, { categories: ['LY'] }), files(3)], { category: 'LY', item: '001' }],
  ['C015-WY·TZGG·2019·D10-00001', [items(5)], { subcategory: 'TZGG', item: '00001' }],
  ['B168-SW·2015·Y-001', [items(3)], { item: '001' }],
  ['J019-ZY·JC·CC·2019·D30-001-001', [files(3)], { subcategory: 'JC·CC', file: '001', item: '001' }],
  ['J019-KU·01·2017-001-001', [files(3, { without: ['retention'] })], { subcategory: '01', year: '2017' }],
  ['A002-RS-001-002', [files(3, undated)], { category: 'RS', file: '001', item: '002' }],
  ['X032-KJ·KY·01-003', [projects], { subcategory: 'KY', project: '01', file: '003' }],
  ['X032-KJ·JJ·02-005-054', [projects], { project: '02', file: '005', page: '054' }],
  ['K021-ZP·2019·D30-025-005', [files(3)], { file: '025', item: '005' }],
  ['C038-001-002-003', [catalogues], { catalogue: '001', file: '002', item: '003' }],
  ['X999-XK·ZC·01·2026·D30-0001', [items(4)], { subcategory: 'ZC·01', item: '0001' }],
  ['Z109-WS·2011-Y-BGS-0001', [], { organisation: 'BGS' }],
  ['X999-WS·2026-D30-办公室-0007', [], { organisation: '办公室' }],
  ['X999-WS·2026-Y-003-0001', [{ form: 'dat22-2015' }], { organisation: '003' }],
  ['X999-WS·2026-Y-003-0001', [], { file: '003' }],
  ['X999-KU·01·2026-D15-001-0001', [{ form: 'dat22-2015-file' }], { file: '001', retention: 'D15' }],
  [
    'X999-KU·01·2026-D15-0001-00001',
    [{ form: 'dat22-2015-file', fileDigits: 4, itemDigits: 5 }],
    { file: '0001' },
  ],
  ['C038-001-002-003', [items(3, { categories: ['WS'] }), catalogues], { catalogue: '001' }],
  ['X999-WS·2026·D20-0001', [items(4, { retentions: ['Y', 'D20'] })], { retention: 'D20' }],
];

describe('the scheme of a fonds', () => {
  it.each(bySchemes)('reads %s', (code, scheme, expected) => {
    const read = recogniseArchivalCode(code, scheme);
    expect(read).toMatchObject({ code, parts: expected });
    const rule =
      scheme.find(({ categories }) => categories?.includes(read?.parts.category ?? '')) ?? scheme.at(-1);
    expect(read && formatArchivalCode(read.parts, rule)).toBe(code);
  });

  it.each<[string, readonly ArchivalRule[]]>([
    ['A439-WS·2015·D30·003-005', []],
    ['A439-WS·2015·D20-005', [items(3)]],
    ['A439-WS·2015·D30-005', [items(3, { categories: ['KJ'] })]],
    ['A439-WS·2015·D30-005', [items(3, { retentions: ['Y'] })]],
    ['X999-WS·2026-Y-B·1', [{ form: 'dat22-2015', itemDigits: 3 }]],
    ['X999-WS·2026-Y-B·5-001', [{ form: 'dat22-2015', itemDigits: 3 }]],
    ['A439-5', [items(3)]],
    ['档案袋七', []],
  ])('does not read %s by another', (code, scheme) => {
    expect(recogniseArchivalCode(code, scheme)).toBeUndefined();
  });

  it.each([
    ['ａ４３９—ＷＳ．２０１５．Ｄ３０．００３—５', [items(3)], 'A439-WS·2015·D30·003-005'],
    ['A439-WS·2015·30年·003-5', [items(3)], 'A439-WS·2015·D30·003-005'],
    ['C015 - wy・tzgg・2019・定期10年 - 1', [items(5)], 'C015-WY·TZGG·2019·D10-00001'],
  ])('reads %s as what it means', (given, scheme, code) => {
    expect(recogniseArchivalCode(given, scheme)?.code).toBe(code);
    expect(foldArchivalCode(given)).toBe(foldArchivalCode(code));
  });
});

describe('what the spellings of a code have in common', () => {
  it.each(normalised)('$from is found as $to', ({ from, to }) => {
    expect(foldArchivalCode(from)).toBe(foldArchivalCode(to));
  });

  it.each([
    '档号：C038-001-002-003',
    '档号 C038-001-002-003',
    '檔號:C038-1-2-3',
    '【档号】C038-001-002-003',
    '档号为C038-001-002-003。',
    'Archival code: c038-001-002-003',
    '（C038-001-002-003）',
    '“C038-001-002-003”，',
    '> C038-001-\n002-003',
    'C038-001-002-003.',
  ])('is not what was copied along with it: %j', (given) => {
    expect(tidyArchivalCode(given)).toMatch(/^C038-0*1-0*2-0*3$/);
    expect(foldsOfArchivalCode(given)[0]).toBe('C038-1-2-3');
  });

  it('is found under its label too, which was kept before labels were dropped', () => {
    expect(foldsOfArchivalCode('档号：C038-001')).toEqual(['C038-1', foldArchivalCode('档号:C038-001')]);
    expect(foldsOfArchivalCode('C038-001')).toEqual(['C038-1']);
    expect(foldsOfArchivalCode('“C038-001”')).toEqual(['C038-1']);
  });

  it('is none where cells of a row stand beside it, or a second code', () => {
    expect(thrown(() => tidyArchivalCode('1\tC038-001-002-003\t样例'))).toMatchObject({
      reason: 'character',
    });
    expect(thrown(() => tidyArchivalCode('C038-001、C038-002'))).toMatchObject({ reason: 'character' });
    expect(tidyArchivalCode('\tC038-\t001 ')).toBe('C038-001');
  });

  it('is its own', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('A0·-．Ｄ办永久 7—')), maxLength: 24 }),
        (given) => {
          const folded = foldedOrNot(given);
          if (folded !== undefined) expect(foldArchivalCode(folded)).toBe(folded);
        },
      ),
    );
  });

  it.each(['', '   ', 'A\u0000B', '<script>', '档'.repeat(200)])('is nothing for %j', (given) => {
    expect(thrown(() => foldArchivalCode(given))).toMatchObject({ name: 'IdentifierMalformed' });
  });
});

function foldedOrNot(given: string): string | undefined {
  try {
    return foldArchivalCode(given);
  } catch {
    return undefined;
  }
}
