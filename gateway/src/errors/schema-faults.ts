// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { fieldWords } from '../words/field-words';
import { schemaWords } from '../words/schema-words';
import type { ErrorCode } from './catalogue';
import { chineseFieldMessage } from './detail';

type Issue = z.core.$ZodIssue;

/** One thing that is wrong with a value: where, and in which of the words that a schema has for it. */
export interface SchemaFault {
  /** Names of fields and positions in lists. */
  readonly path: readonly string[];
  readonly message: string;
  readonly kind: 'field-unknown' | 'field-invalid' | 'identifier-malformed';
  /** What is wrong with an identifier, as codes. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** For `safeParse`: in which language a schema's library speaks where the schema has no words of its own. */
export const english: Speaking = { error: (issue) => schemaWords(issue).en };
export const chinese: Speaking = { error: (issue) => schemaWords(issue).zh };

interface Speaking {
  readonly error: (issue: z.core.$ZodRawIssue) => string;
}

/** What is wrong with a value, in the order of the schema. */
export function schemaFaults({ issues }: z.core.$ZodError): SchemaFault[] {
  return issues.flatMap((issue) => faultsOf(issue, []));
}

/** Of a fault in a request, which may be of another kind too. */
type Spoken = Pick<SchemaFault, 'message' | 'facts'> & { readonly kind: ErrorCode };

/** The Chinese of a fault that was found in {@link chinese}; a schema's own messages are looked up. */
export function chineseOf({ kind, message, facts }: Spoken): string {
  // An English message may name a thing in Chinese (不动产单元号).
  const isOurs = facts !== undefined || fieldWords.has(message) || !/\p{Script=Han}/u.test(message);
  return isOurs ? chineseFieldMessage({ code: kind, message, facts }) : message;
}

function faultsOf(issue: Issue, at: readonly string[]): SchemaFault[] {
  const path = [...at, ...issue.path.map(String)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        kind: 'field-unknown',
        path: [...path, key],
        message: 'is not a field that this takes',
      }));
    case 'invalid_union':
      return unionFaults(issue, path);
    case 'custom':
      return [
        {
          kind: isIdentifier(issue) ? 'identifier-malformed' : 'field-invalid',
          path,
          message: issue.message,
          facts: isIdentifier(issue) ? issue.params : undefined,
        },
      ];
    default:
      return [{ kind: 'field-invalid', path, message: issue.message }];
  }
}

/** More than any branch of a union has faults that are inside it. */
const anotherForm = 20;

/** For a union, the errors of the branch that the value matches best: most likely what its sender meant. */
function unionFaults(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly string[],
): SchemaFault[] {
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => faultsOf(inner, path)));
  const distance = (faults: readonly SchemaFault[]): number =>
    faults.filter((fault) => fault.kind === 'field-unknown' || fault.path.length === path.length).length *
      anotherForm +
    faults.length;
  // Of values without parts the union itself knows best what they may be.
  const own = { kind: 'field-invalid', path, message: issue.message } as const;
  const isPlain = branches
    .flat()
    .every((fault) => fault.path.length === path.length && fault.kind === own.kind);
  if (isPlain && fieldWords.has(issue.message)) return [own];
  const [nearest] = branches.sort((left, right) => distance(left) - distance(right));
  return nearest ?? [own];
}

function isIdentifier(issue: Extract<Issue, { code: 'custom' }>): boolean {
  return issue.params?.['identifier'] !== undefined;
}
