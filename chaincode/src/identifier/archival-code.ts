// SPDX-License-Identifier: Apache-2.0
import { fileDigitsUsual, itemDigitsUsual, ruleFor } from './archival-scheme';
import type { ArchivalForm, ArchivalRule } from './archival-scheme';
import { IdentifierMalformed } from './malformed';
import type { IdentifierPart, MalformedReason } from './malformed';
import { isGeneralPeriod } from './retention-period';
import type { RetentionPeriod } from './retention-period';

/** The longest 档号 that a scheme allows. */
export const archivalCodeLengthMax = 80;

/** Which parts there are is for the form to say. */
export interface ArchivalCode {
  /** 全宗号 */
  readonly fonds: string;
  /** 档案门类代码: `WS`, `KJ`, `ZY` ...; a catalogue's code has none. */
  readonly category?: string;
  /** The levels below it: `BDC`, `JC·CC`. */
  readonly subcategory?: string;
  /** 项目号, the last level of a project's category number. */
  readonly project?: string;
  readonly year?: string;
  readonly retention?: RetentionPeriod;
  /** 机构或问题: the office or the question, where the series is arranged by it. */
  readonly organisation?: string;
  /** 目录号 */
  readonly catalogue?: string;
  /** 案卷号, 组号, 册号 */
  readonly file?: string;
  /** 件号 */
  readonly item?: string;
  /** 页号, where a file has pages and no items. */
  readonly page?: string;
}

const codeParts = [
  'fonds',
  'category',
  'subcategory',
  'project',
  'year',
  'retention',
  'organisation',
  'catalogue',
  'file',
  'item',
  'page',
] as const satisfies readonly (keyof ArchivalCode)[];

type CodePart = (typeof codeParts)[number];

const fonds = '(?<fonds>[A-Z0-9]{3,5})';
const category = '(?<category>[A-Z]{2})';
const year = '(?<year>\\d{4})';
const retention = '(?<retention>Y|C|D|D[1-9]\\d{0,2})';
const office = '(?<organisation>[A-Z0-9一-鿿]{1,12})';
const yearOrPeriod = '(?:\\d{4}|Y|D[1-9]\\d{0,2})(?:·|-)';
/** Up to three levels below the first; what looks like the part that follows is none. */
function levels(follows: string): string {
  return `(?:·(?<subcategory>(?!${follows})[A-Z0-9]{1,8}(?:·(?!${follows})[A-Z0-9]{1,8}){0,2}))?`;
}

type Widths = Readonly<Record<'file' | 'item', number>>;

interface Form {
  readonly expression: (widths: Widths, rule: ArchivalRule | undefined) => string;
  /** Puts a code together. */
  readonly text: (parts: ArchivalCode) => (string | undefined)[];
}

function digits(name: string, count: number): string {
  return `(?<${name}>\\d{${count}})`;
}

const older = `^${fonds}-${category}${levels('\\d{4}-')}·${year}-${retention}`;
function olderSeries(parts: ArchivalCode): (string | undefined)[] {
  return [parts.fonds, dotted(parts.category, parts.subcategory, parts.year), parts.retention];
}

/** The category number of the newer standard: year, period and office inside it. */
function newer(rule: ArchivalRule | undefined): string {
  const lacks = (part: 'year' | 'retention'): boolean => rule?.without?.includes(part) === true;
  const dated = lacks('year') ? '' : `·${year}`;
  const kept = lacks('retention') ? '' : `·${retention}`;
  return `^${fonds}-${category}${levels(yearOrPeriod)}${dated}${kept}${dated + kept === '' ? '' : `(?:·${office})?`}`;
}

function newerNumber(parts: ArchivalCode): string {
  return dotted(
    parts.category,
    parts.subcategory,
    parts.project,
    parts.year,
    parts.retention,
    parts.organisation,
  );
}

const forms: Readonly<Record<ArchivalForm, Form>> = {
  'dat22-2015': {
    expression: ({ item }) => `${older}(?:-${office})?-${digits('item', item)}$`,
    text: (parts) => [...olderSeries(parts), parts.organisation, parts.item],
  },
  'dat22-2015-file': {
    expression: ({ file, item }) => `${older}-${digits('file', file)}-${digits('item', item)}$`,
    text: (parts) => [...olderSeries(parts), parts.file, parts.item],
  },
  'dat13-2022-item': {
    expression: ({ item }, rule) => `${newer(rule)}-${digits('item', item)}$`,
    text: (parts) => [parts.fonds, newerNumber(parts), parts.item],
  },
  'dat13-2022-file': {
    expression: ({ file, item }, rule) => `${newer(rule)}-${digits('file', file)}-${digits('item', item)}$`,
    text: (parts) => [parts.fonds, newerNumber(parts), parts.file, parts.item],
  },
  'dat13-2022-project': {
    expression: ({ file, item }) =>
      `^${fonds}-${category}(?:·(?<subcategory>[A-Z0-9]{1,8}))?·(?<project>[A-Z0-9]{1,8})` +
      `-${digits('file', file)}(?:-${digits('page', item)})?$`,
    text: (parts) => [parts.fonds, newerNumber(parts), parts.file, parts.page],
  },
  'dat13-2022-catalogue': {
    expression: ({ file, item }) =>
      `^${fonds}-(?<catalogue>[A-Z0-9]{1,6})-${digits('file', file)}-${digits('item', item)}$`,
    text: (parts) => [parts.fonds, parts.catalogue, parts.file, parts.item],
  },
};

/** Without a rule: the older form, in which three digits before the item number are a file. */
const usual: Form = {
  expression: ({ file, item }) => `${older}(?:-${digits('file', file)}|-${office})?-${digits('item', item)}$`,
  text: (parts) => [...olderSeries(parts), parts.organisation ?? parts.file, parts.item],
};

/** The older form's parts from left to right, so that a refusal can name the first wrong one. */
const places: readonly (readonly [IdentifierPart, RegExp])[] = [
  ['fonds', /^[A-Z0-9]{3,5}(-|$)/],
  ['category', /^[^-]*-[A-Z]{2}(·|-|$)/],
  ['year', /^[^-]*-[^-]*·\d{4}(-|$)/],
  ['subcategory', /^[^-]*-[A-Z]{2}(·[A-Z0-9]{1,8}){0,3}·\d{4}(-|$)/],
  ['retention', /^[^-]*-[^-]*-(Y|C|D|D[1-9]\d{0,2})(-|$)/],
];

/**
 * Parses a reference code (档号) as a rule of its fonds says; without one, by the form of DA/T 22-2015.
 * A 档号 has no check digit; the ledger enforces that it is unique.
 *
 * @throws IdentifierMalformed naming the wrong part.
 */
export function parseArchivalCode(text: string, rule?: ArchivalRule): ArchivalCode {
  if (text.length > archivalCodeLengthMax) throw malformed('length');
  const groups = expressionOf(rule).exec(text)?.groups as
    Readonly<Record<CodePart, string | undefined>> | undefined;
  if (groups === undefined) throw diagnose(text, rule);
  if (groups.retention !== undefined && !isAllowed(groups.retention, rule)) {
    throw malformed('format', 'retention');
  }
  const found = codeParts.flatMap((part) =>
    groups[part] === undefined ? [] : [[part, groups[part]] as const],
  );
  // Every form has a fonds.
  return Object.fromEntries(found) as unknown as ArchivalCode;
}

/** The parts by the first rule of a scheme that the text follows; `undefined` if it follows none. */
export function readArchivalCode(text: string, scheme: readonly ArchivalRule[]): ArchivalCode | undefined {
  for (const rule of scheme.length === 0 ? [undefined] : scheme) {
    const parts = parsedOrNot(text, rule);
    if (parts !== undefined && (rule === undefined || ruleFor(scheme, categoryOf(parts)) === rule)) {
      return parts;
    }
  }
  return undefined;
}

function parsedOrNot(text: string, rule: ArchivalRule | undefined): ArchivalCode | undefined {
  try {
    return parseArchivalCode(text, rule);
  } catch {
    return undefined;
  }
}

/** 档案门类 with its levels, as records have it. */
export function categoryOf({ category: first, subcategory, project }: ArchivalCode): string | undefined {
  return first === undefined ? undefined : dotted(first, subcategory, project);
}

/**
 * Formats a 档号.
 *
 * @throws IdentifierMalformed when {@link parseArchivalCode} would refuse it, or would parse it to other parts.
 */
export function formatArchivalCode(parts: ArchivalCode, rule?: ArchivalRule): string {
  if (parts.organisation !== undefined && parts.file !== undefined && rule === undefined) {
    throw malformed('format', 'file');
  }
  const text = formOf(rule)
    .text(parts)
    .filter((part) => part !== undefined)
    .join('-');
  const read = parseArchivalCode(text, rule);
  // A part that contains a separator would spill into the next part.
  const slid = codeParts.find((part) => read[part] !== parts[part]);
  if (slid !== undefined) throw malformed('format', slid);
  return text;
}

function formOf(rule: ArchivalRule | undefined): Form {
  return rule === undefined ? usual : forms[rule.form];
}

const expressions = new WeakMap<object, RegExp>();
const withoutRule = {};

function expressionOf(rule: ArchivalRule | undefined): RegExp {
  const known = expressions.get(rule ?? withoutRule);
  if (known !== undefined) return known;
  const widths = { file: rule?.fileDigits ?? fileDigitsUsual, item: rule?.itemDigits ?? itemDigitsUsual };
  const made = new RegExp(formOf(rule).expression(widths, rule));
  expressions.set(rule ?? withoutRule, made);
  return made;
}

function isAllowed(period: string, rule: ArchivalRule | undefined): boolean {
  return rule?.retentions === undefined ? isGeneralPeriod(period) : rule.retentions.includes(period);
}

/** Joins the parts of one level. */
function dotted(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('·');
}

/** Finds the part that makes the text invalid. */
function diagnose(text: string, rule: ArchivalRule | undefined): IdentifierMalformed {
  if (/[.•・–—－]/.test(text)) return malformed('separator');
  if (/[^A-Z0-9·\-一-鿿]/.test(text)) return malformed('character');
  if (rule !== undefined && !rule.form.startsWith('dat22')) return malformed('format');
  const fault = places.find(([, pattern]) => !pattern.test(text));
  const isNumbered = new RegExp(`-\\d{${rule?.itemDigits ?? itemDigitsUsual}}$`).test(text);
  return malformed('format', fault?.[0] ?? (isNumbered ? 'organisation' : 'item'));
}

function malformed(reason: MalformedReason, part?: IdentifierPart): IdentifierMalformed {
  return new IdentifierMalformed({ kind: 'archival-code', reason, ...(part !== undefined && { part }) });
}
