// SPDX-License-Identifier: Apache-2.0
import {
  categorySchema,
  codeSchema,
  contentSchema,
  dateSchema,
  digestSchema,
  fingerprintSchema,
  fondsCodeSchema,
  issuerAliasCodeSchema,
  licenceTypeSchema,
  normaliseArchivalDate,
  objectIdSchema,
  officerIdSchema,
  organisationIdSchema,
  pseudonymSchema,
  readPasted,
  regionSchema,
  yearSchema,
} from '@guidang/chaincode/model';
import type { IdentifierKind, PastedKind } from '@guidang/chaincode/model';
import { z } from 'zod';
import { eventIdSchema, partyCodeSchema, submissionIdSchema } from '../shared-schemas';

type Issue = z.core.$ZodIssue;

/** How a text is read: also as a day, in the spellings that archives have for one, and as an algorithm (SHA-256, SM3). */
type Reading = PastedKind | 'day' | 'day-or-moment' | 'algorithm';

/** How the text of an identifier with a check character is read; a citizen number is read where people are entered. */
const identifierReaders: ReadonlyMap<unknown, PastedKind> = new Map<IdentifierKind, PastedKind>([
  ['licence', 'licence'],
  ['unified-code', 'hyphenated-code'],
  ['archival-code', 'archival-code'],
  ['unique-code', 'record'],
  ['matter-code', 'code'],
  ['real-estate-unit', 'hyphenated-code'],
  ['vehicle', 'hyphenated-code'],
]);

/** How texts are read that have a pattern and no check character. */
const patternReaders: ReadonlyMap<string, Reading> = new Map(
  (
    [
      [digestSchema.shape.value, 'digest'],
      [fingerprintSchema, 'digest'],
      [eventIdSchema, 'event'],
      [pseudonymSchema, 'hyphenated-code'],
      [partyCodeSchema, 'hyphenated-code'],
      [licenceTypeSchema, 'code'],
      [regionSchema, 'code'],
      [objectIdSchema, 'code'],
      [fondsCodeSchema, 'code'],
      [issuerAliasCodeSchema, 'code'],
      [yearSchema, 'year'],
      [categorySchema, 'category'],
      [organisationIdSchema, 'lower-case'],
      [officerIdSchema, 'lower-case'],
      [contentSchema.shape.mediaType, 'lower-case'],
      [dateSchema, 'day'],
      [codeSchema, 'text'],
      [submissionIdSchema, 'text'],
    ] as const
  ).map(([schema, kind]) => [patternOf(schema), kind]),
);

/**
 * What a refused value means where its identifiers are read as people paste them, for another try at the schema;
 * `undefined` when that changes nothing. All parts of a request and each of its fields go through here.
 */
export function asPasted(value: unknown, issues: readonly Issue[]): unknown {
  const state = { read: value, changed: false };
  for (const { path, kind } of gentlest(readable(issues, []))) {
    const before = at(state.read, path);
    if (typeof before !== 'string') continue;
    const text = readAs(kind, kind === 'digest' ? withoutAlgorithm(before, state.read, path) : before);
    if (text === before) continue;
    state.read = withValue(state.read, path, text);
    state.changed = true;
  }
  return state.changed ? state.read : undefined;
}

function readAs(kind: Reading, text: string): string {
  switch (kind) {
    case 'day':
      return normaliseArchivalDate(text);
    case 'day-or-moment':
      // A time without its offset is no day: midnight may be meant as the end of the day before.
      return /[:：时時点點]|T\d|\d{14}/u.test(text) ? text : normaliseArchivalDate(text);
    case 'algorithm':
      return readPasted('lower-case', text).replaceAll(/[-_]/gu, '');
    default:
      return readPasted(kind, text);
  }
}

/**
 * What programs print before a digest: `sha256:`, `SHA2-256(scan.pdf)= `, `{sha256}`, `SHA256摘要：`, `SHA256 的 scan.pdf 哈希:`
 * with the digest on the next line.
 */
const digestHead =
  /^[\s"“]*(?:urn:)?\{?(sha-?(?:2-)?256|sm3)\}?(?:\s?\([^()]*\)|\s*(?:(?:的|hash of)[^\r\n]*|摘要值?|校验[码值]|哈希值?|checksum|digest|hash))?\s*[:：=-]?\s*(.+)$/isu;
/** 32 bytes in base64, as web pages and signatures have digests; also between the colons of an HTTP field. */
const inBase64 = /^:?(?![0-9a-f]+$)([\w+/-]{43})=?:?$/iu;

/** A digest with its algorithm before it, in hexadecimal; without one, of the algorithm that is named beside it. */
export function digestIn(
  text: string,
  named = 'sha256',
): { readonly algorithm: string; readonly value: string } {
  const [, algorithm = named, value = text] = digestHead.exec(text) ?? [];
  const [, packed] = inBase64.exec(value.trim()) ?? [];
  return {
    algorithm: /256/u.test(algorithm) ? 'sha256' : 'sm3',
    value: packed === undefined ? value : Buffer.from(packed, 'base64').toString('hex'),
  };
}

/**
 * What stands before a digest is dropped where it is the algorithm that stands beside it, or ours; and in an address, where
 * a file is named by either of its digests.
 */
function withoutAlgorithm(text: string, within: unknown, path: Path): string {
  if (path.at(-1) === 'digest') return digestIn(text).value;
  const beside = at(within, [...path.slice(0, -1), 'algorithm']);
  const named = beside === 'sm3' ? beside : 'sha256';
  const { algorithm, value } = digestIn(text, named);
  return algorithm === named ? value : text;
}

type Path = readonly PropertyKey[];

interface Readable {
  readonly path: Path;
  readonly kind: Reading;
}

function readable(issues: readonly Issue[], at: Path): Readable[] {
  return issues.flatMap((issue): Readable[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'invalid_union') {
      const inner = issue.errors.flatMap((each) => readable(each, path));
      return mayBeMoment(issue) ? inner.map(asDayOrMoment) : inner;
    }
    const kind = kindOf(issue);
    return kind === undefined ? [] : [{ path, kind }];
  });
}

function asDayOrMoment({ path, kind }: Readable): Readable {
  return { path, kind: kind === 'day' ? 'day-or-moment' : kind };
}

function mayBeMoment({ errors }: Extract<Issue, { readonly code: 'invalid_union' }>): boolean {
  return errors.flat().some((issue) => issue.code === 'invalid_format' && issue.format === 'datetime');
}

/** In a union one text has several readings: a hyphen that one of them drops may belong to an object's name. */
function gentlest(all: readonly Readable[]): readonly Readable[] {
  const placeOf = ({ path }: Readable): string => path.map(String).join('/');
  const plain = new Set(all.filter(({ kind }) => kind === 'code').map(placeOf));
  return all.filter((each) => each.kind !== 'hyphenated-code' || !plain.has(placeOf(each)));
}

function kindOf(issue: Issue): Reading | undefined {
  if (issue.code === 'custom') return readerOf(issue.params);
  if (issue.code === 'invalid_value') return isOfAlgorithms(issue) ? 'algorithm' : undefined;
  if (issue.code !== 'invalid_format' || issue.pattern === undefined) return undefined;
  return patternReaders.get(issue.pattern);
}

function isOfAlgorithms({ values }: Extract<Issue, { readonly code: 'invalid_value' }>): boolean {
  return digestSchema.shape.algorithm.options.every((algorithm) => values.includes(algorithm));
}

/** A check of its own says what it checks: an identifier of some kind, or how its text is read. */
function readerOf({ identifier, pasted }: Readonly<Record<string, unknown>> = {}): PastedKind | undefined {
  return identifierReaders.get(identifier) ?? (pasted as PastedKind | undefined);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (isContainer(inner) ? inner[key] : undefined), value);
}

/** A copy of the value with another text at the path. */
function withValue(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined || !isContainer(value)) return text;
  const inner = withValue(value[key], rest, text);
  return Array.isArray(value)
    ? value.map((each: unknown, index) => (index === Number(key) ? inner : each))
    : { ...value, [key]: inner };
}

function isContainer(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** As Zod gives it with an issue. */
function patternOf(schema: z.ZodType): string {
  const { pattern } = z.toJSONSchema(schema) as { readonly pattern?: string };
  return `/${pattern ?? ''}/`;
}
