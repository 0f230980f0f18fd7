// SPDX-License-Identifier: Apache-2.0
import { parseTelling } from './look-alike';
import { IdentifierMalformed, malformedHints } from './malformed';
import type { MalformedDetail, MalformedHint } from './malformed';

export const unifiedCodeLength = 18;

/** GB 32100-2015: the digits and capitals without I, O, S, V and Z; the index of each is its value. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** GB 11714, the embedded organisation code: its letters count A = 10 to Z = 35. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const digit0 = 0x30;
const letterA = 0x41;
const organisationChecks = '0X987654321';

export interface UnifiedCode {
  /** 登记管理部门: the authority that registers such bodies. */
  readonly authority: string;
  /** 机构类别: the kind of body. */
  readonly bodyKind: string;
  /** The region of the first registration, not necessarily a current code. */
  readonly region: string;
  /** 主体标识码 with its own check character, nine characters. */
  readonly organisation: string;
  readonly check: string;
}

/**
 * Parses a unified social credit code (统一社会信用代码, GB 32100-2015) and verifies both check characters.
 *
 * @throws IdentifierMalformed
 */
export function parseUnifiedCode(text: string): UnifiedCode {
  return parseTelling(text, 'unified-code', partsOf);
}

function partsOf(text: string): UnifiedCode {
  if (text.length !== unifiedCodeLength) {
    const hint = earlierCode(text);
    throw malformed({ reason: 'length', ...(hint !== undefined && { hint }) });
  }
  if (!/^[0-9A-HJ-NPQRTUWXY]*$/.test(text)) throw malformed({ reason: 'character' });
  if (!shape.test(text)) throw malformed({ reason: 'format', part: 'region' });
  const expected = codeCheck(text);
  if (text.charAt(17) !== expected) throw malformed({ reason: 'check', expected });
  const organisation = text.slice(8, 17);
  const organisationCheck = checkOfOrganisation(organisation);
  if (organisation.charAt(8) !== organisationCheck) {
    throw malformed({ reason: 'check', part: 'organisation', expected: organisationCheck });
  }
  return {
    authority: text.charAt(0),
    bodyKind: text.charAt(1),
    region: text.slice(2, 8),
    organisation,
    check: expected,
  };
}

/** Which code of before October 2015 a text is, of those that older documents have. */
function earlierCode(text: string): MalformedHint | undefined {
  if (/^\d{15}$/.test(text)) return malformedHints.registrationNumber;
  const organisation = text.replace('-', '');
  const isOrganisation = /^[0-9A-Z]{8}[0-9X]$/.test(organisation);
  return isOrganisation && organisation.charAt(8) === checkOfOrganisation(organisation)
    ? malformedHints.organisationCode
    : undefined;
}

/** Whether {@link parseUnifiedCode} accepts the text. */
export function isUnifiedCode(text: string): boolean {
  return (
    shape.test(text) &&
    text.charAt(17) === codeCheck(text) &&
    text.charAt(16) === checkOfOrganisation(text.slice(8, 17))
  );
}

/**
 * Codes that were given to bodies of Xiamen before 2016 and stay theirs, though their check characters do not follow the
 * standard. No other wrong check is taken: it is nearly always a slip.
 */
const irregular = /^9[123]3502\d{2}M000[0-9A-HJ-NPQRTUWXY]{6}$/;

/** Whether a code is in use although it breaks its own standard. */
export function isIrregularUnifiedCode(text: string): boolean {
  return irregular.test(text) && !isUnifiedCode(text);
}

/**
 * As {@link parseUnifiedCode}, and takes the irregular codes that are in use.
 * @throws IdentifierMalformed
 */
export function demandUnifiedCodeInUse(text: string): void {
  if (!isIrregularUnifiedCode(text)) parseUnifiedCode(text);
}

function codeCheck(text: string): string {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(text.charAt(index)),
    0,
  );
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

function checkOfOrganisation(organisation: string): string {
  const sum = organisationWeights.reduce((total, weight, index) => {
    const code = organisation.charCodeAt(index);
    return total + weight * (code < letterA ? code - digit0 : code - letterA + 10);
  }, 0);
  return organisationChecks.charAt(sum % 11);
}

function malformed(detail: Omit<MalformedDetail, 'kind'>): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'unified-code', ...detail });
}
