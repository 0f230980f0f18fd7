// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed } from './malformed';
import type { IdentifierPart, MalformedReason } from './malformed';

/** The longest 档号 that the strict form allows: fonds 5, category 2 and 3, year, period, organisation 12, item. */
export const archivalCodeLengthMax = 39;

/** 保管期限代码: permanent, 30 years, 10 years. */
export const retentionPeriods = ['Y', 'D30', 'D10'] as const;
export type RetentionPeriod = (typeof retentionPeriods)[number];

export interface ArchivalCode {
  /** 全宗号 */
  readonly fonds: string;
  /** 档案门类代码: `WS`, `KJ`, `ZY` ... */
  readonly category: string;
  readonly subcategory?: string;
  readonly year: string;
  readonly retention: RetentionPeriod;
  /** 机构或问题: the office or the question, where the series is arranged by it. */
  readonly organisation?: string;
  /** 案卷号: three digits, where the series is arranged by file. */
  readonly file?: string;
  /** 件号: four digits. */
  readonly item: string;
}

const codeParts = [
  'fonds',
  'category',
  'subcategory',
  'year',
  'retention',
  'organisation',
  'file',
  'item',
] as const satisfies readonly (keyof ArchivalCode)[];

/** Each part at its position: hyphens separate levels, the middle dot separates parts of one level. */
const strict = new RegExp(
  '^(?<fonds>[A-Z0-9]{3,5})' +
    '-(?<category>[A-Z]{2})(?:·(?<subcategory>[A-Z0-9]{1,3}))?·(?<year>\\d{4})' +
    '-(?<retention>Y|D30|D10)' +
    '(?:-(?<organisation>[A-Z一-鿿]{1,12})|-(?<file>\\d{3}))?' +
    '-(?<item>\\d{4})$',
);

/** The same parts from left to right, so that a refusal can name the first wrong one. */
const places: readonly (readonly [keyof ArchivalCode, RegExp])[] = [
  ['fonds', /^[A-Z0-9]{3,5}(-|$)/],
  ['category', /^[^-]*-[A-Z]{2}(·|-|$)/],
  ['year', /^[^-]*-[^-]*·\d{4}(-|$)/],
  ['subcategory', /^[^-]*-[A-Z]{2}(·[A-Z0-9]{1,3})?·\d{4}(-|$)/],
  ['retention', /^[^-]*-[^-]*-(Y|D30|D10)(-|$)/],
  ['item', /-\d{4}$/],
];

/**
 * Parses a reference code (档号, DA/T 13-2022) in the strict form, the only one that is ever issued.
 * A 档号 has no check digit; the ledger enforces that it is unique.
 *
 * @throws IdentifierMalformed naming the wrong part.
 */
export function parseArchivalCode(text: string): ArchivalCode {
  if (text.length > archivalCodeLengthMax) throw malformed('length');
  // The expression's groups are named as the parts.
  const parts = strict.exec(text)?.groups as ArchivalCode | undefined;
  if (parts === undefined) throw diagnose(text);
  const { subcategory, organisation, file, ...rest } = parts;
  return {
    ...rest,
    ...(subcategory !== undefined && { subcategory }),
    ...(organisation !== undefined && { organisation }),
    ...(file !== undefined && { file }),
  };
}

/**
 * Formats a 档号.
 *
 * @throws IdentifierMalformed when {@link parseArchivalCode} would refuse it, or would parse it to other parts.
 */
export function formatArchivalCode(parts: ArchivalCode): string {
  const { fonds, category, subcategory, year, retention, organisation, file, item } = parts;
  if (organisation !== undefined && file !== undefined) throw malformed('format', 'file');
  const series = [category, subcategory, year].filter((part) => part !== undefined).join('·');
  const middle = organisation ?? file;
  const text = [fonds, series, retention, middle, item].filter((part) => part !== undefined).join('-');
  const read = parseArchivalCode(text);
  // A part that contains a separator would spill into the next part.
  const slid = codeParts.find((part) => read[part] !== parts[part]);
  if (slid !== undefined) throw malformed('format', slid);
  return text;
}

/** Finds the part that makes the text invalid. */
function diagnose(text: string): IdentifierMalformed {
  if (/[.•・–—－]/.test(text)) return malformed('separator');
  if (/[^A-Z0-9·\-一-鿿]/.test(text)) return malformed('character');
  const fault = places.find(([, pattern]) => !pattern.test(text));
  return malformed('format', fault?.[0] ?? 'organisation');
}

function malformed(reason: MalformedReason, part?: IdentifierPart): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'archival-code', reason, ...(part !== undefined && { part }) });
}
