// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { maskedName } from './masked-name';

it.each([
  ['闻人知夏', '闻人*夏'],
  ['欧阳娜', '欧阳*'],
  ['歐陽修文', '歐陽*文'],
  ['司马', '司*'],
  ['王小明', '王*明'],
  ['张三', '张*'],
  ['王小小明', '王*明'],
  ['夏', '*'],
  ['𠮷田', '𠮷*'],
  ['阿卜杜拉·买买提', '阿*提'],
  ['阿卜杜拉.买买提', '阿*提'],
  ['  王\u200b小　明 ', '王*明'],
  ['John Smith', 'J* S*'],
  ['J. Smith', '* S*'],
  ['Jean-Luc', 'J*'],
  ['王·', '*'],
  ['X Æ', '* *'],
  ['E\u0301lodie', 'É*'],
  ['王 John', '* J*'],
  ['བསྟན་འཛིན', 'བ*'],
  ['', '*'],
])('%s is shown as %s', (name, shown) => {
  expect(maskedName(name)).toBe(shown);
});

const names = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...Array.from('王李欧阳司马闻人知夏娜明·〇')),
    minLength: 1,
    maxLength: 12,
  }),
  fc.string({ unit: fc.constantFrom(...Array.from("aZé .-'王")), minLength: 1, maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

it('something of every part is hidden, and how much is not told', () => {
  fc.assert(
    fc.property(names, (name) => {
      const parts = maskedName(name).split(' ');
      for (const part of parts) {
        expect(part.split('*').length - 1).toBeGreaterThanOrEqual(1);
        // At most a surname of two characters and the last one of the given name; a grapheme may have many code points.
        const segments = [...new Intl.Segmenter('und').segment(part)];
        expect(segments.length).toBeLessThanOrEqual(4);
      }
    }),
  );
});
