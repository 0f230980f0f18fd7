// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import { dateSchema, versionSchema } from '../ledger/values';
import { isWeekend, yearOf } from './working-days';

const daysSchema = z.array(dateSchema).max(limits.calendarDaysMax);

/**
 * The working-day calendar of a year (工作日历), as the State Council announces it: the days off, weekends among them or
 * not, and the Saturdays and Sundays that are worked for them (调休上班).
 */
export const calendarShape = {
  year: z.int().min(2000).max(2199),
  holidays: daysSchema,
  workdays: daysSchema,
};

type CalendarContent = z.infer<z.ZodObject<typeof calendarShape>>;

/** A list that names a day twice, or of another year, would move time limits without anybody seeing why. */
export function checkCalendar(
  { year, holidays, workdays }: CalendarContent,
  context: Pick<z.RefinementCtx, 'addIssue'>,
): void {
  const refuse = (path: string[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  for (const [name, days] of Object.entries({ holidays, workdays })) {
    if (days.some((day) => yearOf(day) !== year)) refuse([name], 'every day must be one of the year');
  }
  const all = [...holidays, ...workdays];
  if (new Set(all).size !== all.length) refuse(['holidays'], 'a day stands in the lists once');
  if (!workdays.every(isWeekend)) {
    refuse(['workdays'], 'must be Saturdays or Sundays: other days need no list');
  }
}

export const calendarSchema = z
  .strictObject({ schema: z.literal(1), version: versionSchema, ...calendarShape })
  .superRefine(checkCalendar);

export type Calendar = z.infer<typeof calendarSchema>;

export const calendars = defineTable<Calendar>({
  name: 'calendar',
  schema: calendarSchema,
  key: ({ year }) => [String(year)],
});
