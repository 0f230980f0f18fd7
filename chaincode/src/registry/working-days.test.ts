// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { dateOf, dayAfter } from '../ledger/time';
import type { DayUnit } from '../ledger/values';
import { calendarChanges } from '../sample/registry';
import { calendarSchema } from './calendar';
import { addDays, addWorkingDays, isWeekend, isWorkingDay, workingDaysBetween, yearOf } from './working-days';
import type { Calendars, ExcludedDays } from './working-days';

const registered: Calendars = new Map(calendarChanges.map((calendar) => [calendar.year, calendar]));

describe('the registered calendars', () => {
  // 13 statutory holidays since 2025 (全国年节及纪念日放假办法): a day off too many, or a make-up day too few, shows here.
  it.each(calendarChanges.map(({ year }) => year))(
    'of %i give thirteen days, net of make-up days',
    (year) => {
      const { holidays = [], workdays = [] } = calendarChanges.find((each) => each.year === year) ?? {};
      expect(holidays.filter((day) => !isWeekend(day)).length - workdays.length).toBe(13);
      const all = daysFrom(`${year}-01-01`, 365);
      expect(all.filter((day) => isWorkingDay(day, registered))).toHaveLength(248);
    },
  );

  it.each([
    ['2026-09-20', true],
    ['2026-10-10', true],
    ['2026-02-14', true],
    ['2026-02-28', true],
    ['2026-10-08', true],
    ['2026-10-07', false],
    ['2026-02-23', false],
    ['2026-11-28', false],
    ['2025-01-26', true],
    ['2025-10-08', false],
  ])('%s: %s', (day, works) => {
    expect(isWorkingDay(day, registered)).toBe(works);
  });
});

describe('working days', () => {
  it.each([
    ['a Monday and one day', '2026-11-23', 1, '2026-11-24'],
    ['a Friday and one day', '2026-11-27', 1, '2026-11-30'],
    ['a week', '2026-11-23', 5, '2026-11-30'],
    ['no days', '2026-11-28', 0, '2026-11-28'],
    ['a Saturday counts from Monday on', '2026-11-28', 1, '2026-11-30'],
    ['a day before the National Day week', '2026-09-30', 1, '2026-10-08'],
    ['over a make-up Saturday', '2026-10-08', 2, '2026-10-10'],
    ['over the Spring Festival, with make-up days on both sides', '2026-02-13', 6, '2026-02-28'],
  ])('%s', (_, start, days, day) => {
    expect(addWorkingDays(start, days, registered)).toEqual({ day, provisional: false });
  });

  it('are counted by days in China: a Friday evening in UTC is a Saturday', () => {
    expect(addWorkingDays(dateOf('2026-11-27T20:00:00.000Z'), 1, registered).day).toBe('2026-11-30');
  });

  it('are provisional as soon as they need a year without a list', () => {
    expect(addWorkingDays('2026-12-30', 1, registered)).toEqual({ day: '2026-12-31', provisional: false });
    expect(addWorkingDays('2026-12-31', 1, registered)).toEqual({ day: '2027-01-01', provisional: true });
    // The years between count too, although the last day has a list.
    expect(addWorkingDays('2024-12-20', 30, registered)).toMatchObject({ provisional: true });
  });
});

describe('calendar days', () => {
  const count = (start: string, days: number): object =>
    addDays(start, days, registered, { unit: 'calendar-days' });

  it('end on a working day', () => {
    expect(count('2026-11-20', 7)).toEqual({ day: '2026-11-27', provisional: false });
    expect(count('2026-11-21', 7)).toEqual({ day: '2026-11-30', provisional: false });
    expect(count('2026-09-24', 7)).toEqual({ day: '2026-10-08', provisional: false });
  });

  it('need the list of the year in which they end, and no other', () => {
    expect(count('2024-12-30', 30)).toEqual({ day: '2025-02-05', provisional: false });
    expect(count('2026-12-30', 30)).toMatchObject({ provisional: true });
  });
});

describe('any count', () => {
  const day = fc
    .date({ min: new Date('2024-06-01'), max: new Date('2026-12-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const days = fc.integer({ min: 0, max: 120 });
  const unit = fc.constantFrom<DayUnit>('working-days', 'calendar-days');
  const pause = fc
    .tuple(day, fc.integer({ min: 0, max: 30 }))
    .map(([from, length]): ExcludedDays => ({ from, until: dayAfter(from, length) }));

  it('of working days has exactly so many of them, and ends on one', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 120 }),
        fc.array(pause, { maxLength: 4 }),
        (start, n, excluded) => {
          const end = addDays(start, n, registered, { unit: 'working-days', excluded });
          const counted = daysFrom(dayAfter(start), 1_000).filter(
            (each) =>
              each <= end.day &&
              isWorkingDay(each, registered) &&
              !excluded.some(({ from, until }) => from <= each && each < until),
          );
          expect(counted).toHaveLength(n);
          expect(counted.at(-1)).toBe(end.day);
        },
      ),
    );
  });

  it('between two days is that of each day, in both directions and in years without a list', () => {
    const any = fc
      .date({ min: new Date('1969-12-01'), max: new Date('2030-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 800 }), (from, length) => {
        const to = dayAfter(from, length);
        const counted = daysFrom(dayAfter(from), length).filter((each) => isWorkingDay(each, registered));
        expect(workingDaysBetween(from, to, registered)).toBe(counted.length);
        expect(workingDaysBetween(to, from, registered) + counted.length).toBe(0);
      }),
    );
  });

  it('between a start and its end is what was added', () => {
    fc.assert(
      fc.property(day, days, (start, n) => {
        const end = addWorkingDays(start, n, registered);
        expect(workingDaysBetween(start, end.day, registered)).toBe(n);
      }),
    );
  });

  it('grows with its days, and can be taken in two parts', () => {
    fc.assert(
      fc.property(day, days, days, (start, first, second) => {
        const whole = addWorkingDays(start, first + second, registered);
        const half = addWorkingDays(start, first, registered);
        expect(addWorkingDays(half.day, second, registered).day).toBe(whole.day);
        expect(half.day <= whole.day).toBe(true);
      }),
    );
  });

  it('is never shortened by a pause, nor by a later start', () => {
    fc.assert(
      fc.property(day, days, unit, pause, (start, n, counted, excluded) => {
        const plain = addDays(start, n, registered, { unit: counted }).day;
        const paused = addDays(start, n, registered, { unit: counted, excluded: [excluded] }).day;
        expect(plain <= paused).toBe(true);
        expect(plain <= addDays(dayAfter(start), n, registered, { unit: counted }).day).toBe(true);
      }),
    );
  });

  it('is provisional exactly when it consults a year without a list', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 120 }), (start, n) => {
        const end = addWorkingDays(start, n, registered);
        const years = daysFrom(dayAfter(start), 1_000)
          .filter((each) => each <= end.day)
          .map(yearOf);
        expect(end.provisional).toBe(years.some((year) => !registered.has(year)));
      }),
    );
  });

  it('starts on a day of China, and its result does not depend on the time zone of the machine', () => {
    expect(dateOf('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
    expect(dateOf('2026-12-31T15:59:59.999Z')).toBe('2026-12-31');
  });
});

describe('a calendar', () => {
  const calendar = { schema: 1, version: 1, year: 2026, holidays: ['2026-10-01'], workdays: ['2026-10-10'] };

  it('lists days of its year', () => {
    expect(calendarSchema.safeParse(calendar).success).toBe(true);
  });

  it.each<[string, object]>([
    ['a day of another year', { holidays: ['2025-10-01'] }],
    ['a make-up day of another year', { workdays: ['2025-10-11'] }],
    ['a day that is not one', { holidays: ['2026-02-30'] }],
    ['a day twice', { holidays: ['2026-10-01', '2026-10-01'] }],
    ['a day in both lists', { holidays: ['2026-10-10'] }],
    ['a make-up day that is a weekday', { workdays: ['2026-10-09'] }],
    ['a year that is none', { year: 26 }],
  ])('is refused with %s', (_, more) => {
    expect(calendarSchema.safeParse({ ...calendar, ...more }).success).toBe(false);
  });
});

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dayAfter(first, index));
}
