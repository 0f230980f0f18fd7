// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed } from './malformed';
import type { MalformedDetail } from './malformed';
import { withoutInvisible } from './invisible';
import { isRegionCode } from './region-code';
import { halfWidth } from './tidy-code';

export const citizenNumberLength = 18;

/** Holder-code type of a citizen number in the metadata of licences. */
export const citizenNumberType = '111';

/** GB 11643-1999 */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

export interface CitizenNumber {
  /** The region where the number was issued: six digits, not necessarily a current code. */
  readonly region: string;
  /** `YYYY-MM-DD`, a real calendar date. Future dates are not detected here, since that needs a clock. */
  readonly birthDate: string;
  /** The three digits that distinguish people with the same region and date of birth. */
  readonly order: string;
  readonly check: string;
}

/**
 * Parses a citizen number (公民身份号码, GB 11643-1999). The date is validated as well, since the check digit is right for
 * some impossible dates.
 *
 * @throws IdentifierMalformed
 */
export function parseCitizenNumber(text: string): CitizenNumber {
  if (text.length !== citizenNumberLength) throw malformed({ reason: 'length' });
  if (!/^\d{17}[0-9X]$/.test(text)) throw malformed({ reason: 'character' });
  const region = text.slice(0, 6);
  if (!isRegionCode(region)) throw malformed({ reason: 'format', part: 'region' });
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)];
  if (!isCalendarDay(Number(year), Number(month), Number(day))) throw malformed({ reason: 'date' });
  const expected = checkOf(text);
  if (text.charAt(17) !== expected) throw malformed({ reason: 'check', expected });
  return { region, birthDate: `${year}-${month}-${day}`, order: text.slice(14, 17), check: expected };
}

/**
 * Normalises typed input for {@link parseCitizenNumber}: blanks and zero-width characters go, full-width characters and
 * a small x become plain, and the fifteen digits in use until 2013 get their century and check digit (GB 11643-1999).
 * For user input only.
 */
export function normaliseCitizenNumber(text: string): string {
  const plain = withoutInvisible(halfWidth(text)).replace(/x$/u, 'X');
  if (!/^\d{15}$/u.test(plain)) return plain;
  const long = `${plain.slice(0, 6)}19${plain.slice(6)}`;
  return long + checkOf(long);
}

function checkOf(text: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0);
  return checks.charAt(sum % 11);
}

/** Computed for the Gregorian calendar without `Date`, which is banned in chaincode. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return day <= (isLeap ? 29 : 28);
  return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31);
}

function malformed(detail: Omit<MalformedDetail, 'kind'>): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'citizen-number', ...detail });
}
