// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { dayAfter, dayNumberOf, weekdayOf } from '../ledger/time';
import type { DayUnit } from '../ledger/values';

/** What a count reads of a year's calendar. */
export interface CalendarDays {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** The lists of holidays and make-up working days that are registered, by year. */
export type Calendars = ReadonlyMap<number, CalendarDays>;

/** A day in China. It is provisional when it depends on a year whose list is not registered: nothing falls on it. */
export interface CountedDay {
  readonly day: string;
  readonly provisional: boolean;
}

/** Days that a period does not contain; `until` is the first that it contains again. */
export interface ExcludedDays {
  readonly from: string;
  readonly until: string;
}

export interface CountOptions {
  readonly unit: DayUnit;
  readonly excluded?: readonly ExcludedDays[];
}

/** Adds working days (行政许可法 art. 82); the first day does not count (民法典 art. 201). */
export function addWorkingDays(start: string, days: number, calendars: Calendars): CountedDay {
  return addDays(start, days, calendars, { unit: 'working-days' });
}

/**
 * The last day of a period. One in calendar days ends on a working day (民法典 art. 203). Without a list, Mondays to
 * Fridays count as working days, and the result is provisional.
 */
export function addDays(
  start: string,
  days: number,
  calendars: Calendars,
  { unit, excluded = [] }: CountOptions,
): CountedDay {
  let day = start;
  let provisional = false;
  for (let left = days; left > 0;) {
    day = dayAfter(day);
    if (isExcluded(day, excluded)) continue;
    if (unit === 'working-days' || left === 1) {
      provisional ||= !calendars.has(yearOf(day));
      if (!isWorkingDay(day, calendars)) continue;
    }
    left -= 1;
  }
  return { day, provisional };
}

/** How many working days come after one day, up to another; negative the other way round. */
export function workingDaysBetween(from: string, to: string, calendars: Calendars): number {
  return workingDaysUpTo(to, calendars) - workingDaysUpTo(from, calendars);
}

/**
 * How many working days come after a day, up to a later one: the fewest and the most that the calendars leave open. In a
 * year whose list is not registered, as many weekdays may be off, or days of weekends worked, as a list holds.
 */
export function workingDaysWithin(
  from: string,
  to: string,
  calendars: Calendars,
): { readonly least: number; readonly most: number } {
  let least = workingDaysBetween(from, to, calendars);
  let most = least;
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    if (calendars.has(year)) continue;
    const start = maxDay(from, `${String(year - 1).padStart(4, '0')}-12-31`);
    const end = minDay(to, `${String(year).padStart(4, '0')}-12-31`);
    const weekdays = workingDaysBetween(start, end, new Map());
    const all = dayNumberOf(end) - dayNumberOf(start);
    least -= Math.min(weekdays, limits.calendarDaysMax);
    most += Math.min(all - weekdays, limits.calendarDaysMax);
  }
  return { least, most };
}

function maxDay(one: string, other: string): string {
  return one > other ? one : other;
}

function minDay(one: string, other: string): string {
  return one < other ? one : other;
}

/** Working days up to a day, from one that is the same for all: at the cost of the lists, however far off it is. */
function workingDaysUpTo(day: string, calendars: Calendars): number {
  // 1970-01-01 was a Thursday; weeks are counted from the Monday before.
  const days = dayNumberOf(day) + 3;
  const weeks = Math.floor(days / 7);
  let count = weeks * 5 + Math.min(days - weeks * 7 + 1, 5);
  for (const { holidays, workdays } of calendars.values()) {
    for (const holiday of holidays) if (holiday <= day && !isWeekend(holiday)) count -= 1;
    for (const workday of workdays) if (workday <= day && isWeekend(workday)) count += 1;
  }
  return count;
}

export function isWorkingDay(day: string, calendars: Calendars): boolean {
  const list = calendars.get(yearOf(day));
  if (list?.workdays.includes(day) === true) return true;
  return !isWeekend(day) && list?.holidays.includes(day) !== true;
}

export function isWeekend(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function isExcluded(day: string, excluded: readonly ExcludedDays[]): boolean {
  return excluded.some(({ from, until }) => from <= day && day < until);
}
