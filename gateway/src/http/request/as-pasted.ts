// SPDX-License-Identifier: Apache-2.0
import {
  digestSchema,
  licenceTypeSchema,
  objectIdSchema,
  pseudonymSchema,
  readPasted,
  regionSchema,
} from '@guidang/chaincode/model';
import type { IdentifierKind, PastedKind } from '@guidang/chaincode/model';
import { z } from 'zod';
import { partyCodeSchema } from '../shared-schemas';

type Issue = z.core.$ZodIssue;

/** How the text of an identifier with a check character is read; a citizen number is read where people are entered. */
const identifierReaders: ReadonlyMap<unknown, PastedKind> = new Map<IdentifierKind, PastedKind>([
  ['licence', 'licence'],
  ['unified-code', 'hyphenated-code'],
  ['archival-code', 'archival-code'],
  ['unique-code', 'code'],
]);

/** How texts are read that have a pattern and no check character. */
const patternReaders: ReadonlyMap<string, PastedKind> = new Map(
  (
    [
      [digestSchema.shape.value, 'digest'],
      [pseudonymSchema, 'hyphenated-code'],
      [partyCodeSchema, 'hyphenated-code'],
      [licenceTypeSchema, 'code'],
      [regionSchema, 'code'],
      [objectIdSchema, 'code'],
    ] as const
  ).map(([schema, kind]) => [patternOf(schema), kind]),
);

/**
 * What a refused value means where its identifiers are read as people paste them, for another try at the schema;
 * `undefined` when that changes nothing. All parts of a request and each of its fields go through here.
 */
export function asPasted(value: unknown, issues: readonly Issue[]): unknown {
  const state = { read: value, changed: false };
  for (const { path, kind } of readable(issues, [])) {
    const before = at(state.read, path);
    if (typeof before !== 'string') continue;
    const text = readPasted(kind, before);
    if (text === before) continue;
    state.read = withValue(state.read, path, text);
    state.changed = true;
  }
  return state.changed ? state.read : undefined;
}

type Path = readonly PropertyKey[];

interface Readable {
  readonly path: Path;
  readonly kind: PastedKind;
}

function readable(issues: readonly Issue[], at: Path): Readable[] {
  return issues.flatMap((issue): Readable[] => {
    const path = [...at, ...issue.path];
    if (issue.code === 'invalid_union') return issue.errors.flatMap((inner) => readable(inner, path));
    const kind = kindOf(issue);
    return kind === undefined ? [] : [{ path, kind }];
  });
}

function kindOf(issue: Issue): PastedKind | undefined {
  if (issue.code === 'custom') return identifierReaders.get(issue.params?.['identifier']);
  if (issue.code !== 'invalid_format' || issue.pattern === undefined) return undefined;
  return patternReaders.get(issue.pattern);
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
