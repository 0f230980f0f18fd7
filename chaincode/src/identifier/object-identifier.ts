// SPDX-License-Identifier: Apache-2.0
import { parseTelling } from './look-alike';
import type { LookAlikes } from './look-alike';
import { IdentifierMalformed } from './malformed';
import type { MalformedDetail } from './malformed';
import { tidyCode } from './tidy-code';
import { parseUnifiedCode, unifiedCodeLength } from './unified-code';

/** The objects whose identifiers have a form of their own: 不动产单元, 法人, 机动车. */
export const objectKinds = ['real-estate-unit', 'organisation', 'vehicle'] as const;
export type ObjectKind = (typeof objectKinds)[number];

const unitLength = 28;
/** 地籍区 and 地籍子区, after the region. */
const zone = /^\d{6}$/;
/** 宗地 or 宗海: whose the land is, which right, and a number. */
const parcel = /^[GJZ][A-Z]\d{5}$/;
/** 定着物: buildings, woods, others, or none (W, and zeros). */
const fixture = /^([FLQ]\d{8}|W0{8})$/;

/** An L is the fixture of woods. */
const unitLookAlikes: LookAlikes = { zero: /O/g, one: /I/g };

const vinLength = 17;
/** GB 16735: all letters but I, O and Q. */
const vinAlphabet = /^[0-9A-HJ-NPR-Z]*$/;
const vinLookAlikes: LookAlikes = { zero: /[OQ]/g, one: /I/g };
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const vinLetters: Readonly<Record<string, number>> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
};
const vinCheckAt = 8;

/** A plate (号牌) has a dot behind the letter of the office, which is no part of its number. */
const plateWithDot = /^([一-鿿][A-Z])[·•‧∙⋅・･](?=[0-9A-Z])/;
const dividedPlate = /^[一-鿿][A-Z][.-]/;

/** An identifier of an object as it is kept. */
export function tidyObjectIdentifier(text: string): string {
  return tidyCode(text).replace(plateWithDot, '$1');
}

/**
 * Checks the identifier of an object of a kind.
 *
 * @throws IdentifierMalformed
 */
export function parseObjectOfKind(text: string, kind: ObjectKind): void {
  switch (kind) {
    case 'real-estate-unit':
      parseTelling(text, kind, parseUnit, unitLookAlikes);
      return;
    case 'organisation':
      parseUnifiedCode(text);
      return;
    case 'vehicle':
      parseTelling(text, kind, parseVin, vinLookAlikes);
  }
}

/**
 * What begins as a unit number, and is longer than anything else that begins with a region; or has its parts, with a
 * character more or less.
 */
const likeUnit = /^\d{12}.{7,}$|^\d{10,14}[GJZ][A-Z]\d{4,6}[FLQW]/;
/** 登记管理部门, 机构类别 and a region: what else has eighteen characters does not begin so. */
const likeUnifiedCode = /^[1-9ANY][1-9A-HJ-NP-Y]\d{6}[0-9A-Z]{10}$/;

/**
 * Checks an identifier whose kind nobody has said by the form that it seems to have: a unit number that lacks a digit is
 * no other object, on which no seizure lies.
 *
 * @throws IdentifierMalformed
 */
export function parseObjectIdentifier(text: string): void {
  demandUndivided(text);
  if (likeUnit.test(text)) parseObjectOfKind(text, 'real-estate-unit');
  else if (text.length === unifiedCodeLength && likeUnifiedCode.test(text)) parseUnifiedCode(text);
}

/**
 * Refuses a unit number or a plate between whose parts somebody has put hyphens or dots: it would be another object than
 * its own.
 *
 * @throws IdentifierMalformed
 */
export function demandUndivided(text: string): void {
  if (dividedPlate.test(text)) throw malformedOf('vehicle')({ reason: 'separator' });
  const joined = text.replace(/[.-]/g, '');
  if (joined !== text && isUnitNumber(joined)) throw malformedOf('real-estate-unit')({ reason: 'separator' });
}

/** Whether a text has the form of a 不动产单元号. */
export function isUnitNumber(text: string): boolean {
  return /^\d{12}/.test(text) && parcel.test(text.slice(12, 19)) && fixture.test(text.slice(19));
}

/** 不动产单元代码 (GB/T 37346): region, zone, parcel and fixture. It has no check character. */
function parseUnit(text: string): void {
  const malformed = malformedOf('real-estate-unit');
  if (text.length !== unitLength) throw malformed({ reason: 'length', expected: String(unitLength) });
  if (!/^[0-9A-Z]*$/.test(text)) throw malformed({ reason: 'character' });
  if (!/^\d{6}/.test(text)) throw malformed({ reason: 'format', part: 'region' });
  if (!zone.test(text.slice(6, 12))) throw malformed({ reason: 'format', part: 'zone' });
  if (!parcel.test(text.slice(12, 19))) throw malformed({ reason: 'format', part: 'parcel' });
  if (!fixture.test(text.slice(19))) throw malformed({ reason: 'format', part: 'fixture' });
}

/** 车辆识别代号 (GB 16735), with its check character. */
function parseVin(text: string): void {
  const malformed = malformedOf('vehicle');
  if (text.length !== vinLength) throw malformed({ reason: 'length', expected: String(vinLength) });
  if (!vinAlphabet.test(text)) throw malformed({ reason: 'character' });
  const sum = vinWeights.reduce((total, weight, index) => {
    const character = text.charAt(index);
    return total + weight * (vinLetters[character] ?? Number(character));
  }, 0);
  const expected = '0123456789X'.charAt(sum % 11);
  if (text.charAt(vinCheckAt) !== expected) throw malformed({ reason: 'check', part: 'check', expected });
}

function malformedOf(
  kind: 'real-estate-unit' | 'vehicle',
): (detail: Omit<MalformedDetail, 'kind'>) => IdentifierMalformed {
  return (detail) => new IdentifierMalformed({ kind, ...detail });
}
