// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { simplified } from '../identifier/simplified';
import { withoutMarks } from '../identifier/invisible';
import { dateOf } from './time';

/*
 * The date of a record (DA/T 46 M33), of which archives often know only a part. What is stored is a subset of the
 * extended date format of ISO 8601-2 (EDTF): `2024`, `2024-05`, `2024-05-06`, `199X`, `19XX`, `XXXX` and `XXXX-05-06` for
 * an unknown year, `~` after what is approximate, `?` uncertain, `%` both, and `from/until` with `..` for an open end. The
 * parts that nobody knows are left out, so that nobody has to invent, and sign, a day.
 */

const part = /^(?:(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?|(\d{3}X|\d{2}XX))([~?%])?$/;
const open = '..';
const fullDate = /^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const textMax = 40;

/** A year in which February has 29 days. */
const leapYear = '2000';
const unknownYear = 'XXXX';

const expected =
  'must be a date that exists: 2024-05-06, or as much of it as is known (2024-05, 2024, 199X), 1998~ for about, 1998/2001 for a range';

/** The first and the last day that a date may be. */
interface DateSpan {
  readonly from: string;
  readonly until: string;
}

const ever: DateSpan = { from: '0000-01-01', until: '9999-12-31' };

/** A stored date. Every full date (`2024-05-06`) is one. */
export const archivalDateSchema = z
  .string()
  .max(textMax)
  .refine((text) => spanOf(text) !== undefined, expected);

/** As officers and lists write it: also 20240506, 20240500, 2024-00-00, 2024/5/6, 二〇二四年五月, 约1998年, 1998-2001. */
export const archivalDateInputSchema = z
  .string()
  .max(textMax)
  .overwrite(normaliseArchivalDate)
  .superRefine((text, context) => {
    if (spanOf(text) === undefined || withoutCentury.test(text)) {
      context.addIssue({ code: 'custom', message: faultOf(text) });
    }
  });

/** A year of two digits that a program has filled with zeros: nobody keeps records of the first century. */
const withoutCentury = /(?:^|\/)00\d\d/;

/** What is wrong with a date that cannot be kept, where it can be said more closely than `expected`. */
const faults: readonly (readonly [pattern: RegExp, message: string])[] = [
  [
    /(?:\d\d|[一二]\S)(?:0|[〇○◯零]){2}\s*(?:年代|s)/,
    'may be ten years or a hundred: write 190X for the ten, 19XX for the hundred',
  ],
  [
    /^(?:\d0|[一二三四五六七八九]十)年代|^(?:00)?\d\d[-/.年]\d{1,2}(?:[-/.月]|$)|^00\d\d/,
    'does not say of which century: write the year with four digits, such as 1998 or 195X',
  ],
  [
    /光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|康德|大同|明治|大正|昭和|平成|令和|[农阴旧]历|[正腊冬]月|闰|初[一二三四五六七八九十]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年/,
    'is of an era or of the lunar calendar: write the day, month or year of the common one (公历), such as 1904-02',
  ],
];

function faultOf(original: string): string {
  const text = simplified(original.normalize('NFKC'));
  return faults.find(([pattern]) => pattern.test(text))?.[1] ?? expected;
}

/** The days that a stored date may be; `undefined` for a text that is none. */
export function spanOf(text: string): DateSpan | undefined {
  if (isFullDate(text)) return { from: text, until: text };
  const ends = text.split('/');
  if (ends.length === 1) return spanOfPart(text);
  if (ends.length > 2 || text === `${open}/${open}`) return undefined;
  const [first, second] = ends.map(spanOfEnd);
  if (first === undefined || second === undefined || first.from > second.until) return undefined;
  return { from: first.from, until: second.until };
}

/** What nearly all dates are: a day that exists. */
function isFullDate(text: string): boolean {
  return fullDate.test(text) && text.slice(8) <= lastDay(text.slice(0, 4), text.slice(5, 7));
}

function spanOfEnd(text: string): DateSpan | undefined {
  return text === open ? ever : spanOfPart(text);
}

/** Whether something happened after a day, whichever of its possible days it was; an open end may be any. */
export function isAfter(date: string, day: string): boolean {
  if (isFullDate(date)) return date > day;
  return date.split('/').some((end) => (spanOfEnd(end)?.from ?? day) > day);
}

function spanOfPart(text: string): DateSpan | undefined {
  const [, year, month, day, rough] = part.exec(text) ?? [];
  if (rough !== undefined) {
    return { from: `${rough.replaceAll('X', '0')}-01-01`, until: `${rough.replaceAll('X', '9')}-12-31` };
  }
  if (year === undefined || year === '0000') return undefined;
  if (month !== undefined && !exists(year, month, day)) return undefined;
  return year === unknownYear ? ever : spanIn(year, month, day);
}

function spanIn(year: string, month: string | undefined, day: string | undefined): DateSpan {
  const last = month ?? '12';
  return {
    from: `${year}-${month ?? '01'}-${day ?? '01'}`,
    until: `${year}-${last}-${day ?? lastDay(year, last)}`,
  };
}

function exists(year: string, month: string, day = '01'): boolean {
  if (month < '01' || month > '12') return false;
  return day >= '01' && day <= lastDay(year, month);
}

function lastDay(year: string, month: string): string {
  if (month === '02') return isLeap(Number(year === unknownYear ? leapYear : year)) ? '29' : '28';
  return ['04', '06', '09', '11'].includes(month) ? '30' : '31';
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The stored form of a date as people write it; what is not understood is returned as it is, to be refused. */
export function normaliseArchivalDate(original: string): string {
  // What nearly all send, and whatever is too long to be a date.
  if (original.length > textMax || fullDate.test(original)) return original;
  // In Chinese the wide mark is that of a range, and what it is of is not said.
  if (/～\s*$/.test(original)) return original;
  const text = dayOfMoment(simplified(withoutMarks(original)).trim())
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(/[０-９／．－～？：［］]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
    .replace(/[壹贰叁肆伍陆柒捌玖拾]/g, (each) =>
      '一二三四五六七八九十'.charAt('壹贰叁肆伍陆柒捌玖拾'.indexOf(each)),
    )
    .replace(numeralYear, (each) => each.replace(/[0OＯ]/gi, '〇'))
    .replace(/[〇○◯零一二三四五六七八九十廿卅元]+(?=[年月日号季])|^[〇○◯零一二三四五六七八九]{4}$/g, arabic)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=\d)[·・‧•](?=\d)/g, '.')
    .replace(otherSeparators, '$1.$3.$4')
    .replace(timeOfDay, '')
    .replace(/(?<=[日\d]) ?[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?$/, '')
    .replace(/(?<=\d)号/g, '日')
    .replace(/(?<=[\d日月年])[.。]$/, '');
  const compact = withoutBlanks(inOurEra(text.replaceAll(' ', '')));
  if (unknown.test(compact)) return unknownYear;
  const [, inferred] = /^[[〔](.+)[\]〕]$/.exec(compact) ?? [];
  const [first, second] = endsOf(inferred ?? compact);
  const from = partOf(first, inferred !== undefined);
  const until = second === undefined ? undefined : partOf(second, inferred !== undefined);
  if (from === undefined || (second !== undefined && until === undefined)) return original;
  return until === undefined ? from : `${from}/${until}`;
}

/** 二0二四年, 二OO八年: as people type and scanners read the circle that is a zero. */
const numeralYear = /[一二][〇○◯零一二三四五六七八九0OＯ]{3}(?=年|$)/gi;

/** 2024、5、6, 2024 5 6: what stands between the parts of a day. Without it, 2024 1 2 would be a December. */
const otherSeparators = /(?<!\d)(\d{4})([、，,。 ])(\d{1,2})\2(\d{1,2})(?!\d)/g;

const moment =
  /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)(Z|[+-](?:0\d|1[0-4])):?([0-5]\d)?$/;
/** Whole numbers of seconds, and days with an offset, as XML and databases write them. */
const compactTime = /^(\d{4}-?\d\d-?\d\d)(?:T?(?:[01]\d|2[0-3])[0-5]\d[0-5]\d|\+08:00)$/;

/** The day of a moment whose offset is known is the one in China: programs write our midnight as 16:00 of Greenwich. */
function dayOfMoment(text: string): string {
  const [, day = '', time = '', offset = '', minutes = '00'] = moment.exec(text) ?? [];
  if (!isFullDate(day)) return compactTime.exec(text)?.[1] ?? text;
  return dateOf(`${day}T${time}${offset === 'Z' ? offset : `${offset}:${minutes}`}`);
}

/** What databases and registers add to a day: a time in China says nothing of it. */
const timeOfDay =
  /(?:[ T](?:[上下]午 ?)?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[AP]M)?|(?<=日) ?(?:[上下]午)?(?:[01]?\d|2[0-3])[时点](?:[0-5]?\d分(?:[0-5]?\d秒)?|整|半)?)$/i;

/** A form's words that nobody has filled in, and the marks for what nobody knows. */
function withoutBlanks(text: string): string {
  return text
    .replace(/^(?:公元|西元)(?=\d)/, '')
    .replace(/(?<=\d年)月日?$|(?<=\d月)日$/, '')
    .replace(/(?<=[\dX])-(?:XX|uu|\?\?|__|□□)(?=[-/]|$)/gi, '-00')
    .replace(/(?<=-00)-(?:XX|uu|\?\?|__|□□)(?=\/|$)/gi, '-00');
}

/** The first and the last month of a part of a year. */
const partsOfYear: Readonly<Record<string, readonly [string, string]>> = {
  上半年: ['01', '06'],
  下半年: ['07', '12'],
  '1季度': ['01', '03'],
  '2季度': ['04', '06'],
  '3季度': ['07', '09'],
  '4季度': ['10', '12'],
};

/** Half a year or a quarter, as the range that it is. */
function partOfYear(text: string): readonly [string, string] | undefined {
  const [, year = '', name = ''] = /^(\d{4})年第?(.{3})$/.exec(text) ?? [];
  const months = partsOfYear[name];
  return months && [`${year}-${months[0]}`, `${year}-${months[1]}`];
}

/** The ten days (旬) of a month, as the range that they are. */
function tenDays(text: string): readonly [string, string] | undefined {
  const [, year = '', month = '', third = ''] = /^(\d{4})年(\d{1,2})月([上中下])旬$/.exec(text) ?? [];
  if (year === '') return undefined;
  const begin = { 上: '01', 中: '11' }[third] ?? '21';
  const end = { 上: '10', 中: '20' }[third] ?? lastDay(year, month.padStart(2, '0'));
  return [`${year}-${month}-${begin}`, `${year}-${month}-${end}`];
}

/** How catalogues say that nobody knows. */
const unknown = /^[[〔]?(?:(?:日期|时间|年代|年月)?(?:不详|不明|未知)|无日期|[ns]\.?d\.?)[\]〕]?$/i;

const numerals = '〇一二三四五六七八九';
/** 十二, 一十二, 二十一, 三十; a year is written digit by digit. */
const tens = /^([一二三])?十([一二三四五六七八九])?$/;

/** Years of the Republic (民国) are ours but for the count, which begins in 1912; those of emperors begin on other days. */
function inOurEra(text: string): string {
  return text.replace(/(?:中华)?民国(\d{1,3}|元)年/g, (_, year: string) => {
    return `${String(1911 + (year === '元' ? 1 : Number(year)))}年`;
  });
}

/** The Chinese numeral before 年, 月 or 日 in digits; 元月 is January. What is no numeral stays, to be refused. */
function arabic(text: string, at: number, whole: string): string {
  if (text === '元') return whole.charAt(at + 1) === '月' ? '1' : text;
  const written = text
    .replace('廿', '二十')
    .replace('卅', '三十')
    .replaceAll(/[○◯零]/g, '〇');
  const [found, more = '一', unit = '〇'] = tens.exec(written) ?? [];
  return Array.from(found === undefined ? written : more + unit, (each) => {
    const digit = numerals.indexOf(each);
    return digit < 0 ? each : String(digit);
  }).join('');
}

/** A range that does not say both of its ends in full. */
function shortRange(text: string): readonly [string, string] | undefined {
  return partOfYear(text) ?? tenDays(text) ?? shortEnded(text);
}

/** Both ends of a range. A hyphen separates ends only where it cannot stand inside a date. */
function endsOf(text: string): readonly [string, string | undefined] {
  const both = shortRange(text);
  if (both !== undefined) return both;
  const word =
    /^(.*?\d(?:年|月|日|[~?%])?)(?:至|到|—+|–|--)(.*\d.*)$/.exec(text) ??
    /^(\d{4}-\d{1,2}(?:-\d{1,2})?)~(\d{4}-\d{1,2}(?:-\d{1,2})?)$/.exec(text) ??
    /^(.*\d[年月日]|\d{4}年.*\d|\d{4}(?=.\d{4}年$))[-~](\d.*)$/.exec(text);
  if (word !== null) return alike(word[1] ?? '', word[2] ?? '');
  const slash = /^([^/]*)\/([^/]*)$/.exec(text);
  // 2024/5 is a month; 2024/2025, and what is a full date or an open end, are two ends.
  if (slash !== null && !/^\d{4}\/\d{1,2}$/.test(text)) return [slash[1] ?? '', slash[2]];
  const hyphen =
    /^(\d{4}|\d{6}|\d{8}|\d{4}\.\d{1,2}(?:\.\d{1,2})?|\d{4}\/\d{1,2}\/\d{1,2})[-~](\d{4}|\d{6}|\d{8}|\d{4}\.\d{1,2}(?:\.\d{1,2})?|\d{4}\/\d{1,2}\/\d{1,2})$/.exec(
      text,
    );
  return hyphen === null ? [text, undefined] : [hyphen[1] ?? '', hyphen[2]];
}

/** 2024.5.6—5.8, 2024/5/6-8, 2024.5—6: an end that leaves out what the beginning says. A hyphen may also be in a day. */
function shortEnded(text: string): readonly [string, string] | undefined {
  const days = /^(\d{4}([-./]))(\d{1,2}\2)(\d{1,2})(?!\2)(?:[-~–至到]|—+|--)(\d{1,2}\2)?(\d{1,2})$/.exec(
    text,
  );
  if (days !== null) {
    const [, year = '', , month = '', first = '', ofEnd = month, last = ''] = days;
    return [year + month + first, year + ofEnd + last];
  }
  const [, year = '', from = '', until = ''] =
    /^(\d{4}[-./])(\d{1,2})(?:[~–至到]|—+)(\d{1,2})$/.exec(text) ?? [];
  return year === '' ? undefined : [year + from, year + until];
}

/** 2024年5月6日至6月1日, 2024年5月6至8日: each end says only what the other does not. */
function alike(start: string, end: string): readonly [string, string] {
  const [, unit = ''] = /^\d{1,4}([年月日])$/.exec(end) ?? [];
  const first = /\d$/.test(start) ? start + unit : start;
  const [, year = '', month = ''] = /^(\d{4}年)(\d{1,2}月)/.exec(first) ?? [];
  if (year !== '' && /^\d{1,2}月/.test(end)) return [first, year + end];
  return [first, year !== '' && /^\d{1,2}日$/.test(end) ? year + month + end : end];
}

const about = /^(?:约|大约|c\.?|ca\.?|circa)(?=[\dX])|(?<=[\dX年月日])(?:左右|前后|许|~)$/giu;

/** One date; `undefined` when its meaning is not certain. In square brackets (DA/T 18) it is what the archivist infers. */
function partOf(text: string, isInferred: boolean): string | undefined {
  if (text === open) return open;
  const bare = text.replace(about, '');
  const qualifier = bare === text ? '' : '~';
  const doubt = /[?%]$/.exec(bare)?.[0] ?? '';
  // Said twice in different ways, it is not certain what was meant.
  if (qualifier !== '' && doubt !== '') return undefined;
  const date = dateIn(doubt === '' ? bare : bare.slice(0, -1));
  return date === undefined ? undefined : date + (isInferred ? inferredMark(qualifier) : qualifier + doubt);
}

function inferredMark(qualifier: string): string {
  return qualifier === '' ? '?' : '%';
}

const rough = /^(?:\d{3}X|\d{2}XX)$/i;
const shapes = [
  /^(\d{4}|XXXX)(\d\d)?(\d\d)?$/i,
  /^(\d{4}|XXXX)([-./])(\d{1,2})(?:\2(\d{1,2}))?$/i,
  /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日?)?)?$/,
];

function dateIn(text: string): string | undefined {
  if (rough.test(text)) return text.toUpperCase();
  // 1990s are ten years; 1900s may be ten, or a hundred.
  const [, decade] = /^(\d{2}[1-9])0(?:年代|s)$/.exec(text) ?? [];
  if (decade !== undefined) return `${decade}X`;
  const [, century, tenth = 'X'] = /^(\d{2})世纪(?:(\d)0年代)?$/.exec(text) ?? [];
  if (century !== undefined) return `${String(Number(century) - 1).padStart(2, '0')}${tenth}X`;
  const [compact, separated, chinese] = shapes.map((shape) => shape.exec(text));
  if (separated != null) return known(separated[1], separated[3], separated[4]);
  const found = compact ?? chinese;
  return found == null ? undefined : known(found[1], found[2], found[3]);
}

/** Zeros stand for what is not known (DA/T 46); a day of an unknown month says nothing certain. */
function known(year = '', month = '00', day = '00'): string | undefined {
  const [yyyy, mm, dd] = [year.toUpperCase(), month.padStart(2, '0'), day.padStart(2, '0')];
  const named = yyyy === '0000' ? unknownYear : yyyy;
  if (mm === '00') return dd === '00' ? named : undefined;
  return dd === '00' ? `${named}-${mm}` : `${named}-${mm}-${dd}`;
}
