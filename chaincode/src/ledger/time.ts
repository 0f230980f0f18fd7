// SPDX-License-Identifier: Apache-2.0
import { demand } from './refusal';
import { memoize } from './memoize';

/** Fabric's protobuf timestamp, whose seconds arrive as a Long or as a number. */
interface Timestamp {
  readonly seconds: number | { toNumber(): number };
  readonly nanos: number;
}

/**
 * The time of a transaction, which its client claims and the peers bound (peer.authentication.timewindow).
 * @returns RFC 3339 in UTC with milliseconds.
 */
export function transactionTime(timestamp: Timestamp): string {
  const seconds = typeof timestamp.seconds === 'number' ? timestamp.seconds : timestamp.seconds.toNumber();
  return new Date(seconds * 1000 + Math.floor(timestamp.nanos / 1_000_000)).toISOString();
}

/** Seconds since 1970, the time format of log signatures. */
export function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1000);
}

/** Minutes from one time to another; negative when `to` is earlier. */
export function minutesBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 60_000;
}

/**
 * The calendar date of a time in China Standard Time (UTC+8), in which the domain's dates are given. Every row of a list
 * asks it of the same time.
 */
export const dateOf = memoize(64, (time) =>
  new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10),
);

const dayMs = 24 * 3_600_000;

/** The date so many days later, or earlier. */
export function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

/** Whether a text is a calendar date, such as 2026-02-28: one that there is. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/**
 * Refuses a date or year that does not say its century: `0024-05-06` is a year of two digits that a program has filled up.
 * @throws {Refusal} `command-malformed`.
 */
export function demandCentury(text: string, field: string): void {
  demand(!text.startsWith('00'), 'command-malformed', 'the year must be written with its century', { field });
}

/** The days from 1970-01-01 to a date. */
export function dayNumberOf(date: string): number {
  return Date.parse(date) / dayMs;
}

/** The day of the week of a date; Sunday is 0. */
export function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay();
}

/** Adds whole months to a date, clamping to the last day of the month. */
export function addMonths(date: string, months: number): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7)) - 1 + months;
  const day = Number(date.slice(8, 10));
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}
