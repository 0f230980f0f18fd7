// SPDX-License-Identifier: Apache-2.0
import { chineseDate } from './chinese-date';

describe('chineseDate', () => {
  it.each([
    ['2026-11-03', '2026年11月3日'],
    ['2026-11-03T15:59:59Z', '2026年11月3日'],
    ['2026-11-03T16:00:00Z', '2026年11月4日'],
    ['2026-12-31T23:30:00-05:00', '2027年1月1日'],
  ])('%s', (text, expected) => {
    expect(chineseDate(text)).toBe(expected);
  });

  it.each(['', 'soon', '2026-13-01', '2026-02-40'])('refuses %j', (text) => {
    expect(() => chineseDate(text)).toThrow(RangeError);
  });
});
