// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** A day in China Standard Time, in which the domain's dates are given, or a moment (RFC 3339) with its offset. */
export const momentSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'must be a date YYYY-MM-DD, or a time with its offset',
});

/** The moment, or the first one of the day; in UTC with milliseconds. */
export function firstMomentOf(moment: string): string {
  return new Date(isDay(moment) ? `${moment}T00:00:00.000+08:00` : moment).toISOString();
}

/** The moment, or the last one of the day, which is in it; in UTC with milliseconds. */
export function lastMomentOf(moment: string): string {
  return new Date(isDay(moment) ? `${moment}T23:59:59.999+08:00` : moment).toISOString();
}

function isDay(moment: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(moment);
}
