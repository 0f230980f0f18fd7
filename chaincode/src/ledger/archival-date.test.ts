// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { archivalDateInputSchema, archivalDateSchema, normaliseArchivalDate, spanOf } from './archival-date';

describe('the date of a record', () => {
  it.each([
    ['2024-05-06', '2024-05-06'],
    ['20240506', '2024-05-06'],
    ['20240500', '2024-05'],
    ['20240000', '2024'],
    ['00000000', 'XXXX'],
    ['202405', '2024-05'],
    ['2024', '2024'],
    ['2024-05', '2024-05'],
    ['2024-00-00', '2024'],
    ['2024-05-00', '2024-05'],
    ['2024-00', '2024'],
    ['0000-05-06', 'XXXX-05-06'],
    ['2024-5-6', '2024-05-06'],
    ['2024/5/6', '2024-05-06'],
    ['2024/5', '2024-05'],
    ['2024.5.6', '2024-05-06'],
    ['２０２４．５．６', '2024-05-06'],
    ['2024年5月6日', '2024-05-06'],
    ['2024 年 5 月', '2024-05'],
    ['2024年', '2024'],
    ['2024-05-06 00:00:00', '2024-05-06'],
    ['199X', '199X'],
    ['19xx', '19XX'],
    ['1990年代', '199X'],
    ['约1998年', '1998~'],
    ['1998年左右', '1998~'],
    ['c. 1998', '1998~'],
    ['1998~', '1998~'],
    ['1998?', '1998?'],
    ['2001-02%', '2001-02%'],
    ['1998/2001', '1998/2001'],
    ['1998-2001', '1998/2001'],
    ['19980506-20010000', '1998-05-06/2001'],
    ['1998年5月至2001年', '1998-05/2001'],
    ['1998.5.6-1998.5.8', '1998-05-06/1998-05-08'],
    ['2024-05-06/2024-05-08', '2024-05-06/2024-05-08'],
    ['1998—2001', '1998/2001'],
    ['1998/..', '1998/..'],
    ['../1998-05', '../1998-05'],
    ['2024-02-29', '2024-02-29'],
    ['二〇二四年五月六日', '2024-05-06'],
    ['二○○八年十二月', '2008-12'],
    ['一九九八年', '1998'],
    ['二零一九年十月三十一日', '2019-10-31'],
    ['二〇一九年元月廿八日', '2019-01-28'],
    ['一九四九年三月卅日', '1949-03-30'],
    ['一九八四年左右', '1984~'],
    ['一九九八年五月至二〇〇一年', '1998-05/2001'],
    ['二〇一〇年代', '201X'],
    ['2024\u200b-05-06', '2024-05-06'],
    ['2024\u201005\u201006', '2024-05-06'],
    ['2024年5月6号', '2024-05-06'],
    ['2024.05.', '2024-05'],
    ['二〇二四', '2024'],
    ['2024年5月6日至6月1日', '2024-05-06/2024-06-01'],
    ['2024年5月6日至8日', '2024-05-06/2024-05-08'],
    ['2024年5月至6月', '2024-05/2024-06'],
    ['2024-05-06~2024-06-01', '2024-05-06/2024-06-01'],
    ['20世纪90年代', '199X'],
    ['19世纪', '18XX'],
    ['1990s', '199X'],
    ['民国三十八年五月', '1949-05'],
    ['民国元年', '1912'],
    ['中华民国26年7月7日', '1937-07-07'],
    ['民国二十六年至民国三十四年', '1937/1945'],
  ])('%s is kept as %s', (given, kept) => {
    expect(archivalDateInputSchema.parse(given)).toBe(kept);
    expect(archivalDateSchema.parse(kept)).toBe(kept);
  });

  it.each([
    '2024-13',
    '20241301',
    '2024-02-30',
    '2023-02-29',
    '2024-00-06',
    '20240006',
    '2024-04-31',
    '2001/1998',
    '2024-05-08/2024-05-06',
    '../..',
    '24-05-06',
    '5/6/2024',
    '06.05.2024',
    '2024-5/6',
    '约1998?',
    '45418',
    '2.15E+09',
    'unknown',
    '',
    '1998/2001/2003',
    '二〇二三年二月二十九日',
    '二〇二四年十三月',
    '二十四年五月',
    '元年五月',
    '二〇二四年五月初六',
    '一九九十年',
    '光绪二十五年',
    '昭和20年',
    '民国年',
    '九十年代',
    '2024年5月6日至5日',
    '2024年13月至14月',
    '1900s/1910',
  ])('%s is refused', (given) => {
    expect(archivalDateInputSchema.safeParse(given).success).toBe(false);
  });

  it.each(['1900s', '2000s', '2000年代', '二〇〇〇年代', '1900 s', '约1900年代', '1800s-1900s'])(
    '%s is ten years or a hundred, and says so',
    (given) => {
      const { error } = archivalDateInputSchema.safeParse(given);
      expect(error?.issues.map(({ message }) => message)).toEqual([
        'may be ten years or a hundred: write 190X for the ten, 19XX for the hundred',
      ]);
    },
  );

  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02~', '2023-02-01', '2023-02-28'],
    ['199X', '1990-01-01', '1999-12-31'],
    ['1998-05/2001', '1998-05-01', '2001-12-31'],
    ['1998/..', '1998-01-01', '9999-12-31'],
    ['XXXX-05-06', '0000-01-01', '9999-12-31'],
  ])('%s may be any day from %s to %s', (text, from, until) => {
    expect(spanOf(text)).toEqual({ from, until });
  });

  it('is never changed once it is in the stored form, and no full date is another one', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(4, 7, 10),
        fc.constantFrom('', '~', '?', '%'),
        (date, length, mark) => {
          const text = date.toISOString().slice(0, length) + mark;
          expect(normaliseArchivalDate(text)).toBe(text);
          expect(normaliseArchivalDate(date.toISOString().slice(0, 10).replaceAll('-', ''))).toBe(
            date.toISOString().slice(0, 10),
          );
        },
      ),
    );
  });

  it('is read or left alone, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0129X-/.~?年月日约至 ')), maxLength: 24 }),
        (text) => {
          const kept = normaliseArchivalDate(text);
          if (spanOf(kept) !== undefined) expect(normaliseArchivalDate(kept)).toBe(kept);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
