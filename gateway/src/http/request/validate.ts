// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { chineseFieldMessage } from '../../errors/detail';
import type { FieldError } from '../../errors/fault';
import { Problem } from '../problem';

type Issue = z.core.$ZodIssue;

/** One validation error, in the order in which errors decide the problem's code. */
type Kind = 'field-unknown' | 'field-invalid' | 'identifier-malformed';

interface Fault extends FieldError {
  readonly kind: Kind;
  /** What is wrong with an identifier, as codes. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** Limits the errors listed: more would not help, and would let anyone cause large answers. */
const errorsMax = 20;

/**
 * Validates a part of a request.
 * @param at the part's name in the answer: `body`, `query`, `path` or `header`.
 * @throws {Problem} listing each invalid field: `identifier-malformed` if only identifiers are wrong; every path
 *   parameter is an identifier.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = faultsIn(result.error, at);
  const kinds = new Set(faults.map(({ kind }) => (at === 'path' ? 'identifier-malformed' : kind)));
  const code =
    (['field-unknown', 'field-invalid'] as const).find((kind) => kinds.has(kind)) ?? 'identifier-malformed';
  const errors = shown(faults);
  const [first] = errors;
  throw new Problem(
    code,
    first === undefined ? 'the request is malformed' : `${first.field}: ${first.message}`,
    {
      field: first?.field,
      errors,
      facts: code === 'identifier-malformed' ? faults[0]?.facts : undefined,
      chineseErrors: () => chineseErrors(schema, value, at),
    },
  );
}

const chinese = z.locales.zhCN().localeError;

/** Zod's own messages come in Chinese; those that a schema brings itself are looked up. */
function chineseErrors(schema: z.ZodType, value: unknown, at: string): FieldError[] {
  const { error } = schema.safeParse(value, { error: chinese });
  if (error === undefined) return [];
  return shown(faultsIn(error, at).map((fault) => ({ ...fault, message: chineseMessage(fault) })));
}

function chineseMessage({ kind, message, facts }: Fault): string {
  return /\p{Script=Han}/u.test(message) ? message : chineseFieldMessage({ code: kind, message, facts });
}

function faultsIn({ issues }: z.core.$ZodError, at: string): Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, [at]));
}

function shown(faults: readonly Fault[]): FieldError[] {
  return faults.slice(0, errorsMax).map(({ field, message }) => ({ field, message }));
}

function faultsOf(issue: Issue, at: readonly string[]): Fault[] {
  const path = [...at, ...issue.path.map(String)];
  const field = path.join('/');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        kind: 'field-unknown',
        field: `${field}/${key}`,
        message: 'is not a field that this takes',
      }));
    case 'invalid_union':
      return unionFaults(issue, path);
    case 'custom':
      return [
        {
          kind: isIdentifier(issue) ? 'identifier-malformed' : 'field-invalid',
          field,
          message: issue.message,
          facts: isIdentifier(issue) ? issue.params : undefined,
        },
      ];
    default:
      return [{ kind: 'field-invalid', field, message: issue.message }];
  }
}

/** For a union, the errors of the branch that the value matches best: most likely what its sender meant. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: readonly string[]): Fault[] {
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => faultsOf(inner, path)));
  const here = path.join('/');
  const distance = (faults: readonly Fault[]): number =>
    faults.filter(({ field, kind }) => kind === 'field-unknown' || field === here).length * errorsMax +
    faults.length;
  const [nearest] = branches.sort((left, right) => distance(left) - distance(right));
  return nearest ?? [{ kind: 'field-invalid', field: here, message: issue.message }];
}

function isIdentifier(issue: Extract<Issue, { code: 'custom' }>): boolean {
  return issue.params?.['identifier'] !== undefined;
}
