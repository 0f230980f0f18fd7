// SPDX-License-Identifier: Apache-2.0
import {
  archivalDateSchema,
  caseIdSchema,
  caseStateSchema,
  categorySchema,
  codeSchema,
  dateSchema,
  digestSchema,
  effectiveStatuses,
  licenceIdentifierSchema,
  licenceTypeSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  soughtMatterIdSchema,
  timeSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import { consultDossier, consultDossierForCase, openCase, putPerson } from '@guidang/chaincode/commands';
import { z } from 'zod';
import type { OffersAsked } from '../../application/dossier/offer-api';
import { found, locationOf } from '../answer/reply';
import { givenBy } from '../command-route';
import { beginUse, coveredText, startText } from '../covered-pages';
import { consultOffersExample } from '../openapi/examples';
import { defineRoute } from '../route';
import type { Input, Route } from '../route';
import { demandRole } from '../session/sign-in';
import { noParams, noQuery, pageLimitDefault, pageShape, writtenShape } from '../shared-schemas';
import { subjectOf } from './dossiers';
import { numberSchema } from './persons';

const limitMax = 200;

const applicants = ['number', 'person', 'organisation'] as const;

const bodySchema = z
  .strictObject({
    case: caseIdSchema
      .optional()
      .describe(
        "A running case of one's own department: what it lacks is offered; it says who applies for what",
      ),
    matter: soughtMatterIdSchema.optional().describe('Of a case that is to be opened'),
    number: numberSchema.optional(),
    person: pseudonymSchema.optional(),
    organisation: unifiedCodeSchema.optional(),
    limit: z.int().min(1).max(limitMax).optional(),
    cursor: pageShape.cursor,
    purpose: codeSchema,
    basis: codeSchema,
  })
  .refine((body) => (body.case === undefined) !== (body.matter === undefined), {
    message: 'name a running case, or the matter of one that is to be opened',
    path: ['case'],
  })
  .refine(
    (body) =>
      applicants.filter((name) => body[name] !== undefined).length === (body.case === undefined ? 1 : 0),
    { message: 'name who applies, unless a running case says it', path: ['person'] },
  );

type Body = z.output<typeof bodySchema>;
type Asking = Input<unknown, unknown, Body>;

const seen = { version: z.int().min(1), digest: digestSchema };

const offered = {
  materials: z.array(z.string()).describe('The materials of the matter that it can be'),
  from: z.strictObject({
    organisation: organisationIdSchema,
    department: unifiedCodeSchema,
    case: caseIdSchema.optional().describe('The case that it has come out of'),
    state: caseStateSchema.optional().describe('Of that case'),
  }),
};

const offerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('licence'),
    ...offered,
    source: z.strictObject({ licence: licenceIdentifierSchema, ...seen }),
    type: licenceTypeSchema,
    issuedOn: dateSchema,
    validFrom: dateSchema,
    validUntil: dateSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('record'),
    ...offered,
    source: z.strictObject({ record: recordIdSchema, ...seen }),
    category: categorySchema,
    date: archivalDateSchema,
    filedAt: timeSchema.optional(),
  }),
]);

const unfitSchema = z.strictObject({
  materials: offered.materials,
  licence: licenceIdentifierSchema,
  type: licenceTypeSchema,
  status: z.enum(effectiveStatuses),
  validFrom: dateSchema,
  validUntil: dateSchema.optional(),
});

/** What an applicant has already (一次采集, 多方共享): asked before the applicant is. */
export const offerRoute: Route = defineRoute({
  method: 'post',
  path: '/api/v1/cases:offers',
  operation: 'consultOffers',
  needsPrimary: true,
  tag: 'cases',
  summary:
    'What the applicant has already, of every organisation, that the matter takes instead of a paper: licences in force ' +
    'of an accepted type, filed records of an accepted category, each with where it comes from and how fresh it is, ' +
    'newest first. `source` is taken as it is, as that of a material. The use is on the ledger before the answer, and ' +
    'covers its pages for 15 minutes: further ones by `next`, the first one by `again`. A page may be short, and not ' +
    'the last',
  kind: 'question',
  recordsSearches: true,
  takesKey: true,
  ...givenBy(consultDossierForCase),
  commands: [consultDossier.type, consultDossierForCase.type],
  params: noParams,
  query: noQuery,
  body: bodySchema,
  example: consultOffersExample,
  responses: {
    200: {
      description: 'One page; of the first one, where the use was recorded',
      schema: z.strictObject({
        applicant: z.strictObject({ kind: z.enum(['person', 'organisation']), id: z.string() }),
        matter: z.strictObject({ id: z.string(), version: z.int().min(1) }),
        items: z.array(offerSchema),
        unfit: z
          .array(unfitSchema)
          .describe('Licences of an accepted type that cannot be taken, as they are not in force'),
        next: z.string().optional(),
        again: z.string().optional().describe('Of a first page: the cursor that shows it again, unrecorded'),
        access: z.strictObject(writtenShape).optional(),
      }),
    },
  },
  async handle(input) {
    const { services, caller, cursors, body, write } = input;
    demandMayAsk(input);
    const asked = await askedIn(input);
    const scope = scopeOf(input, asked);
    const { limit = pageLimitDefault, purpose, basis } = body;
    const use = { purpose, basis, role: write.role, idempotencyKey: write.idempotencyKey };
    const { since, after, access } = await beginUse(input, {
      scope,
      record: () => services.offers.record(caller, asked, use),
    });
    // The contract has asked it of what is recorded only now.
    if (access?.repeated !== false) await services.offers.demandRunning(asked);
    const { items, unfit, next } = await services.offers.list({ filters: asked, after, limit });
    const { applicant, matter } = asked;
    return {
      status: 200,
      body: {
        applicant,
        matter,
        items,
        unfit,
        ...(after === undefined ? { again: cursors.seal(startText(since), scope) } : {}),
        ...(next === undefined ? {} : { next: cursors.seal(coveredText({ since, position: next }), scope) }),
        ...(access && { access: { transaction: access.transaction, block: access.block } }),
      },
      headers: access === undefined ? {} : locationOf(access),
    };
  },
});

/**
 * Refuses who could not go on with what is offered, before anybody is looked up.
 * @throws {Problem} `role-missing`.
 */
function demandMayAsk({ caller, body, write: { role } }: Asking): void {
  demandRole(body.case === undefined ? openCase.roles : consultDossierForCase.roles, caller, role);
  if (body.number !== undefined) demandRole(putPerson.roles, caller, undefined);
}

/** @throws {Problem} `not-found` for a case, a matter or a number that there is not. */
async function askedIn(input: Asking): Promise<OffersAsked> {
  const { services, body } = input;
  if (body.case !== undefined) return found(await services.offers.askedBy(body.case), 'case');
  const applicant = await subjectOf(input);
  return found(await services.offers.askedFor(body.matter ?? '', applicant), 'matter');
}

/** What a further page must be of. */
function scopeOf({ caller, body }: Asking, asked: OffersAsked): object {
  const { organisation, officer, department } = caller;
  const { purpose, basis } = body;
  return { operation: 'consultOffers', asked, purpose, basis, who: { organisation, officer, department } };
}
