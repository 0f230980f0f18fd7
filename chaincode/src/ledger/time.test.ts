// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { addMonths, dateOf, isDate, minutesBetween, transactionTime } from './time';
import { dateSchema } from './values';

const date = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));

/** Months since year 0. */
function monthOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
}

describe('a date', () => {
  it.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['2026-04-31', false],
    ['2026-00-10', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00:00Z', false],
    ['+010000-01-01', false],
    ['２０２６-01-01', false],
    ['', false],
  ])('%j is one: %s, also as stored values have it', (text, expected) => {
    expect([isDate(text), dateSchema.safeParse(text).success]).toEqual([expected, expected]);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-23', 36, '2029-11-23'],
    ['2026-08-31', 0, '2026-08-31'],
  ])('%s and %d months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('adds that many months and keeps the day, or clamps it to the last of the month', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 1200 }), (from, months) => {
        const to = addMonths(from, months);
        expect(monthOf(to)).toBe(monthOf(from) + months);
        const next = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
        expect(to.slice(8) === from.slice(8) || (to.slice(8) < from.slice(8) && next.endsWith('-01'))).toBe(
          true,
        );
      }),
    );
  });
});

describe('times', () => {
  it.each([
    [{ seconds: 1_795_395_600, nanos: 0 }, '2026-11-23T01:00:00.000Z'],
    [{ seconds: { toNumber: () => 1_795_395_600 }, nanos: 999_999_999 }, '2026-11-23T01:00:00.999Z'],
  ])('of a transaction: %j', (timestamp, time) => {
    expect(transactionTime(timestamp)).toBe(time);
  });

  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('%s is on %s in China', (time, day) => {
    expect(dateOf(time)).toBe(day);
  });

  it('differ in minutes', () => {
    expect(minutesBetween('2026-11-23T01:00:00.000Z', '2026-11-23T01:05:30.000Z')).toBe(5.5);
    expect(minutesBetween('2026-11-23T01:05:00.000Z', '2026-11-23T01:00:00.000Z')).toBe(-5);
  });
});
