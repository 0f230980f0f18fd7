// SPDX-License-Identifier: Apache-2.0

const dayMs = 24 * 3_600_000;

/**
 * Adds working days to a time (行政许可法 art. 82), skipping Saturdays and Sundays in China Standard Time. Public holidays
 * and the working weekends that compensate for them (调休) are left to the clock service.
 */
export function addWorkingDays(time: string, days: number): string {
  let at = Date.parse(time);
  for (let left = days; left > 0;) {
    at += dayMs;
    const weekday = new Date(at + 8 * 3_600_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(at).toISOString();
}
