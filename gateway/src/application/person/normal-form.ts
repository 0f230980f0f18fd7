// SPDX-License-Identifier: Apache-2.0
import { citizenNumberType, normaliseCitizenNumber, withoutInvisible } from '@guidang/chaincode/model';
import type { Person } from '@guidang/chaincode/model';
import { directionMarks } from '../../common/direction-marks';

type DocumentNumber = Pick<Person, 'numberType' | 'number'>;

/**
 * What programs and fonts put where they have lost a character, or officers where they mask one; and what lies in a
 * private area, which is another character in each font: GBK kept some there that have places of their own since. A zero
 * or an O between Chinese characters was a 〇.
 */
const standIns =
  /[\ufffd?？*＊□〓○◯×\p{Co}\p{Noncharacter_Code_Point}]|(?<=\p{Script=Han})[0０OＯoｏ](?=\p{Script=Han})/u;
/** U+F900 to U+FAFF and U+2F800 to U+2FA1F: normalisation would print another shape than the person's document has. */
const compatibilityIdeographs = /([\uf900-\ufaff\u{2f800}-\u{2fa1f}]+)/u;
const dots = /[\u2022\u2027\u2219\u22c5\u30fb\uff65]/gu;
/** What is typed for the dot within a name (买买提.阿不都拉), with the blanks beside it. */
const dotBetweenHan = /(?<=\p{Script=Han})[ ]?[·.。]{1,2}[ ]?(?=\p{Script=Han})/gu;
/** Dots that other keyboards and fonts have for it, some of which normalisation would make other signs of. */
const otherDotBetweenHan =
  /(?<=\p{Script=Han}\s?)[\u02d9\u16eb\u2e31\ua78f\u318d\u{10101}](?=\s?\p{Script=Han})/gu;
/** Parts of characters, which PDF programs put for the characters that look alike. Those of one meaning NFKC has read. */
const radicals = /[\u2e80-\u2fff\u31c0-\u31ef]/u;
/** Between Chinese characters a blank is layout (张　三), not part of the name. */
const blankBetweenHan = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
/** 411 to 418 passports and travel documents, 511 to 517 permits of Hong Kong, Macau and Taiwan, 553 and 554 foreigners. */
export const travelDocument = /^(?:41[1-8]|51[1-7]|55[34])$/u;

/**
 * Numbers of which only the first part belongs to the person: in the older forms the count of issues follows (往来内地
 * 通行证: H or M and 8 digits; 台胞证: 8 digits), or a check character in brackets, or both.
 */
const lifelongParts: ReadonlyMap<string, RegExp> = new Map([
  ['516', /^([HM]\d{8})\d{2}$/u],
  ['511', /^(\d{8})(?:\d{2})?(?:[A-Z]|\([0-9A-Z]\))?$/u],
]);

export function hasDirectionMark(text: string): boolean {
  return directionMarks.test(text);
}

export function hasRadical(name: string): boolean {
  return radicals.test(normalName(name));
}

export function hasStandIn(name: string): boolean {
  return standIns.test(name);
}

/** What programs and lists write where there is no name. */
const noName = /^(?:null|undefined|nan|none|nil|n\/a|无|無|空|不详|不詳|未知|姓名)$/iu;

export function isNoName(name: string): boolean {
  return noName.test(normalName(name));
}

/** 张三、李四; 张三/李四; 张三等3人: the holders of one licence, in one cell of a list. */
const severalNames =
  /\p{Script=Han}\s*[、,，;；/／|&+＋]\s*\p{Script=Han}|等[\d一二两三四五六七八九十]*[人户]$/u;

export function hasSeveralNames(name: string): boolean {
  return severalNames.test(name);
}

/**
 * What lists and forms write beside a name, of which a name in Chinese characters has nothing: 1., 姓名：, quotation
 * marks, a remark (曾用名…), the next cell, 女士. Somebody may be called 王先生, but not 样例先生.
 */
const besideName =
  /^\d+[.、)]|[:()<>"“”[\]{}〈〉《》「」『』【】〔〕]|[,，、;。]$|\S\t+\S|\p{Script=Han}{2}\s*先生$|\p{Script=Han}\s*(?:女士|小姐|同志|太太)$|\p{Script=Han}{2}\s+[男女]$/u;

export function hasMoreThanName(name: string): boolean {
  return /\p{Script=Han}/u.test(name) && besideName.test(name.normalize('NFKC').trim());
}

/**
 * Permits of residence (港澳台居民居住证, 外国人永久居留身份证) bear numbers of the citizen's form: one person, by whatever
 * name of the document the number is entered.
 */
const citizenForm = /^[89]\d{16}[\dX]$/u;
const residencePermit = /^(?:51[1-7]|55[34])$/u;

export function hasCitizenForm({ numberType, number }: DocumentNumber): boolean {
  return numberType === citizenNumberType || (residencePermit.test(numberType) && citizenForm.test(number));
}

/** What is printed beside the number, and copied along: 护照号码：E…, No. E…, E…（护照）. Neither kind of number has such letters. */
const label = /^\p{Script=Han}+:?|^NO[.:]|\(\p{Script=Han}+\)$/gu;
const dashes = /[-\u2010-\u2015\u2212]/gu;

/** The one spelling of a document's number, by its kind: what is digested, so that a number leads to one person. */
export function normalNumber({ numberType, number }: DocumentNumber): DocumentNumber {
  const plain = plainNumber(number);
  const alone = plain.replace(label, '').replace(dashes, '');
  if (numberType === citizenNumberType) return { numberType, number: normaliseCitizenNumber(alone) };
  const text = travelDocument.test(numberType) ? alone : plain;
  if (hasCitizenForm({ numberType, number: text })) return { numberType: citizenNumberType, number: text };
  return { numberType, number: lifelongParts.get(numberType)?.exec(text)?.[1] ?? text };
}

function plainNumber(number: string): string {
  return withoutInvisible(number.normalize('NFKC')).toUpperCase();
}

/**
 * The spellings under which a number may have been entered: the normal one, then those that earlier versions digested as
 * they were typed.
 */
export function lookupSpellings(typed: DocumentNumber): readonly DocumentNumber[] {
  const { numberType } = typed;
  const normal = normalNumber(typed);
  if (numberType === citizenNumberType) return [normal];
  const { number } = normal;
  const earlier = [
    number,
    plainNumber(typed.number),
    typed.number,
    typed.number.trim(),
    number.toLowerCase(),
  ];
  const asTyped = [...new Set(earlier)].map((each) => ({ numberType, number: each }));
  return normal.numberType === numberType ? asTyped : [normal, ...asTyped];
}

/** A name without what nobody sees; its characters stay those of the person's document. */
export function normalName(name: string): string {
  const visible = name
    .replace(/[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]/gu, '')
    .replace(otherDotBetweenHan, '·');
  return visible
    .split(compatibilityIdeographs)
    .map((part) => (compatibilityIdeographs.test(part) ? part : part.normalize('NFKC')))
    .join('')
    .replace(dots, '·')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(dotBetweenHan, '·')
    .replace(blankBetweenHan, '');
}

/** O'Brien: keyboards and word processors put either, and modifier letters, for the same sign. */
const apostrophes = /[\u0060\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u2032]/gu;

/** Which shape of a character a font is to show: on the document perhaps, but on few keyboards. */
const shapes = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/** Whether two officers have typed the same name. */
export function isSameName(left: string, right: string): boolean {
  return nameKey(left) === nameKey(right);
}

function nameKey(name: string): string {
  // Before normalisation, which would make a blank and an accent of some.
  const plain = name.replace(apostrophes, "'").replace(shapes, '');
  return normalName(plain).normalize('NFKC').replace(dashes, '-').toLowerCase();
}

/** A person's data with some of them corrected. The number stays as the ledger has it, in the normal form or not. */
export function amendedPerson(
  { original: before = {}, ...person }: Person,
  { name: typed, ...changed }: Partial<Pick<Person, 'name' | 'address' | 'telephone'>>,
): Person {
  const name = typed === undefined ? person.name : normalName(typed);
  const { name: _, ...rest } = before;
  const original = typed === undefined ? before : { ...rest, ...(name !== typed && { name: typed }) };
  return { ...person, ...changed, name, ...(Object.keys(original).length > 0 && { original }) };
}

/** The data as they are committed to; name and number as they were typed are kept beside, where they differ. */
export function normalPerson(typed: Person): Person {
  const name = normalName(typed.name);
  const { number } = normalNumber(typed);
  const original = {
    ...(name !== typed.name && { name: typed.name }),
    ...(number !== typed.number && { number: typed.number }),
  };
  return { ...typed, name, number, ...(Object.keys(original).length > 0 && { original }) };
}
