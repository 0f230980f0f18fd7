// SPDX-License-Identifier: Apache-2.0

/**
 * 保管期限代码 that any record may have: permanent, 30 and 10 years; until 2006 长期 (`C`) and 短期 (`D`); and the periods
 * of accounting before 2016. Others are for a fonds to allow.
 */
export const retentionPeriods = ['Y', 'D30', 'D10', 'C', 'D', 'D3', 'D5', 'D15', 'D25'] as const;

/** `Y`, `C`, `D`, or `D` and a number of years. */
export type RetentionPeriod = string;

const period = /^(Y|C|D|D[1-9]\d{0,2})$/;

/** The last year of which a record may have 长期 or 短期 (国家档案局令第8号, in force from 2006-12-18). */
const oldPeriodsUntil = '2006';
const oldPeriods: readonly string[] = ['C', 'D'];

/** Words that other systems write for the code. */
const words: ReadonlyMap<string, string> = new Map([
  ['永久', 'Y'],
  ['长期', 'C'],
  ['短期', 'D'],
]);

export function isRetentionPeriod(text: string): boolean {
  return period.test(text);
}

/** Whether any record may have the period, without a fonds that allows it. */
export function isGeneralPeriod(text: string): boolean {
  return (retentionPeriods as readonly string[]).includes(text);
}

/** Whether records of the year may have the period. */
export function isPeriodOf(text: string, year: string): boolean {
  return !oldPeriods.includes(text) || year <= oldPeriodsUntil;
}

/** The code for a word such as 永久, 定期30年 or 30年; any other text is returned as it is. */
export function normaliseRetention(text: string): string {
  const years = /^(?:定期)?(\d{1,3})年$/.exec(text)?.[1];
  return years === undefined ? (words.get(text) ?? text) : `D${years}`;
}

/** Years as catalogues of before write them. */
const writtenYears: ReadonlyMap<string, string> = new Map([
  ['三', '3'],
  ['五', '5'],
  ['十', '10'],
  ['十五', '15'],
  ['二十五', '25'],
  ['三十', '30'],
]);

/**
 * The code of a period that stands by itself: also 三十年, 30 and 永久保存, which within a 档号 could mean something else.
 * Any other text is returned as it is.
 */
export function readRetention(text: string): string {
  // What nearly all send.
  if (period.test(text)) return text;
  if (text === '永久保存') return 'Y';
  const [, years, written = ''] = /^(?:定期)?(?:([1-9]\d{0,2})|(\p{Script=Han}{1,3})年)$/u.exec(text) ?? [];
  const number = years ?? writtenYears.get(written);
  return number === undefined ? normaliseRetention(text) : `D${number}`;
}
