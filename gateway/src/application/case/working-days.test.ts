// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { addWorkingDays } from './working-days';

describe('working days', () => {
  it.each([
    ['a Monday and one day', '2026-11-23T01:00:00.000Z', 1, '2026-11-24T01:00:00.000Z'],
    ['a Friday and one day', '2026-11-27T01:00:00.000Z', 1, '2026-11-30T01:00:00.000Z'],
    ['a week', '2026-11-23T01:00:00.000Z', 5, '2026-11-30T01:00:00.000Z'],
    ['no days', '2026-11-28T01:00:00.000Z', 0, '2026-11-28T01:00:00.000Z'],
    ['Friday evening in UTC is Saturday in China', '2026-11-27T20:00:00.000Z', 1, '2026-11-29T20:00:00.000Z'],
    ['a Saturday counts from Monday on', '2026-11-28T01:00:00.000Z', 1, '2026-11-30T01:00:00.000Z'],
  ])('%s', (_name, time, days, expected) => {
    expect(addWorkingDays(time, days)).toBe(expected);
  });

  it('are never fewer than the calendar days, and end on a working day in China', () => {
    const time = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 90 }), (from, days) => {
        const at = Date.parse(addWorkingDays(from.toISOString(), days));
        expect((at - from.getTime()) / 86_400_000).toBeGreaterThanOrEqual(days);
        expect([0, 6]).not.toContain(new Date(at + 8 * 3_600_000).getUTCDay());
      }),
    );
  });
});
