// SPDX-License-Identifier: Apache-2.0
import {
  codeSchema,
  licenceIdentifierSchema,
  soughtObjectSchema,
  restrictionKindSchema,
  restrictionSchema,
} from '@guidang/chaincode/model';
import type { Restricted } from '@guidang/chaincode/model';
import {
  liftRestriction,
  liftRestrictionBody,
  setRestriction,
  setRestrictionBody,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { isNamedAfter } from '../../application/event/shown';
import type { Services } from '../../application/services';
import { Problem } from '../problem';
import { commandRoute } from '../command-route';
import { listRoute, searchOf } from '../lists';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { anyRole, noQuery, restrictionCountsSchema } from '../shared-schemas';

const tag = 'restrictions';
const body = setRestrictionBody.omit({ on: true });
const example = { id: 'SF-2026-0017', kind: 'seizure', basis: 'civil-procedure-law-253' } as const;
const result = { id: codeSchema };

/** Restrictions apply to licences and to objects, with the same routes for both. */
function restrictionRoutesOn(subject: {
  readonly kind: Restricted['kind'];
  readonly path: string;
  readonly name: string;
  readonly id: z.ZodType<string>;
}): readonly Route[] {
  const { kind, path, name, id } = subject;
  const params = z.strictObject({ id });
  const withRestriction = z.strictObject({ id, restriction: codeSchema });
  return [
    listRoute({
      path: `${path}/restrictions`,
      operation: `list${name}Restrictions`,
      tag,
      summary:
        "The restrictions on it (查封, 异议, 抵押), newest first; a search that is recorded, unless it is of one's own department's licence",
      params,
      filters: { kind: restrictionKindSchema.optional() },
      item: restrictionSchema,
      search: (filters, caller, { params: { id: on } }) =>
        isNamedAfter(caller, { kind, id: on })
          ? undefined
          : searchOf('restrictions', { [kind]: on, ...filters }, kind === 'object' ? on : undefined),
      list: async (query, { services, params: { id: on } }) => {
        await demandKnown({ kind, id: on }, services);
        return services.restrictions.list({ kind, id: on }, query);
      },
    }),
    defineRoute({
      method: 'get',
      path: `${path}/restriction-counts`,
      operation: `count${name}Restrictions`,
      tag,
      summary: 'How many restrictions of each kind it has: what the conditions of cases see',
      kind: 'read',
      access: anyRole,
      params,
      query: noQuery,
      responses: { 200: { description: 'The counts', schema: restrictionCountsSchema } },
      handle: async ({ services, params: { id: on } }) => {
        await demandKnown({ kind, id: on }, services);
        return { status: 200, body: await services.restrictions.count({ kind, id: on }) };
      },
    }),
    commandRoute({
      path: `${path}/restrictions`,
      operation: `set${name}Restriction`,
      tag,
      summary: 'Lays a restriction on it',
      command: setRestriction,
      params,
      body,
      example,
      status: 201,
      result,
      request: (input) => ({ body: { on: { kind, id: input.params.id }, ...input.body } }),
    }),
    commandRoute({
      method: 'delete',
      path: `${path}/restrictions/{restriction}`,
      operation: `lift${name}Restriction`,
      tag,
      summary:
        'Lifts a restriction; only the department that set it may, or, naming it as `department`, one that answers for it now',
      command: liftRestriction,
      params: withRestriction,
      query: z.strictObject({ department: liftRestrictionBody.shape.department }),
      status: 200,
      result,
      request: ({ params: { id, restriction }, query: { department } }) => ({
        body: { on: { kind, id }, id: restriction, ...optional({ department }) },
      }),
    }),
  ];
}

/** A number that is mistyped and yet well-formed must not pass for one that nothing lies on. */
async function demandKnown(on: Restricted, { restrictions }: Pick<Services, 'restrictions'>): Promise<void> {
  if (await restrictions.isKnown(on)) return;
  throw new Problem('not-found', `nothing on the ledger names the ${on.kind} ${on.id}`, { field: 'path/id' });
}

export const restrictionRoutes: readonly Route[] = [
  ...restrictionRoutesOn({
    kind: 'licence',
    path: '/api/v1/licences/{id}',
    name: 'Licence',
    id: licenceIdentifierSchema,
  }),
  ...restrictionRoutesOn({
    kind: 'object',
    path: '/api/v1/objects/{id}',
    name: 'Object',
    id: soughtObjectSchema,
  }),
];
