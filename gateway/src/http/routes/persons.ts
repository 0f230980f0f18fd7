// SPDX-License-Identifier: Apache-2.0
import {
  caseIdSchema,
  codeSchema,
  dateOf,
  digestSchema,
  IdentifierMalformed,
  licenceIdentifierSchema,
  parseCitizenNumber,
  personRegistrationSchema,
  personSchema,
  pseudonymSchema,
  recordIdSchema,
  registrationStatuses,
} from '@guidang/chaincode/model';
import {
  amendPerson,
  correctPerson,
  inspectPerson,
  orderCorrection,
  orderCorrectionBody,
  orderPurge,
  orderPurgeBody,
  purgePerson,
  putPerson,
  registerPerson,
  usePersonOfCase,
  usePersonOfLicence,
  usePersonOfRecord,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import { shownTo } from '../../application/event/shown';
import {
  hasCitizenForm,
  hasDirectionMark,
  hasMoreThanName,
  hasRadical,
  hasSeveralNames,
  hasStandIn,
  isNoName,
  normalName,
  normalNumber,
  travelDocument,
} from '../../application/person/normal-form';
import { faultOf } from '../../errors/fault';
import { languageOf } from '../answer/language';
import { warningsOf, warningsSchema } from '../answer/warnings';
import { commandRoute, givenBy, writeResponses } from '../command-route';
import {
  amendPersonExample,
  inspectPersonExample,
  orderCorrectionExample,
  orderPurgeExample,
  personExample,
  usePersonExample,
} from '../openapi/examples';
import { found, locationOf, written } from '../answer/reply';
import { listRoute, searchOf } from '../lists';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { demandRole } from '../session/sign-in';
import { eventEntrySchema, noParams, noQuery, writtenShape } from '../shared-schemas';
import { closedEventSchema } from './events';

const tag = 'persons';

interface Typed {
  readonly name?: string | undefined;
  readonly numberType: string;
  readonly number: string;
  readonly address?: string | undefined;
  readonly telephone?: string | undefined;
}

/** Texts that would make two people of one, or one that cannot be found again, are refused before they are digested. */
function checkTyped(typed: Typed, context: z.RefinementCtx): void {
  checkTexts(typed, context);
  // What is too short, or blank, has been said.
  if (!context.issues.some(({ path }) => path?.[0] === 'number')) checkNumber(typed, context);
}

function checkTexts(typed: Partial<Typed>, context: z.RefinementCtx): void {
  const texts = ['name', 'number', 'address', 'telephone'] as const;
  for (const field of texts) {
    const isSaid = context.issues.some(({ path }) => path?.[0] === field);
    const message = isSaid ? undefined : textFault(field, typed[field]);
    if (message !== undefined) context.addIssue({ code: 'custom', path: [field], message });
  }
}

function textFault(field: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (hasDirectionMark(text)) return 'must not hold marks of the direction of writing';
  if (!/[\p{L}\p{N}]/u.test(normalName(text))) return 'must not be blank';
  return field === 'name' ? nameFault(text) : undefined;
}

function nameFault(name: string): string | undefined {
  if (hasStandIn(name)) {
    return 'holds a character that stands for a lost one, such as U+FFFD, ? or □, or one of a private area (U+E000 to U+F8FF)';
  }
  if (hasRadical(name)) {
    return 'holds a radical or a stroke (U+2E80 to U+2FFF, U+31C0 to U+31EF) in place of a character: type the character';
  }
  if (!/\p{L}/u.test(name) || isNoName(name)) return 'must hold letters, as a name does';
  if (hasSeveralNames(name)) return 'names several people: enter each by their own number';
  return hasMoreThanName(name)
    ? 'holds more than the name: a title, a remark in brackets, a label or another cell; give the name as the document has it'
    : undefined;
}

function checkNumber({ numberType, number: typed }: Typed, context: z.RefinementCtx): void {
  const normal = normalNumber({ numberType, number: typed });
  const { number } = normal;
  if (!hasCitizenForm(normal)) {
    const message = documentFault(numberType, number);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['number'], message });
    return;
  }
  try {
    const { birthDate } = parseCitizenNumber(number);
    if (birthDate > dateOf(new Date().toISOString())) {
      throw new IdentifierMalformed({ kind: 'citizen-number', reason: 'date' });
    }
  } catch (error) {
    if (!(error instanceof IdentifierMalformed)) throw error;
    // Nothing of the number, and so not the expected check character, may stand in answers and logs.
    const { kind, reason, part } = error;
    const malformed = new IdentifierMalformed({ kind, reason, ...(part !== undefined && { part }) });
    context.addIssue({
      code: 'custom',
      path: ['number'],
      message: malformed.message,
      params: { ...malformed.facts },
    });
  }
}

function documentFault(numberType: string, number: string): string | undefined {
  if (travelDocument.test(numberType)) {
    const isOne = /^[A-Z\d()]{4,40}$/u.test(number);
    return isOne ? undefined : 'must be 4 to 40 letters and digits, as passports and permits have them';
  }
  const isOne = /^[\p{L}\p{N}()/.-]{4,40}$/u.test(number);
  return isOne ? undefined : 'must be 4 to 40 letters, digits and ( ) / . -';
}

const typedPerson = personSchema.omit({ original: true });
const enterBody = typedPerson.superRefine(checkTyped);
/** A number in a body, which is checked as one that is entered. */
export const numberSchema = typedPerson.pick({ numberType: true, number: true }).superRefine(checkTyped);
const inspectBody = typedPerson
  .pick({ numberType: true, number: true })
  .extend({ name: typedPerson.shape.name.optional(), purpose: codeSchema, basis: codeSchema })
  .superRefine(checkTyped);
const amendBody = typedPerson
  .pick({ name: true, address: true, telephone: true })
  .partial()
  .extend({ reason: codeSchema, basis: codeSchema })
  .superRefine(checkTexts)
  .refine(({ name, address, telephone }) => (name ?? address ?? telephone) !== undefined, {
    message: 'name what is corrected: name, address or telephone',
    path: ['name'],
  });
const sources = ['case', 'licence', 'record'] as const;
const useBody = z
  .strictObject({
    case: caseIdSchema.optional(),
    licence: licenceIdentifierSchema.optional(),
    record: recordIdSchema.optional(),
    purpose: codeSchema,
    basis: codeSchema,
  })
  .refine((body) => sources.filter((kind) => body[kind] !== undefined).length === 1, {
    message: 'name the case, the licence or the record in which the person is met',
    path: ['case'],
  });
const params = z.strictObject({ pseudonym: pseudonymSchema });
const orderResult = {
  person: pseudonymSchema,
  status: z.enum(['open', 'ordered']),
  signatures: z.int().min(1).max(2),
};
const enteredShape = { person: pseudonymSchema, commitment: digestSchema };
const warnedShape = { ...enteredShape, warnings: warningsSchema.optional() };

export const personRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/v1/persons',
    operation: 'enterPerson',
    tag,
    summary:
      'Enters a person: the commitment on the ledger, then the data into the private data collection; answers the pseudonym, 200 when the number has one',
    kind: 'write',
    ...givenBy(registerPerson, putPerson),
    params: noParams,
    query: noQuery,
    body: enterBody,
    example: personExample,
    responses: {
      ...writeResponses(201, warnedShape),
      200: { description: 'The number has a pseudonym already', schema: z.strictObject(warnedShape) },
    },
    async handle({ services, caller, request, body, write }) {
      const [{ write: outcome, ...entered }, faults] = await Promise.all([
        services.persons.enter(caller, body, write),
        services.names.ofText(normalName(body.name), 'body/name'),
      ]);
      const warnings = warningsOf(faults.map(faultOf), languageOf(request));
      const { person: pseudonym, commitment } = entered;
      const person = { person: pseudonym, commitment, ...(warnings.length > 0 && { warnings }) };
      if (outcome === undefined) return { status: 200, body: person };
      if ('submission' in outcome) return written(outcome, { status: 201 });
      const { transaction, block } = outcome;
      return { status: 201, body: { ...person, transaction, block }, headers: locationOf(outcome) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons:resolve',
    operation: 'resolvePerson',
    needsPrimary: true,
    tag,
    summary: 'The pseudonym of a number; the number stands in the body, since URLs end up in logs',
    kind: 'question',
    ...givenBy(putPerson),
    params: noParams,
    query: noQuery,
    body: numberSchema,
    responses: { 200: { description: 'The pseudonym', schema: z.strictObject(enteredShape) } },
    async handle({ services, caller, body }) {
      const { person, commitment } = found(await services.persons.resolve(caller, body), 'person');
      return { status: 200, body: { person, commitment } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons:inspect',
    operation: 'inspectPerson',
    tag,
    summary:
      'Who stands behind a number: which pseudonym, who entered it and when, and whether number and name fit; recorded on the ledger before the answer',
    kind: 'write',
    ...givenBy(inspectPerson),
    params: noParams,
    query: noQuery,
    body: inspectBody,
    example: inspectPersonExample,
    responses: {
      200: {
        description: 'Who stands behind the number, and where the read was recorded',
        schema: z.strictObject({
          ...enteredShape,
          status: z.enum([...registrationStatuses, 'unregistered']),
          entered: personRegistrationSchema.shape.entered.unwrap().nullable(),
          numberFits: z.boolean(),
          nameFits: z.boolean().optional(),
          ...writtenShape,
        }),
      },
    },
    async handle({ services, caller, body: { purpose, basis, ...number }, write }) {
      const { role, idempotencyKey } = write;
      const use = { purpose, basis, role, idempotencyKey };
      const { access, ...about } = found(await services.persons.inspect(caller, number, use), 'person');
      const { transaction, block } = access;
      return { status: 200, body: { ...about, transaction, block }, headers: locationOf(access) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons/{pseudonym}:use',
    operation: 'usePerson',
    tag,
    summary:
      "Opens name and number of a person whom a case, licence or record of one's own department names; recorded on the " +
      'ledger before the answer, which one recorded use covers once',
    kind: 'write',
    ...givenBy(usePersonOfCase, usePersonOfLicence, usePersonOfRecord),
    params,
    query: noQuery,
    body: useBody,
    example: usePersonExample,
    responses: {
      200: {
        description: 'Name and number, and where the use was recorded',
        schema: z.strictObject({
          person: pseudonymSchema,
          ...personSchema.pick({ name: true, numberType: true, number: true }).shape,
          ...writtenShape,
        }),
      },
    },
    async handle({ services, caller, params: { pseudonym }, body: { purpose, basis, ...named }, write }) {
      const { role, idempotencyKey } = write;
      const kind = sources.find((each) => named[each] !== undefined) ?? 'case';
      const of = { kind, id: named[kind] ?? '' };
      const use = { of, purpose, basis, role, idempotencyKey };
      const { access, ...person } = found(await services.persons.use(caller, pseudonym, use), 'person');
      const { transaction, block } = access;
      return { status: 200, body: { ...person, transaction, block }, headers: locationOf(access) };
    },
  }),
  listRoute({
    path: '/api/v1/persons/{pseudonym}/accesses',
    operation: 'listPersonAccesses',
    tag,
    summary:
      "Who has opened name and number of the person, and when: one's own department's uses, of others that there was one, and with `purpose` and `basis` all of them to auditors, recorded",
    params,
    filters: {},
    item: z.union([eventEntrySchema, closedEventSchema]),
    search: (_, caller, { params: { pseudonym }, use }) => {
      if (use.purpose === undefined && use.basis === undefined) return undefined;
      demandRole(['auditor'], caller, undefined);
      return searchOf('events', { person: pseudonym }, pseudonym);
    },
    list: async (query, { services, caller, params: { pseudonym } }, isRecorded) => {
      const filters = { subject: { kind: 'person', id: pseudonym }, type: 'person.used' } as const;
      const page = await services.events.history({ ...query, filters });
      if (page === undefined || isRecorded) return page;
      const items = page.items.map((event) => shownTo(caller, event, services.records));
      return { ...page, items: await Promise.all(items) };
    },
  }),
  commandRoute({
    path: '/api/v1/persons/{pseudonym}:orderPurge',
    operation: 'orderPurge',
    tag,
    summary:
      'Orders that a person is purged: two officers of the organisation that entered the person give the same order within 30 days',
    command: orderPurge,
    params,
    body: orderPurgeBody.omit({ person: true }),
    example: orderPurgeExample,
    status: 200,
    result: orderResult,
    request: ({ params: { pseudonym }, body }) => ({ body: { ...body, person: pseudonym } }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons/{pseudonym}:amend',
    operation: 'amendPerson',
    tag,
    summary:
      'Corrects name, address or telephone number under the same pseudonym: the commitment on the ledger, with reason and basis, then the data, whose earlier form is kept in the private data',
    kind: 'write',
    ...givenBy(amendPerson, putPerson),
    params,
    query: noQuery,
    body: amendBody,
    example: amendPersonExample,
    responses: {
      ...writeResponses(200, enteredShape),
      200: {
        description: 'Committed; without a transaction where the data are so already',
        schema: z.strictObject({ ...enteredShape, ...z.strictObject(writtenShape).partial().shape }),
      },
    },
    async handle({ services, caller, params: { pseudonym }, body, write }) {
      const { write: outcome, ...entered } = await services.persons.amend(caller, pseudonym, body, write);
      if (outcome === undefined) return { status: 200, body: entered };
      if ('submission' in outcome) return written(outcome, { status: 200 });
      const { transaction, block } = outcome;
      return { status: 200, body: { ...entered, transaction, block }, headers: locationOf(outcome) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons/{pseudonym}:purge',
    operation: 'purgePerson',
    tag,
    summary:
      'Erases a person whose purge is ordered from the private data collection; what stays on the channel points nowhere',
    kind: 'write',
    ...givenBy(purgePerson),
    params,
    query: noQuery,
    responses: writeResponses(200, { person: pseudonymSchema }),
    handle: async ({ services, caller, params: { pseudonym }, write }) =>
      written(await services.persons.purge(caller, pseudonym, write), { status: 200 }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons/{pseudonym}/replacements',
    operation: 'enterInstead',
    tag,
    summary:
      'Enters the person to whom the number belongs beside the one to whom it leads; it leads there once a correction is ordered and carried out',
    kind: 'write',
    ...givenBy(registerPerson, putPerson),
    params,
    query: noQuery,
    body: enterBody,
    example: personExample,
    responses: writeResponses(201, enteredShape),
    async handle({ services, caller, params: { pseudonym }, body, write }) {
      const entered = await services.persons.enterInstead(caller, pseudonym, body, write);
      const { write: outcome, person, commitment } = entered;
      if ('submission' in outcome) return written(outcome, { status: 201 });
      const { transaction, block } = outcome;
      return {
        status: 201,
        body: { person, commitment, transaction, block },
        headers: locationOf(outcome),
      };
    },
  }),
  commandRoute({
    path: '/api/v1/persons/{pseudonym}:orderCorrection',
    operation: 'orderCorrection',
    tag,
    summary:
      'Orders that the number of a person leads to another one: officers of two organisations give the same order within 30 days',
    command: orderCorrection,
    params,
    body: orderCorrectionBody.omit({ person: true }),
    example: orderCorrectionExample,
    status: 200,
    result: orderResult,
    request: ({ params: { pseudonym }, body }) => ({ body: { ...body, person: pseudonym } }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons/{pseudonym}:correct',
    operation: 'correctPerson',
    tag,
    summary: 'Points the number of a person to the one whom an order names; answers that pseudonym',
    kind: 'write',
    ...givenBy(correctPerson),
    params,
    query: noQuery,
    responses: writeResponses(200, { person: pseudonymSchema }),
    handle: async ({ services, caller, params: { pseudonym }, write }) =>
      written(await services.persons.correct(caller, pseudonym, write), { status: 200 }),
  }),
];
