// SPDX-License-Identifier: Apache-2.0
import {
  isRetentionPeriod,
  normaliseArchivalDate,
  readRetention,
  simplified,
} from '@guidang/chaincode/model';
import { says } from '../terminal-words';

/** What is wrong with a value of a row. */
export interface CellFault {
  /** The column's heading. */
  readonly field: string;
  readonly message: string;
}

/** The cells of a row of a table. */
export interface Cells {
  readonly texts: readonly string[];
  /** The positions of those that a spreadsheet keeps as days. */
  readonly days?: ReadonlySet<number>;
  /** What is wrong with cells, as the spreadsheet names them, before anything is read. */
  readonly faults?: readonly CellFault[];
}

/** A value without what is typed only to make a spreadsheet take it as text: ="0001", or '0001. */
export function typedIn(cell: string): string {
  const value = cell.trim();
  const formula = /^="([^"]*)"$/u.exec(value)?.[1];
  if (formula !== undefined) return formula.trim();
  return /^'[^']+$/u.test(value) ? value.slice(1).trim() : value;
}

const scientific = /^[+-]?\d+(\.\d+)?[eE]\+?\d+$/;
const spreadsheetError = /^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|#+)/;
/** Codes such as 1-2 that a spreadsheet has turned into a day. */
const turnedDate = /^(\d{1,2}月\d{1,2}日|\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{2,4})$/;
/** A spreadsheet keeps 15 digits of a number, and makes the others zeros. */
const lostDigits = /^[1-9]\d{14}0{3,}$/;

/** Controls, but for tab and line ends, which quoted fields have; marks of the direction of writing; halves of characters. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;

/** Within a sentence nobody asks twice: characters that an earlier encoding did not have. */
const lostHan = /\p{Script=Han}\?{2,}\p{Script=Han}/u;

/** What a spreadsheet has made of a value, if it is not what was typed; `undefined` for what may be right. */
export function damageOf(value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length < 32 && scientific.test(value)) {
    return says(
      `a number that a spreadsheet has rounded (${value}): format the column as text and type it again, such as 2150000001`,
      `被电子表格改写为科学计数的数字（${value}）：请将该列设为“文本”格式后重新录入，例如 2150000001`,
    );
  }
  if (lostDigits.test(value)) {
    return says(
      'a long number whose last digits a spreadsheet has made zeros: format the column as text and type it again',
      '长数字的末几位被电子表格改为 0：请将该列设为“文本”格式后重新录入',
    );
  }
  if (turnedDate.test(value)) {
    return says(
      `a day, which a spreadsheet may have made of a code such as 1-2 (${value}): format the column as text`,
      `电子表格可能把“1-2”一类的编号改成了日期（${value}）：请将该列设为“文本”格式`,
    );
  }
  if (spreadsheetError.test(value)) {
    return says(`an error of a spreadsheet (${value})`, `电子表格的错误值（${value}）`);
  }
  return characterDamage(value);
}

/** Characters that an earlier conversion has lost, or that not everybody sees as they were typed. */
function characterDamage(value: string): string | undefined {
  const hidden = unseen.exec(value);
  if (hidden !== null) {
    const position = Array.from(value.slice(0, hidden.index)).length + 1;
    return says(
      `a character that nobody sees (${codeOf(hidden[0])}, as character ${position}): type the value again`,
      `含不可见字符（第 ${position} 个字符，${codeOf(hidden[0])}）：请重新录入`,
    );
  }
  const [own] = /\p{Co}/u.exec(value) ?? [];
  if (own !== undefined) {
    return says(
      `a character of a private area (${codeOf(own)}), which each font shows otherwise: type the character of the standard`,
      `含自造字（${codeOf(own)}），在不同字体中显示不同：请改用标准编码的字`,
    );
  }
  if (value.includes('\ufffd') || lostHan.test(value)) {
    return says(
      'a replacement character: the text was damaged by an earlier conversion',
      '含替换字符：文字在以前的转换中已损坏',
    );
  }
  return undefined;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const yearFirst = /^(\d{4})(?:[/.年-])(\d{1,2})(?:[/.月-])(\d{1,2})日?(?: 0?0:00(?::00)?)?$/;

/** A date whose year comes first, as spreadsheets in China print it, in the ledger's form; any other as it is. */
export function dateOf(value: string): string {
  const [, year = '', month = '', day = ''] = yearFirst.exec(value) ?? [];
  return year === '' ? value : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Why a date cannot be meant; `undefined` for one that the gateway may judge. */
export function dateFault(value: string): string | undefined {
  if (/^\d{5}$/.test(value)) {
    return says(
      `the number of a day in a spreadsheet (${value}): format the column as text, such as 2024-05-06`,
      `电子表格的日期序号（${value}）：请将该列设为“文本”格式，例如 2024-05-06`,
    );
  }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(value)) {
    return says(
      `a date whose day and month cannot be told apart (${value}): write the year first, such as 2024-05-06`,
      `日与月无法区分的日期（${value}）：请把年写在前面，例如 2024-05-06`,
    );
  }
  return undefined;
}

/** A year as lists write it (2013年度, 二〇一三, a program's 2013.0), in the ledger's form; any other text as it is. */
export function yearOf(value: string): string {
  const written = value
    .normalize('NFKC')
    .replace(/(?<=^\d{4})\.0+$/u, '')
    .replace(/度$/u, '');
  return /^\d{4}$/u.exec(normaliseArchivalDate(written))?.[0] ?? value;
}

/** A day where none is meant: a spreadsheet makes one of a code such as 1-2. */
export function dayFault(value: string): string {
  return says(
    `a day, which a spreadsheet has made of what was typed (${value}): format the column as text and type it again`,
    `电子表格把录入的内容改成了日期（${value}）：请将该列设为“文本”格式后重新录入`,
  );
}

/** The code of a period that catalogues write in words; any other as it is. */
export function retentionOf(value: string): string {
  const words = simplified(value).replaceAll(/\s|保存$/gu, '');
  const codes = [words.replaceAll(/[（）()]/gu, ''), ...(inTwoWords(words) ?? [])].map(readRetention);
  const [whole = '', first = '', second = first] = codes;
  const code = isRetentionPeriod(whole) || first !== second ? whole : first;
  return isRetentionPeriod(code) ? code : value;
}

/** 30年（D30）, D30-30年, WS 文书: a code and what it means, side by side. */
function inTwoWords(text: string): readonly [string, string] | undefined {
  const [, first = '', second = ''] =
    /^([^（(]+)[（(]([^）)]+)[）)]$/u.exec(text) ??
    /^([A-Z]+\d*)[-·:：]?([\p{Script=Han}\d]+)$/iu.exec(text) ??
    [];
  return first === '' ? undefined : [first, second];
}

/** 机关档案管理规定 (2018), DA/T 13-2022: the categories by their names. */
const categoryNames: Readonly<Record<string, string>> = {
  文书: 'WS',
  科技: 'KJ',
  人事: 'RS',
  会计: 'KU',
  专业: 'ZY',
  照片: 'ZP',
  录音: 'LY',
  录像: 'LX',
  业务数据: 'SJ',
  公务电子邮件: 'YJ',
  网页信息: 'WY',
  社交媒体: 'MT',
  实物: 'SW',
};

/** The code of a category that catalogues write by its name (文书, 文书档案); any other text as it is. */
export function categoryOf(value: string): string {
  const words = simplified(value).replaceAll(/\s/gu, '');
  const [first, second] = (inTwoWords(words) ?? []).map(categoryNamed);
  if (first !== undefined && first === second) return first;
  return categoryNames[nameIn(words)] ?? value;
}

function categoryNamed(word: string): string {
  return categoryNames[nameIn(word)] ?? word.toUpperCase();
}

function nameIn(word: string): string {
  return word.replace(/(?:档案)?类?$/u, '');
}

/** Formats by the names that catalogues have for them. */
const mediaTypes: Readonly<Record<string, string>> = {
  PDF: 'application/pdf',
  'PDF/A': 'application/pdf',
  OFD: 'application/ofd',
  XML: 'application/xml',
  TXT: 'text/plain',
  JPG: 'image/jpeg',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  TIF: 'image/tiff',
  TIFF: 'image/tiff',
  WAV: 'audio/wav',
  MP3: 'audio/mpeg',
  MP4: 'video/mp4',
};

/** The media type of a format that is given by its name (PDF, .tif); any other text as it is. */
export function mediaTypeOf(value: string): string {
  return mediaTypes[value.replace(/^\./u, '').toUpperCase()] ?? value;
}

/** 合计, 共12件: what a spreadsheet's last line has in its first cell. */
const totals = /^(?:合计|总计|小计|共计|共\d+[件卷页])/u;

/** Whether a program of MS-DOS has marked the end of its file. */
export function isEndMark(texts: readonly string[]): boolean {
  return texts.length === 1 && texts[0] === '\u001a';
}

/** Whether a row only adds up those above it. */
export function isTotals(texts: readonly string[]): boolean {
  const first = texts
    .map((text) => text.normalize('NFKC').replaceAll(/\s/gu, ''))
    .find((text) => text !== '');
  return first !== undefined && totals.test(first);
}
