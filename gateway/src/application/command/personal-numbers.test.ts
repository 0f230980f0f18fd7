// SPDX-License-Identifier: Apache-2.0
import { demandNoPersonalNumber } from './personal-numbers';

const number = '34010018991231456X';

describe('numbers of persons', () => {
  it.each([
    number,
    number.toLowerCase(),
    `object-${number}`,
    `a:${number}:b`,
    `case_${number}`,
    `持有人${number}的申请`,
    '３４０１００１８９９１２３１４５６Ｘ',
    '340100-18991231-456X',
    '13800000000',
    '138-0000-0000',
    '+86 138 0000 0000',
    '008613800000000',
  ])('are refused, with the place and without the number: %j', (text) => {
    const asked = (): void => {
      demandNoPersonalNumber({ body: { records: [{}, { dossiers: [{ object: text }] }] } });
    };
    expect(asked).toThrow(
      expect.objectContaining({
        document: expect.objectContaining({
          code: 'personal-number',
          field: 'body/records/1/dossiers/0/object',
        }) as unknown,
      }) as Error,
    );
    expect(asked).not.toThrow(text);
  });

  it.each([
    '340100189912314560',
    `${number}1`,
    `A${number}`,
    '999999001001GB00001F00010001',
    'case-13800000000-1',
    '23800000000',
    'ab'.repeat(32),
    '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U',
    '2026-11-23T01:02:03.004Z',
  ])('are not seen in %j', (text) => {
    expect(() => {
      demandNoPersonalNumber({ body: { object: text, pages: 3, none: null }, purpose: text });
    }).not.toThrow();
  });
});
