// SPDX-License-Identifier: Apache-2.0
import {
  caseIdSchema,
  caseSchema,
  codeSchema,
  dateSchema,
  dossierKindSchema,
  dossierKinds,
  pseudonymSchema,
  recordSchema,
  restrictionSchema,
  soughtObjectSchema,
  unifiedCodeSchema,
  withoutInvisible,
} from '@guidang/chaincode/model';
import { breakGlass, consultDossier, consultDossierForCase, putPerson } from '@guidang/chaincode/commands';
import { z } from 'zod';
import type {
  DossierEntry,
  DossierFilters,
  DossierGround,
  DossierLevel,
  DossierSubject,
} from '../../application/dossier/api';
import { statementCharactersMax } from '../../application/dossier/statements';
import { optional } from '../../common/optional';
import { found, locationOf } from '../answer/reply';
import { givenBy } from '../command-route';
import { beginUse, coveredText } from '../covered-pages';
import { receiptPath } from '../covered-receipts';
import { consultDossierExample } from '../openapi/examples';
import { defineRoute } from '../route';
import type { Input, Route } from '../route';
import { demandRole } from '../session/sign-in';
import {
  caseSummary,
  creditOfDaySchema,
  licenceOfDaySchema,
  licenceSummarySchema,
  noParams,
  noQuery,
  pageLimitDefault,
  pageShape,
  restrictionCountsSchema,
  writtenShape,
} from '../shared-schemas';
import { numberSchema } from './persons';

const limitMax = 200;

const sources = ['number', 'person', 'organisation', 'object'] as const;
type Source = (typeof sources)[number];

const bodySchema = z
  .strictObject({
    number: numberSchema.optional(),
    person: pseudonymSchema.optional(),
    organisation: unifiedCodeSchema.optional(),
    object: soughtObjectSchema.optional(),
    kinds: z.array(dossierKindSchema).min(1).max(dossierKinds.length).optional(),
    from: dateSchema.optional().describe('The first day in China, of what began'),
    until: dateSchema.optional().describe('The last day in China, of what began'),
    limit: z.int().min(1).max(limitMax).optional(),
    cursor: pageShape.cursor,
    purpose: codeSchema,
    basis: codeSchema,
    case: caseIdSchema
      .optional()
      .describe("A running case of one's own department, whose applicant or object it is: opens details"),
    breakGlass: z
      .strictObject({
        reason: codeSchema,
        statement: z.string().max(statementCharactersMax).refine(saysSomething, 'must say why, in words'),
      })
      .optional()
      .describe(
        'An emergency, in which details are opened without a case; auditors are shown the written reason',
      ),
  })
  .refine((body) => sources.filter((name) => body[name] !== undefined).length === 1, {
    message: 'name the number, the person, the organisation or the object whose dossier it is',
    path: ['person'],
  })
  .refine((body) => body.case === undefined || body.breakGlass === undefined, {
    message: 'names a case already, which opens it',
    path: ['breakGlass'],
  })
  .refine(({ kinds, object }) => object !== undefined || kinds?.includes('restriction') !== true, {
    message: 'restrictions lie on objects and licences: of others, they are counted with the licences',
    path: ['kinds'],
  })
  .refine(({ kinds, object }) => object === undefined || kinds?.includes('credit') !== true, {
    message: 'credit is that of persons and bodies: objects have none',
    path: ['kinds'],
  })
  .refine(({ from = '', until }) => until === undefined || from <= until, {
    message: 'must end after it begins',
    path: ['until'],
  });

/** The least that is a reason. */
const statementCharactersMin = 10;

/** Whether an auditor can read something: neither what nobody sees nor a row of dots is a reason. */
function saysSomething(text: string): boolean {
  return withoutInvisible(text).length >= statementCharactersMin && /\p{L}/u.test(text);
}

type Body = z.output<typeof bodySchema>;
type Asking = Input<unknown, unknown, Body>;

const caseSummarySchema = caseSchema.pick(caseSummary);

const recordSummarySchema = recordSchema.pick({
  id: true,
  version: true,
  state: true,
  organisation: true,
  department: true,
  category: true,
  retention: true,
  year: true,
  date: true,
  createdAt: true,
  filedAt: true,
});

const entryShape = {
  at: z.string().describe('When it began: the order of a dossier'),
  receipt: z
    .string()
    .optional()
    .describe('Where the receipt is of the event that says how it came to be as it is'),
};

const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...entryShape,
    kind: z.literal('licence'),
    licence: z.union([licenceSummarySchema, licenceOfDaySchema]),
    restrictionCounts: restrictionCountsSchema.describe('On the licence and on its object'),
  }),
  z.strictObject({ ...entryShape, kind: z.literal('case'), case: z.union([caseSummarySchema, caseSchema]) }),
  z.strictObject({
    ...entryShape,
    kind: z.literal('record'),
    record: z.union([recordSummarySchema, recordSchema]),
  }),
  z.strictObject({ ...entryShape, kind: z.literal('restriction'), restriction: restrictionSchema }),
  z.strictObject({ ...entryShape, kind: z.literal('credit'), credit: creditOfDaySchema }),
]);

/** The dossier (案卷, 活档案) of a person, a body or an object. */
export const dossierRoute: Route = defineRoute({
  method: 'post',
  path: '/api/v1/dossiers:consult',
  operation: 'consultDossier',
  needsPrimary: true,
  tag: 'dossiers',
  summary:
    'The dossier (档案调阅) of a person, a body or an object, of every organisation, newest first: licences with their ' +
    'status, cases, records, restrictions, credit entries. What lists show; with a running case of the own department, or in an ' +
    'emergency (break-glass) with a written reason, the details. The use is on the ledger before the answer, and covers ' +
    'further pages, and the receipts of what it has opened, for 15 minutes. A number stands in the body, since URLs end ' +
    'up in logs, and is taken from those who enter people',
  kind: 'question',
  recordsSearches: true,
  takesKey: true,
  ...givenBy(consultDossier, consultDossierForCase, breakGlass),
  params: noParams,
  query: noQuery,
  body: bodySchema,
  example: consultDossierExample,
  responses: {
    200: {
      description: 'One page; of the first one, where the use was recorded',
      schema: z.strictObject({
        subject: z.strictObject({ kind: z.enum(['person', 'organisation', 'object']), id: z.string() }),
        level: z.enum(['summary', 'materials']),
        breakGlass: z.literal(true).optional(),
        items: z.array(entrySchema),
        next: z.string().optional(),
        access: z.strictObject(writtenShape).optional(),
      }),
    },
  },
  async handle(input) {
    const { services, caller, cursors, body, write } = input;
    const { limit = pageLimitDefault, kinds, from, until, purpose, basis } = body;
    demandGround(input);
    const subject = await subjectOf(input);
    const asked = { subject, ...optional({ kinds, from, until }) };
    const scope = scopeOf(input, asked);
    const use = { purpose, basis, role: write.role, idempotencyKey: write.idempotencyKey };
    const { since, after, access } = await beginUse(input, {
      scope,
      record: () => services.dossiers.record(caller, { ...asked, ...groundOf(body) }, use),
    });
    const level = levelOf(body);
    const { items, next } = await services.dossiers.list(level, { filters: asked, after, limit });
    const shown = { cursors, caller, since: level === 'materials' ? since : undefined };
    return {
      status: 200,
      body: {
        subject,
        level,
        ...(body.breakGlass === undefined ? {} : { breakGlass: true }),
        items: items.map((entry) => entryOf(entry, shown)),
        ...(next === undefined ? {} : { next: cursors.seal(coveredText({ since, position: next }), scope) }),
        ...(access && { access: { transaction: access.transaction, block: access.block } }),
      },
      headers: access === undefined ? {} : locationOf(access),
    };
  },
});

function groundOf({ case: of, breakGlass: emergency }: Body): DossierGround {
  return optional({ case: of, breakGlass: emergency });
}

/** What a further page must be of. */
function scopeOf({ caller, body }: Asking, asked: DossierFilters): object {
  const { organisation, officer, department } = caller;
  const { purpose, basis } = body;
  const who = { organisation, officer, department };
  return { operation: 'consultDossier', asked, ground: groundOf(body), purpose, basis, who };
}

function levelOf({ case: of, breakGlass: emergency }: Body): DossierLevel {
  return of === undefined && emergency === undefined ? 'summary' : 'materials';
}

/**
 * Refuses who may not look in this way before anybody is looked up and anything kept.
 * @throws {Problem} `role-missing`.
 */
function demandGround({ caller, body, write: { role } }: Asking): void {
  const command =
    body.breakGlass !== undefined
      ? breakGlass
      : body.case !== undefined
        ? consultDossierForCase
        : consultDossier;
  demandRole(command.roles, caller, role);
  // Whom a number leads to is told without a record to those who enter people, and to nobody else.
  if (body.number !== undefined) demandRole(putPerson.roles, caller, undefined);
}

/** @throws {Problem} `not-found` for a number that leads to nobody. */
export async function subjectOf({
  services,
  caller,
  body,
}: Pick<Asking, 'services' | 'caller'> & { readonly body: Pick<Body, Source> }): Promise<DossierSubject> {
  const { number, person, organisation, object } = body;
  if (number !== undefined) {
    const entered = found(await services.persons.resolve(caller, number), 'person');
    return { kind: 'person', id: entered.person };
  }
  if (person !== undefined) return { kind: 'person', id: person };
  if (organisation !== undefined) return { kind: 'organisation', id: organisation };
  return { kind: 'object', id: object ?? '' };
}

function entryOf({ event, ...entry }: DossierEntry, shown: Parameters<typeof receiptPath>[1]): object {
  return event === undefined ? entry : { ...entry, receipt: receiptPath(event, shown) };
}
