// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { sentIn } from './sent';

describe('what was sent', () => {
  it.each([
    ['body/retention', 'D99', '"D99"'],
    ['body/category', '文书', '"文书"'],
    ['row/date', '2013/05/07', '"2013/05/07"'],
    ['query/limit', '0', '"0"'],
    ['body/contents/0/bytes', 1e21, '1e+21'],
    ['body/contents/0/bytes', 34010018991231456, 'a long number'],
    ['body/contents/0/bytes', -1, '-1'],
    ['body/year', null, 'null'],
    ['body/contents', [1, 2], 'a list of 2'],
    ['body/contents', { a: 1 }, 'an object'],
    ['body/name', '示范', 'a text of 2 characters'],
    ['body/date', '2013'.repeat(2) + ' '.repeat(40), `"20132013${' '.repeat(24)}…"`],
  ])('in %s as %j is told as %s', (field, value, told) => {
    expect(sentIn(field, value)?.en).toBe(told);
  });

  it('is never a name, a citizen number or a telephone number, in whatever field', () => {
    const personal = fc.oneof(
      fc.constantFrom(
        '张示例',
        '示范·买买提',
        'LI SHIFAN',
        'Shifan Li',
        '34010018991231456X',
        '13800000000',
        '138-0000-0000',
      ),
      fc.bigInt({ min: 10n ** 10n, max: 10n ** 18n }).map(String),
    );
    const fields = fc.constantFrom(
      'body/date',
      'body/category',
      'query/limit',
      'body/holders/0/name',
      'row/year',
    );
    fc.assert(
      fc.property(fields, personal, (field, value) => {
        const { en, zh } = sentIn(field, value) ?? { en: '', zh: '' };
        expect([en.includes(value), zh.includes(value)]).toEqual([false, false]);
      }),
    );
  });
});
