// SPDX-License-Identifier: Apache-2.0
import { isRetentionPeriod, normaliseRetention, readRetention } from './retention-period';

it.each([
  ['永久', 'Y'],
  ['永久保存', 'Y'],
  ['30年', 'D30'],
  ['定期30年', 'D30'],
  ['30', 'D30'],
  ['三十年', 'D30'],
  ['定期十年', 'D10'],
  ['二十五年', 'D25'],
  ['长期', 'C'],
  ['D15', 'D15'],
])('reads %s as %s', (text, code) => {
  expect(readRetention(text)).toBe(code);
  expect(isRetentionPeriod(code)).toBe(true);
});

it.each(['0', '030', '1000', '四十余年', '年', '定期', 'D030', '30月', '十'])(
  'does not guess at %s',
  (text) => {
    expect(readRetention(text)).toBe(text);
    expect(isRetentionPeriod(text)).toBe(false);
  },
);

it('leaves what stands within a 档号 as it was: numbers there may be of something else', () => {
  expect(['30', '三十年', '30年', '永久'].map(normaliseRetention)).toEqual(['30', '三十年', 'D30', 'Y']);
});
