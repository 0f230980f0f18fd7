// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { demand } from '../ledger/refusal';
import { limits } from '../ledger/limits';
import { dateOf, dayAfter } from '../ledger/time';
import { dateSchema } from '../ledger/values';
import type { Matter } from '../matter/model';
import { addDays, workingDaysBetween } from '../registry/working-days';
import type { Calendars, CountedDay } from '../registry/working-days';
import { deadlineSchema } from './model';
import type { Case, Deadline, Pause, TimeLimit, TimeLimits } from './model';
import { isHandled } from './states';

/** What a matter that says nothing else asks; five days for the acceptance stand in 行政许可法 art. 32. */
function lengthOf(
  { workingDays, timeLimits }: Pick<Matter, 'workingDays' | 'timeLimits'>,
  deadline: Deadline,
): Pick<TimeLimit, 'days' | 'unit'> {
  const days = deadline === 'acceptance' ? 5 : workingDays;
  return timeLimits?.[deadline] ?? { days, unit: 'working-days' };
}

/** The limit that starts at a time: on receipt, or on acceptance. */
export function limitFrom(
  time: string,
  deadline: Deadline,
  matter: Pick<Matter, 'workingDays' | 'timeLimits'>,
): TimeLimit {
  return { start: dateOf(time), ...lengthOf(matter, deadline) };
}

/**
 * The limits of a case. One of version 0.1.0 stores none: they follow from its times, but of its pauses only the last
 * reason is left. Where there was one, all days are provisional.
 */
export function timeLimitsOf(subject: Case, matter: Pick<Matter, 'workingDays' | 'timeLimits'>): TimeLimits {
  if (subject.timeLimits !== undefined) return subject.timeLimits;
  const { openedAt, acceptedAt, reason, state } = subject;
  return {
    acceptance: limitFrom(openedAt, 'acceptance', matter),
    ...(acceptedAt === undefined ? {} : { decision: limitFrom(acceptedAt, 'decision', matter) }),
    pauses: isPausing(state) ? [{ from: dateOf(acceptedAt ?? openedAt) }] : [],
    ...(reason === undefined ? {} : { pausesUnknown: true }),
  };
}

/** The last day of a limit, as if no pause lasted. */
export function countOf(
  { start, days, unit }: TimeLimit,
  pauses: readonly Pause[],
  calendars: Calendars,
): CountedDay {
  return addDays(start, days, calendars, { unit, excluded: pauses.filter(hasEnded) });
}

/** The last day of a limit; `undefined` while it stands still, because a pause that has not ended began before it. */
export function lastDayOf(
  limit: TimeLimit,
  { pauses, pausesUnknown }: Pick<TimeLimits, 'pauses' | 'pausesUnknown'>,
  calendars: Calendars,
): CountedDay | undefined {
  const { day, provisional } = countOf(limit, pauses, calendars);
  const open = pauses.find((pause) => !hasEnded(pause));
  if (open !== undefined && open.from <= day) return undefined;
  return { day, provisional: provisional || pausesUnknown === true };
}

function hasEnded(pause: Pause): pause is Pause & { until: string } {
  return pause.until !== undefined;
}

/** Whether a limit is over at a time: the whole of its last day has passed. */
export function isOver(lastDay: CountedDay | undefined, at: string): boolean {
  return lastDay !== undefined && !lastDay.provisional && dateOf(at) > lastDay.day;
}

/** @throws {Refusal} `deadline-running` unless the limit is over. */
export function demandOver(lastDay: CountedDay | undefined, at: string): asserts lastDay is CountedDay {
  const about =
    lastDay === undefined ? { paused: true } : { lastDay: lastDay.day, provisional: lastDay.provisional };
  demand(isOver(lastDay, at), 'deadline-running', 'the time limit has not passed', { detail: about });
}

/** The first day on which the clock of any organisation may report a limit: a day after its own department's could. */
export function openToAllFrom({ day, provisional }: CountedDay): string | undefined {
  return provisional ? undefined : dayAfter(day, 2);
}

/** What a change of state means for the limits: acceptance starts one, and pauses begin and end. */
export function withTimeLimits(before: Case, after: Case, matter: Matter, at: string): Case {
  const known = after.timeLimits ?? timeLimitsOf(before, matter);
  const pauses = pausesAfter(before, after, known.pauses, at);
  const { acceptedAt } = after;
  if (before.acceptedAt !== undefined || acceptedAt === undefined) {
    return { ...after, timeLimits: { ...known, pauses } };
  }
  // Nothing from before acceptance matters to the limit that now starts.
  const { acceptance } = known;
  return {
    ...after,
    timeLimits: { acceptance, decision: limitFrom(acceptedAt, 'decision', matter), pauses },
  };
}

function pausesAfter(before: Case, after: Case, pauses: readonly Pause[], at: string): Pause[] {
  if (before.state === after.state) return [...pauses];
  const today = dateOf(at);
  const ended = pauses.map((pause) => (hasEnded(pause) ? pause : { ...pause, until: today }));
  if (!isPausing(after.state)) return ended;
  demand(ended.length < limits.pausesPerCaseMax, 'limit-exceeded', 'the case was paused too often');
  const { reason } = after;
  return [...ended, { from: today, ...(reason === undefined ? {} : { reason }) }];
}

/** In these states no limit runs. */
function isPausing(state: Case['state']): boolean {
  return state === 'supplement' || state === 'paused';
}

/** The limit that a case is under now, as the registered calendars count it. */
export const caseDueSchema = z.strictObject({
  deadline: deadlineSchema,
  /** The last day, in China; absent while the limit stands still. */
  lastDay: dateSchema.optional(),
  /** The last day depends on a year without a calendar, or on pauses that nobody knows: nothing falls on it. */
  provisional: z.boolean(),
  /** The limit stands still: a supplement is awaited, or the case is paused. */
  paused: z.boolean(),
});

export type CaseDue = z.infer<typeof caseDueSchema>;

/** What a case is due for, and when; `undefined` when it has ended, and of a joint case, whose parts are due. */
export function dueOf(
  subject: Case,
  matter: Pick<Matter, 'workingDays' | 'timeLimits'>,
  calendars: Calendars,
): CaseDue | undefined {
  if (subject.parts !== undefined) return undefined;
  const timeLimits = timeLimitsOf(subject, matter);
  const deadline = deadlineIn(subject.state);
  const limit = deadline && timeLimits[deadline];
  if (deadline === undefined || limit === undefined) return undefined;
  const lastDay = lastDayOf(limit, timeLimits, calendars);
  if (lastDay === undefined) {
    return { deadline, provisional: timeLimits.pausesUnknown === true, paused: true };
  }
  return { deadline, lastDay: lastDay.day, provisional: lastDay.provisional, paused: false };
}

/** With the working days that are left; below zero from the day after the last one on. */
export const datedDueSchema = caseDueSchema.extend({ daysLeft: z.int().optional() });

/**
 * What a case is due for, as it stands on a day in China: 0 on the last day. The first days of rest after it count as
 * the working day that follows, so that the sign alone tells what is late.
 */
export function datedDue(due: CaseDue, today: string, calendars: Calendars): z.infer<typeof datedDueSchema> {
  const { lastDay } = due;
  if (lastDay === undefined) return due;
  const left = workingDaysBetween(today, lastDay, calendars);
  return { ...due, daysLeft: today > lastDay ? Math.min(left, -1) : left };
}

/** Whether what a case is due for is over at a time. */
export function isOverdue({ lastDay, provisional }: CaseDue, at: string): boolean {
  return isOver(lastDay === undefined ? undefined : { day: lastDay, provisional }, at);
}

function deadlineIn(state: Case['state']): Deadline | undefined {
  if (state === 'submitted' || state === 'supplement') return 'acceptance';
  return isHandled(state) || state === 'paused' ? 'decision' : undefined;
}
