// SPDX-License-Identifier: Apache-2.0
import type { UnitOfWork } from '../ledger/unit-of-work';
import { calendars } from './calendar';
import { yearOf } from './working-days';
import type { CalendarDays, Calendars, CountedDay } from './working-days';

/** Reads the lists that a count needs: from its first year to the year in which it ends. */
export async function readCalendars(
  unit: UnitOfWork,
  firstYear: number,
  count: (known: Calendars) => Pick<CountedDay, 'day'>,
): Promise<Calendars> {
  const known = new Map<number, CalendarDays>();
  // A list may move the end into the next year.
  for (let year = firstYear; year <= yearOf(count(known).day); year += 1) {
    const calendar = await unit.get(calendars, String(year));
    if (calendar !== undefined) known.set(year, calendar);
  }
  return known;
}
