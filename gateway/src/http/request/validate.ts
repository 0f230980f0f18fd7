// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import {
  demandNoPersonalNumber,
  holdsPersonalNumber,
  personalNumberMessage,
} from '../../application/command/personal-numbers';
import { chineseFieldMessage } from '../../errors/detail';
import type { FieldError } from '../../errors/fault';
import { fieldExamples, fieldWords } from '../../words/field-words';
import { schemaWords } from '../../words/schema-words';
import { Problem } from '../problem';
import { asPasted } from './as-pasted';
import { demandOneDirection } from './safe-text';
import { sentIn } from './sent';
import type { Sent } from './sent';

type Issue = z.core.$ZodIssue;

/** What a validation error can be, in the order in which errors decide the problem's code. */
const kinds = ['personal-number', 'field-unknown', 'field-invalid', 'identifier-malformed'] as const;
type Kind = (typeof kinds)[number];

interface Fault {
  readonly field: string;
  readonly message: string;
  readonly kind: Kind;
  readonly sent: Sent | undefined;
  /** What is wrong with an identifier, as codes. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** Limits the errors listed: more would not help, and would let anyone cause large answers. */
const errorsMax = 20;

const english = { error: (issue: z.core.$ZodRawIssue) => schemaWords(issue).en };
const chinese = { error: (issue: z.core.$ZodRawIssue) => schemaWords(issue).zh };

/**
 * Validates a part of a request; identifiers in it may be spelt as people paste them.
 * @param at the part's name in the answer: `body`, `query`, `path` or `header`.
 * @throws {Problem} listing each invalid field: `identifier-malformed` if only identifiers are wrong; every path
 *   parameter is an identifier. {Refusal} `personal-number` for an address with the number of a person.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  // Addresses end up in logs, and what is searched for on the ledger.
  if (at === 'path' || at === 'query') demandNoPersonalNumber({ [at]: value });
  const first = schema.safeParse(value, english);
  if (first.success) return readIn(first.data, at);
  const read = asPasted(value, first.error.issues);
  if (read === undefined) throw problemOf(first.error, { schema, value, sent: value, at });
  const second = schema.safeParse(read, english);
  if (second.success) return readIn(second.data, at);
  throw problemOf(second.error, { schema, value: read, sent: value, at });
}

function readIn<T>(data: T, at: string): T {
  if (at === 'body') demandOneDirection(at, data);
  return data;
}

function problemOf(error: z.core.$ZodError, { schema, value, sent, at }: Parsed): Problem {
  const faults = faultsIn(error, at, sent);
  const first = gravest(faults);
  const code = first?.kind ?? 'identifier-malformed';
  return new Problem(code, first === undefined ? 'the request is malformed' : sentence(first), {
    field: first?.field,
    errors: shown(faults, code),
    facts: code === 'identifier-malformed' ? first?.facts : undefined,
    chineseErrors: () => chineseErrors({ schema, value, sent, at }),
  });
}

/** Code, detail and field of a problem speak of one fault; the others stand beside it. */
function gravest(faults: readonly Fault[]): Fault | undefined {
  return kinds.flatMap((wanted) => faults.find(({ kind }) => kind === wanted) ?? [])[0];
}

function sentence({ field, message, sent }: Fault): string {
  const example = fieldExamples.get(message);
  return [
    `${field}: ${message}`,
    ...(example === undefined ? [] : [`such as ${example}`]),
    ...(sent === undefined ? [] : [`sent: ${sent.en}`]),
  ].join('; ');
}

interface Parsed {
  readonly schema: z.ZodType;
  /** As it was read. */
  readonly value: unknown;
  /** As the caller sent it. */
  readonly sent: unknown;
  readonly at: string;
}

/** What a schema does not say itself comes in Chinese; its own messages are looked up. */
function chineseErrors({ schema, value, sent, at }: Parsed): FieldError[] {
  const { error } = schema.safeParse(value, chinese);
  if (error === undefined) return [];
  const faults = faultsIn(error, at, sent);
  const code = gravest(faults)?.kind;
  return faults.slice(0, errorsMax).map((fault) => ({
    ...errorOf(fault, code),
    message: chineseMessage(fault),
    ...(fault.sent === undefined ? {} : { sent: fault.sent.zh }),
  }));
}

function chineseMessage({ kind, message, facts }: Fault): string {
  // An English message may name a thing in Chinese (不动产单元号).
  const isOurs = facts !== undefined || fieldWords.has(message) || !/\p{Script=Han}/u.test(message);
  return isOurs ? chineseFieldMessage({ code: kind, message, facts }) : message;
}

function faultsIn({ issues }: z.core.$ZodError, at: string, value: unknown): Fault[] {
  return issues
    .flatMap((issue) => faultsOf(issue, [at]))
    .map((fault) => {
      const given = fault.kind === 'field-unknown' ? undefined : valueAt(value, fault.field, at);
      return isPersonal(fault.field, given)
        ? { field: fault.field, kind: 'personal-number', message: personalNumberMessage, sent: undefined }
        : {
            ...fault,
            kind: at === 'path' ? 'identifier-malformed' : fault.kind,
            sent: sentIn(fault.field, given),
          };
    });
}

/** Where a number of a person belongs. */
const personal = /^body\/(number|name|address|telephone)$/;

/** Whatever is wrong with the form of a number of a person, it is none in the form of something else. */
function isPersonal(field: string, given: unknown): boolean {
  return typeof given === 'string' && !personal.test(field) && holdsPersonalNumber(given);
}

/** The value that stands where a fault was found. */
function valueAt(value: unknown, field: string, at: string): unknown {
  const path = field.slice(at.length).split('/').slice(1);
  return path.reduce<unknown>(
    (within, name) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, name)
        ? (within as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}

function shown(faults: readonly Fault[], code: Kind): FieldError[] {
  return faults.slice(0, errorsMax).map((fault) => errorOf(fault, code));
}

/** An error of another code than the problem's says its own. */
function errorOf({ kind, field, message, sent }: Fault, code: Kind | undefined): FieldError {
  const example = fieldExamples.get(message);
  return {
    field,
    message,
    ...(kind === code ? {} : { code: kind }),
    ...(sent === undefined ? {} : { sent: sent.en }),
    ...(example === undefined ? {} : { example }),
  };
}

/** A fault without what was sent: that is read from the value afterwards. */
type Found = Omit<Fault, 'sent'>;

function faultsOf(issue: Issue, at: readonly string[]): Found[] {
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
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: readonly string[]): Found[] {
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => faultsOf(inner, path)));
  const here = path.join('/');
  const distance = (faults: readonly Found[]): number =>
    faults.filter(({ field, kind }) => kind === 'field-unknown' || field === here).length * errorsMax +
    faults.length;
  // Of values without parts the union itself knows best what they may be.
  const own = { kind: 'field-invalid', field: here, message: issue.message } as const;
  const isPlain = branches.flat().every(({ field, kind }) => field === here && kind === own.kind);
  if (isPlain && fieldWords.has(issue.message)) return [own];
  const [nearest] = branches.sort((left, right) => distance(left) - distance(right));
  return nearest ?? [own];
}

function isIdentifier(issue: Extract<Issue, { code: 'custom' }>): boolean {
  return issue.params?.['identifier'] !== undefined;
}
