// SPDX-License-Identifier: Apache-2.0

export type IdentifierKind =
  'licence' | 'unified-code' | 'citizen-number' | 'archival-code' | 'region-code' | 'unique-code';

/**
 * Why a text is not a valid identifier: `length` of the text or a part, `character` outside the alphabet, `root` of
 * another scheme, wrong `separator`, `format` of a part, an impossible `date`, wrong `check` character, `exhausted`
 * numbers.
 */
export type MalformedReason =
  'length' | 'character' | 'root' | 'separator' | 'format' | 'date' | 'check' | 'exhausted';

export interface MalformedDetail {
  readonly kind: IdentifierKind;
  readonly reason: MalformedReason;
  /** The invalid part of the identifier, when it can be determined. */
  readonly part?: string;
  /** The correct check character. */
  readonly expected?: string;
  readonly hint?: string;
}

/**
 * Thrown for a text that is not a valid identifier of its kind.
 * It never carries the text itself: a citizen number must not reach a log by way of an error.
 */
export class IdentifierMalformed extends Error {
  readonly kind: IdentifierKind;
  readonly reason: MalformedReason;
  readonly part: string | undefined;
  readonly expected: string | undefined;
  readonly hint: string | undefined;

  constructor({ kind, reason, part, expected, hint }: MalformedDetail) {
    const where = part === undefined ? '' : ` of ${part}`;
    const right = expected === undefined ? '' : `, expected ${expected}`;
    super(`malformed ${kind}: ${reason}${where}${right}${hint === undefined ? '' : ` (${hint})`}`);
    this.name = 'IdentifierMalformed';
    this.kind = kind;
    this.reason = reason;
    this.part = part;
    this.expected = expected;
    this.hint = hint;
  }
}
