// SPDX-License-Identifier: Apache-2.0

export const identifierKinds = [
  'licence',
  'unified-code',
  'citizen-number',
  'archival-code',
  'region-code',
  'unique-code',
  'matter-code',
  'real-estate-unit',
  'vehicle',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/**
 * Why a text is not a valid identifier: `length` of the text or a part, `character` outside the alphabet, `root` of
 * another scheme, wrong `separator`, `format` of a part, an impossible `date`, wrong `check` character, `exhausted`
 * numbers.
 */
export const malformedReasons = [
  'length',
  'character',
  'root',
  'separator',
  'format',
  'date',
  'check',
  'exhausted',
] as const;
export type MalformedReason = (typeof malformedReasons)[number];

/** The parts that a refusal can name. */
export const identifierParts = [
  'type',
  'issuer',
  'serial',
  'version',
  'check',
  'region',
  'organisation',
  'province',
  'fonds',
  'category',
  'subcategory',
  'year',
  'retention',
  'file',
  'item',
  'project',
  'catalogue',
  'page',
  'zone',
  'parcel',
  'fixture',
] as const;
export type IdentifierPart = (typeof identifierParts)[number];

/** What may help beside the reason. */
export const malformedHints = {
  formula: 'matches known non-standard formula',
  lookAlike: 'would be one with 0 for O and 1 for I or L: compare it with the document',
  registrationNumber: 'a registration number (注册号) of before 2015: ask for the unified code of the body',
  organisationCode: 'an organisation code (组织机构代码): it stands within the unified code, which is wanted',
  printedNumber: 'the number printed on a licence, 证照编号, is found with POST /api/v1/licences:find',
  several: 'the text names several: ask for each by itself',
  cutOff: 'its end is missing: it may have been cut off where it was copied',
  mainItem: 'the Y of a main item stands in the twelve: 00013112700Y',
  matterLength: '12 or 14 characters; 31 or 33 with the acting body',
  matterAlone: 'a matter is kept without its acting body: 12 or 14 characters',
} as const;
export type MalformedHint = (typeof malformedHints)[keyof typeof malformedHints];

export interface MalformedDetail {
  readonly kind: IdentifierKind;
  readonly reason: MalformedReason;
  /** The invalid part of the identifier, when it can be determined. */
  readonly part?: IdentifierPart;
  /** The correct check character. */
  readonly expected?: string;
  readonly hint?: MalformedHint;
}

/** What a caller is told of a malformed identifier; the gateway has the words for it in each language. */
export interface MalformedFacts extends Omit<MalformedDetail, 'kind'> {
  readonly identifier: IdentifierKind;
}

const reasonTexts: Readonly<Record<MalformedReason, string>> = {
  length: 'wrong length',
  character: 'a character that is not allowed',
  root: 'does not begin with 1.2.156.3005.2',
  separator: 'wrong separator',
  format: 'wrong format',
  date: 'no such date',
  check: 'wrong check character',
  exhausted: 'no numbers left',
};

/**
 * Thrown for a text that is not a valid identifier of its kind.
 * It never carries the text itself: a citizen number must not reach a log by way of an error.
 */
export class IdentifierMalformed extends Error {
  readonly kind: IdentifierKind;
  readonly reason: MalformedReason;
  readonly part: IdentifierPart | undefined;
  readonly expected: string | undefined;
  readonly hint: MalformedHint | undefined;

  constructor({ kind, reason, part, expected, hint }: MalformedDetail) {
    const where = part === undefined ? '' : ` in ${part}`;
    const right = expected === undefined ? '' : `, expected ${expected}`;
    super(
      `malformed ${kind}: ${reasonTexts[reason]}${where}${right}${hint === undefined ? '' : ` (${hint})`}`,
    );
    this.name = 'IdentifierMalformed';
    this.kind = kind;
    this.reason = reason;
    this.part = part;
    this.expected = expected;
    this.hint = hint;
  }

  get facts(): MalformedFacts {
    const { kind, reason, part, expected, hint } = this;
    return {
      identifier: kind,
      reason,
      ...(part !== undefined && { part }),
      ...(expected !== undefined && { expected }),
      ...(hint !== undefined && { hint }),
    };
  }
}
