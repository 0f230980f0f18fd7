// SPDX-License-Identifier: Apache-2.0
import { firstMomentOf, lastMomentOf, momentSchema } from './moment';

describe('a moment', () => {
  it.each([
    ['2026-11-28', '2026-11-27T16:00:00.000Z', '2026-11-28T15:59:59.999Z'],
    ['2028-02-29', '2028-02-28T16:00:00.000Z', '2028-02-29T15:59:59.999Z'],
    ['2026-11-28T00:00:00+08:00', '2026-11-27T16:00:00.000Z', '2026-11-27T16:00:00.000Z'],
    ['2026-11-28T00:00:00.500Z', '2026-11-28T00:00:00.500Z', '2026-11-28T00:00:00.500Z'],
  ])('%s begins and ends by the clock of China', (text, first, last) => {
    expect(momentSchema.parse(text)).toBe(text);
    expect([firstMomentOf(text), lastMomentOf(text)]).toEqual([first, last]);
  });

  it.each(['2026-02-30', '2026-02-29', '2026-11-31T00:00:00Z', '2026/11/28', '2026-11-28T00:00:00', '1', ''])(
    '"%s" is none: no such day, no offset, or another form',
    (text) => {
      expect(momentSchema.safeParse(text).success).toBe(false);
    },
  );
});
