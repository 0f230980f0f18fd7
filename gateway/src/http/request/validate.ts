// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { holdsPersonalNumber } from '@guidang/chaincode/model';
import { demandNoPersonalNumber, personalNumberMessage } from '../../application/command/personal-numbers';
import type { FieldError } from '../../errors/fault';
import { chinese, chineseOf, english, schemaFaults } from '../../errors/schema-faults';
import { fieldExamples, identifierExamples } from '../../words/field-words';
import { Problem } from '../problem';
import { asPasted } from './as-pasted';
import { demandOneDirection } from './safe-text';
import { sentIn } from './sent';
import type { Sent } from './sent';

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

/**
 * Validates a part of a request; identifiers in it may be spelt as people paste them.
 * @param at the part's name in the answer: `body`, `query`, `path` or `header`.
 * @throws {Problem} listing each invalid field: `identifier-malformed` if only identifiers are wrong; every path
 *   parameter is an identifier. {Refusal} `personal-number` for an address with the number of a person.
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  // Addresses end up in logs, and what is searched for on the ledger.
  if (at === 'path' || at === 'query') demandNoPersonalNumber({ [at]: value });
  const sound = schema.safeParse(value);
  if (sound.success) return readIn(sound.data, at);
  // Words are found for what is wrong alone: a parse with them takes longer.
  const asSent = schema.safeParse(value, english);
  const read = asPasted(value, asSent.error?.issues ?? []);
  const last = read === undefined ? asSent : schema.safeParse(read, english);
  if (last.success) return readIn(last.data, at);
  throw problemOf({ schema, value: read ?? value, sent: value, at }, last.error);
}

function readIn<T>(data: T, at: string): T {
  if (at === 'body') demandOneDirection(at, data);
  return data;
}

function problemOf(parsed: Parsed, error: z.ZodError): Problem {
  const faults = faultsIn(parsed, error);
  const first = gravest(faults);
  const code = first?.kind ?? 'identifier-malformed';
  return new Problem(code, first === undefined ? 'the request is malformed' : sentence(first), {
    field: first?.field,
    errors: shown(faults, code),
    facts: code === 'identifier-malformed' ? first?.facts : undefined,
    chineseErrors: () => chineseErrors(parsed),
  });
}

/** Code, detail and field of a problem speak of one fault; the others stand beside it. */
function gravest(faults: readonly Fault[]): Fault | undefined {
  return kinds.flatMap((wanted) => faults.find(({ kind }) => kind === wanted) ?? [])[0];
}

function exampleOf({ message, facts }: Fault): string | undefined {
  return fieldExamples.get(message) ?? identifierExamples[String(facts?.['identifier'])];
}

function sentence(fault: Fault): string {
  const { field, message, sent } = fault;
  const example = exampleOf(fault);
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
function chineseErrors(parsed: Parsed): FieldError[] {
  const { error } = parsed.schema.safeParse(parsed.value, chinese);
  if (error === undefined) return [];
  const faults = faultsIn(parsed, error);
  const code = gravest(faults)?.kind;
  return faults.slice(0, errorsMax).map((fault) => ({
    ...errorOf(fault, code),
    message: chineseOf(fault),
    ...(fault.sent === undefined ? {} : { sent: fault.sent.zh }),
  }));
}

function faultsIn({ sent, at }: Pick<Parsed, 'sent' | 'at'>, error: z.ZodError): Fault[] {
  return schemaFaults(error).map(({ path, message, kind, facts }) => {
    const field = [at, ...path].join('/');
    const given = kind === 'field-unknown' ? undefined : valueAt(sent, path);
    return isPersonal(field, given)
      ? { field, kind: 'personal-number', message: personalNumberMessage, sent: undefined }
      : {
          field,
          kind: at === 'path' ? 'identifier-malformed' : kind,
          message,
          sent: sentIn(field, given),
          facts,
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
function valueAt(value: unknown, path: readonly string[]): unknown {
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
function errorOf(fault: Fault, code: Kind | undefined): FieldError {
  const { kind, field, message, sent } = fault;
  const example = exampleOf(fault);
  return {
    field,
    message,
    ...(kind === code ? {} : { code: kind }),
    ...(sent === undefined ? {} : { sent: sent.en }),
    ...(example === undefined ? {} : { example }),
  };
}
