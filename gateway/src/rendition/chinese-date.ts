// SPDX-License-Identifier: Apache-2.0

const chinaOffsetMs = 8 * 60 * 60 * 1000;
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Formats a date in the form used on licences: `2026年11月3日`. An instant is converted to China Standard Time (one time
 * zone, no summer time).
 *
 * @param text - an ISO 8601 date, or an instant with its offset
 * @throws RangeError if it is neither
 */
export function chineseDate(text: string): string {
  const shift = dateOnly.test(text) ? 0 : chinaOffsetMs;
  const date = new Date(Date.parse(text) + shift);
  if (Number.isNaN(date.getTime())) {
    throw new RangeError(`not an ISO 8601 date: ${JSON.stringify(text)}`);
  }
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}
