// SPDX-License-Identifier: Apache-2.0

const dayMs = 24 * 3_600_000;

/**
 * The time some working days later (行政许可法 art. 82). Saturdays and Sundays of China Standard Time do not count;
 * public holidays and the days worked instead of them are the clock service's to know.
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
