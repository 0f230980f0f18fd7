// SPDX-License-Identifier: Apache-2.0
import { digestSchema, parseCitizenNumber, personSchema, pseudonymSchema } from '@guidang/chaincode/model';
import { purgePerson, putPerson } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { givenBy, writeResponses } from '../command-route';
import { personExample } from '../openapi/examples';
import { found, placeOf, written } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { noParams, noQuery } from '../shared-schemas';

const tag = 'persons';

/** Holder-code type of a citizen identity number (公民身份号码), the only type whose check digit we verify. */
const citizenNumberType = '111';

function checkNumber(
  { numberType, number }: { readonly numberType: string; readonly number: string },
  context: z.RefinementCtx,
): void {
  if (numberType !== citizenNumberType) return;
  try {
    parseCitizenNumber(number);
  } catch {
    // The message must not contain the number, since it goes to answers and logs.
    context.addIssue({
      code: 'custom',
      path: ['number'],
      message: 'is not a citizen number',
      params: { identifier: 'citizen-number' },
    });
  }
}

const enterBody = personSchema.superRefine(checkNumber);
const resolveBody = personSchema.pick({ numberType: true, number: true }).superRefine(checkNumber);
const enteredShape = { person: pseudonymSchema, commitment: digestSchema };

export const personRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/v1/persons',
    operation: 'enterPerson',
    tag,
    summary:
      'Enters a person into the private data collection; answers the pseudonym, 200 when the number has one',
    kind: 'write',
    ...givenBy(putPerson),
    params: noParams,
    query: noQuery,
    body: enterBody,
    example: personExample,
    responses: {
      ...writeResponses(201, enteredShape),
      200: { description: 'The number has a pseudonym already', schema: z.strictObject(enteredShape) },
    },
    async handle({ services, caller, body, write }) {
      const { write: outcome, ...entered } = await services.persons.enter(caller, body, write);
      const person = { person: entered.person, commitment: entered.commitment };
      if (outcome === undefined) return { status: 200, body: person };
      if ('submission' in outcome) return written(outcome, { status: 201 });
      const { transaction, block } = outcome;
      return { status: 201, body: { ...person, transaction, block }, headers: placeOf(outcome) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons:resolve',
    operation: 'resolvePerson',
    tag,
    summary: 'The pseudonym of a number; the number stands in the body, since URLs end up in logs',
    kind: 'question',
    ...givenBy(putPerson),
    params: noParams,
    query: noQuery,
    body: resolveBody,
    responses: { 200: { description: 'The pseudonym', schema: z.strictObject(enteredShape) } },
    async handle({ services, caller, body }) {
      const { person, commitment } = found(await services.persons.resolve(caller, body), 'person');
      return { status: 200, body: { person, commitment } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/persons/{pseudonym}:purge',
    operation: 'purgePerson',
    tag,
    summary: 'Erases a person from the private data collection; what stays on the channel points nowhere',
    kind: 'write',
    ...givenBy(purgePerson),
    params: z.strictObject({ pseudonym: pseudonymSchema }),
    query: noQuery,
    responses: writeResponses(200, { person: pseudonymSchema }),
    handle: async ({ services, caller, params: { pseudonym }, write }) =>
      written(await services.persons.purge(caller, pseudonym, write), { status: 200 }),
  }),
];
