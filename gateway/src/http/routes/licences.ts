// SPDX-License-Identifier: Apache-2.0
import {
  codeSchema,
  licenceIdentifierSchema,
  licenceRoot,
  licenceSchema,
  licenceTypeSchema,
  limits,
  parseLicenceIdentifier,
  readPasted,
  soughtObjectSchema,
  regionSchema,
  restrictionSchema,
  revocationKindSchema,
  timeSchema,
  unifiedCodeSchema,
  wronglyMadeSchema,
} from '@guidang/chaincode/model';
import type { LicenceContent } from '@guidang/chaincode/model';
import type { Caller } from '../../application/caller';
import type { Services } from '../../application/services';
import {
  addRendition,
  addRenditionBody,
  cancelLicence,
  expireLicence,
  issueLicence,
  issueLicenceBody,
  numberLicence,
  numberLicenceBody,
  registerLicence,
  registerLicenceBody,
  renewLicence,
  renewLicenceBody,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
  useLicence,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { verdictSchema } from '../../application/verification/verdict';
import { commandRoute, givenBy, runCommand, seenBy, writeResponses } from '../command-route';
import { etagOf } from '../answer/etag';
import {
  findLicencesExample,
  issueLicenceExample,
  numberLicenceExample,
  renewLicenceExample,
  statusChangeExample,
} from '../openapi/examples';
import { isOwn, listRoute, searchOf } from '../lists';
import { normalPrintedNumber } from '../../application/licence/printed-numbers';
import { found, locationOf } from '../answer/reply';
import { Problem } from '../problem';
import type { WrittenOptions } from '../answer/reply';
import { defineRoute } from '../route';
import type { Input, Route } from '../route';
import {
  anyRole,
  eventEntrySchema,
  licenceOfDaySchema,
  licenceSummarySchema,
  noParams,
  noQuery,
  partyCodeSchema,
  restrictionCountsSchema,
  wholeNumber,
  writtenShape,
  consistencySchema,
  effectiveStatusSchema,
} from '../shared-schemas';
import { momentSchema } from '../../common/moment';

const tag = 'licences';
const params = z.strictObject({ identifier: licenceIdentifierSchema });
/** In clear here; the ledger gets its keyed digest. */
const printedNumberSchema = z
  .string()
  .min(1)
  .max(limits.printedNumberCharactersMax)
  .refine(
    (typed) => /[\p{L}\p{N}]/u.test(normalPrintedNumber(typed)),
    'must be the number printed on a licence',
  );

/**
 * Of a number that no licence has printed on it: nothing found would say that the licence that it identifies is none.
 * @throws {Problem} `field-invalid` for the identifier of a licence.
 */
function demandNoIdentifier(printedNumber: string): void {
  if (!readPasted('licence', printedNumber).startsWith(`${licenceRoot}.`)) return;
  const field = 'body/printedNumber';
  const message = 'is the identifier of a licence, not the number printed on it: GET /licences/{identifier}';
  throw new Problem('field-invalid', message, { field, errors: [{ field, message }] });
}

const numbered = { printedNumber: printedNumberSchema.optional() };
const issueBody = issueLicenceBody.extend(numbered);
const registerBody = registerLicenceBody.extend(numbered);
const renewBody = renewLicenceBody
  .omit({ identifier: true })
  .partial({ version: true })
  .extend({ content: renewLicenceBody.shape.content.extend(numbered) });

/** What a licence is to be, with the keyed digest of its printed number in the place of the number. */
function keyed<Body extends { readonly printedNumber?: string | undefined }>(
  { services }: Pick<Input<unknown, unknown, unknown>, 'services'>,
  { type, ...named }: { readonly type?: string; readonly identifier?: string },
  body: Body,
): Body {
  const { printedNumber } = body;
  if (printedNumber === undefined) return body;
  const ofType = type ?? parseLicenceIdentifier(named.identifier ?? '').type;
  return { ...body, printedNumber: services.printedNumbers.digestOf({ type: ofType, printedNumber }) };
}

const versioned = { identifier: licenceIdentifierSchema, version: z.int().min(1) };

const version = z.int().min(1).optional();
const because = { version, reason: codeSchema, basis: codeSchema };

/** Status changes that need only an officer's reason and legal basis. */
const statusCommands = {
  suspend: suspendLicence,
  resume: resumeLicence,
};

/** Each status change is a separate command. */
const statusChangeBody = z.discriminatedUnion('change', [
  z.strictObject({ change: z.enum(['suspend', 'resume']), ...because }),
  z.strictObject({ change: z.literal('revoke'), ...because, kind: revocationKindSchema }),
  z.strictObject({ change: z.literal('cancel'), ...because, kind: wronglyMadeSchema.optional() }),
  z.strictObject({
    change: z.literal('supersede'),
    ...because,
    kind: wronglyMadeSchema.optional(),
    by: licenceIdentifierSchema,
  }),
  z.strictObject({ change: z.literal('expire'), version }),
]);

/** More licences of one type under one number are of several issuers. */
const foundMax = 50;

const entered: WrittenOptions<{ readonly identifier: string; readonly version: number }> = {
  status: 201,
  location: { under: '/api/v1/licences', by: ({ identifier }) => identifier },
};
const changed = { status: 200 } as const;

export const licenceRoutes: readonly Route[] = [
  listRoute({
    path: '/api/v1/licences',
    operation: 'listLicences',
    tag,
    summary:
      "Licences, without what takes a recorded use to see: those that one's own department issued, or, as a search " +
      'that is recorded, others, or by holder or object',
    filters: {
      type: licenceTypeSchema.optional(),
      issuer: unifiedCodeSchema.optional(),
      region: regionSchema.optional(),
      status: effectiveStatusSchema.optional(),
      object: soughtObjectSchema.optional(),
      holder: partyCodeSchema.optional(),
    },
    item: licenceSummarySchema,
    search: ({ holder, object, issuer, ...filters }, caller) =>
      holder === undefined && object === undefined && isOwn({ department: issuer }, caller)
        ? undefined
        : searchOf('licences', { holder, object, issuer, ...filters }, object ?? holder),
    list: ({ filters, ...page }, { services, caller: { department } }) => {
      const isAnyones = filters.holder !== undefined || filters.object !== undefined || department === '';
      const issuer = filters.issuer ?? (isAnyones ? undefined : department);
      return services.licences.list({ ...page, filters: { ...filters, issuer } });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/licences',
    operation: 'issueLicence',
    tag,
    summary:
      'Issues a licence outside any case, or, with its identifier and its proof from a manifest, registers one that exists already',
    kind: 'write',
    ...givenBy(issueLicence, registerLicence),
    params: noParams,
    query: noQuery,
    body: z.union([issueBody, registerBody]),
    example: issueLicenceExample,
    responses: writeResponses(201, versioned),
    async handle(input) {
      const { services, caller, body } = input;
      if ('identifier' in body) {
        await demandPrintable(services, caller, { content: { ...body, holders: [] }, at: 'body' });
        return runCommand(input, registerLicence, { body: keyed(input, body, body) }, entered);
      }
      await demandPrintable(services, caller, { content: body, at: 'body' });
      return runCommand(input, issueLicence, { body: keyed(input, body, body) }, entered);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/licences:find',
    operation: 'findLicences',
    needsPrimary: true,
    tag,
    summary:
      'The licences of a type on which this number (证照编号) is printed, the newest first, by whomever they were issued; ' +
      'the number stands in the body, since URLs end up in logs, and the search is recorded, without it',
    kind: 'question',
    recordsSearches: true,
    access: anyRole,
    params: noParams,
    query: noQuery,
    body: z.strictObject({
      type: licenceTypeSchema,
      printedNumber: printedNumberSchema,
      issuer: unifiedCodeSchema.optional(),
      purpose: codeSchema,
      basis: codeSchema,
    }),
    example: findLicencesExample,
    responses: {
      200: {
        description:
          'The licences; `more` says that there are others, which the issuer narrows; `printedNumber` is the keyed ' +
          'digest, for who signs commands alone',
        schema: z.strictObject({
          items: z.array(licenceSummarySchema),
          more: z.boolean(),
          printedNumber: numberLicenceBody.shape.printedNumber,
        }),
      },
    },
    async handle({ services, caller, body: { purpose, basis, ...number }, write: { role } }) {
      const { type, issuer } = number;
      const digests = services.printedNumbers.digestsOf(number);
      const [printedNumber] = digests;
      const sought = searchOf('licences', { type, issuer, printedNumber });
      await services.searches.record(caller, sought, { purpose, basis, role });
      const pages = await Promise.all(
        digests.map((each) =>
          services.licences.list({ filters: { type, issuer, printedNumber: each }, limit: foundMax }),
        ),
      );
      const items = pages.flatMap((page) => page.items);
      if (items.length === 0) demandNoIdentifier(number.printedNumber);
      const more = pages.some(({ next }) => next !== undefined);
      return { status: 200, body: { items, more, printedNumber } };
    },
  }),
  commandRoute({
    path: '/api/v1/licences/{identifier}/printed-number',
    operation: 'numberLicence',
    tag,
    summary: 'Says which number (证照编号) is printed on a licence; the ledger gets its keyed digest',
    command: numberLicence,
    params,
    body: numberLicenceBody
      .omit({ identifier: true })
      .partial({ version: true })
      .extend({ printedNumber: printedNumberSchema }),
    example: numberLicenceExample,
    versioned: true,
    status: 200,
    result: versioned,
    request: ({ services, params: at, body: { printedNumber }, version: seen }) => ({
      body: { ...at, version: seen, ...keyed({ services }, at, { printedNumber }) },
    }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/licences/{identifier}',
    operation: 'useLicence',
    tag,
    summary: "A licence's details: a use for a purpose on a legal basis, committed before the answer",
    kind: 'recorded-read',
    ...givenBy(useLicence),
    params,
    query: z.strictObject({ purpose: codeSchema, basis: codeSchema }),
    responses: {
      200: {
        description: 'The licence, the restrictions on it, and where the use was recorded',
        schema: z.strictObject({
          licence: licenceOfDaySchema,
          /** The newest; all are listed by a route of their own. */
          restrictions: z.array(restrictionSchema),
          restrictionCounts: restrictionCountsSchema,
          access: z.strictObject(writtenShape),
        }),
      },
    },
    async handle({ services, caller, params: { identifier }, query, write: { role, idempotencyKey } }) {
      const use = found(
        await services.licences.use(caller, identifier, { ...query, role, idempotencyKey }),
        'licence',
      );
      const { licence, restrictions, restrictionCounts, access } = use;
      const { transaction, block } = access;
      return {
        status: 200,
        body: { licence, restrictions, restrictionCounts, access: { transaction, block } },
        headers: { ...locationOf(access), ETag: etagOf(licence.version) },
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/licences/{identifier}/versions',
    operation: 'useLicenceVersions',
    tag,
    summary:
      'What a licence was: its versions, newest first, each with what it changed, until when it stood, and what happened; ' +
      'a use for a purpose on a legal basis, committed before the answer, as that of its details',
    kind: 'recorded-read',
    ...givenBy(useLicence),
    params,
    query: z.strictObject({
      purpose: codeSchema,
      basis: codeSchema,
      before: wholeNumber(2, 999_999_999)
        .optional()
        .describe('Of the versions before this one; a further use'),
    }),
    responses: {
      200: {
        description: 'Up to 20 versions; `more` says that there are older ones',
        schema: z.strictObject({
          items: z.array(
            z.strictObject({
              licence: licenceSchema,
              from: timeSchema,
              until: timeSchema.optional(),
              changed: z.array(z.string()),
              event: eventEntrySchema.optional(),
            }),
          ),
          more: z.boolean(),
          access: z.strictObject(writtenShape),
        }),
      },
    },
    async handle({ services, caller, params: { identifier }, query, write: { role, idempotencyKey } }) {
      const use = found(
        await services.licences.useVersions(caller, identifier, { ...query, role, idempotencyKey }),
        'licence',
      );
      const { items, more, access } = use;
      const { transaction, block } = access;
      return {
        status: 200,
        body: { items, more, access: { transaction, block } },
        headers: locationOf(access),
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/licences/{identifier}/status',
    operation: 'changeLicenceStatus',
    tag,
    summary:
      'Suspends (暂扣), resumes, revokes (annulment 撤销, withdrawal 撤回, penalty 吊销), cancels (注销), supersedes or ' +
      'expires a licence; a certificate that was wrongly made (错制) is cancelled or superseded as wrongly-made',
    kind: 'write',
    ...givenBy(suspendLicence, supersedeLicence, expireLicence),
    params,
    query: noQuery,
    body: statusChangeBody,
    example: statusChangeExample,
    versioned: true,
    responses: writeResponses(200, { ...versioned, status: effectiveStatusSchema }),
    handle(input) {
      const { body } = input;
      const at = { identifier: input.params.identifier, version: seenBy(input) };
      if (body.change === 'expire') return runCommand(input, expireLicence, { body: at }, changed);
      const because = { ...at, reason: body.reason, basis: body.basis };
      switch (body.change) {
        case 'revoke':
          return runCommand(input, revokeLicence, { body: { ...because, kind: body.kind } }, changed);
        case 'cancel':
          return runCommand(
            input,
            cancelLicence,
            { body: { ...because, ...optional({ kind: body.kind }) } },
            changed,
          );
        case 'supersede': {
          const { by, kind } = body;
          return runCommand(
            input,
            supersedeLicence,
            { body: { ...because, ...optional({ kind }), by } },
            changed,
          );
        }
        case 'suspend':
        case 'resume':
          return runCommand(input, statusCommands[body.change], { body: because }, changed);
      }
    },
  }),
  commandRoute({
    path: '/api/v1/licences/{identifier}/renewal',
    operation: 'renewLicence',
    admit: ({ services, caller, body: { content } }) =>
      demandPrintable(services, caller, { content, at: 'body/content' }),
    tag,
    summary: 'Issues the next licence, which takes the place of this one (换证)',
    command: renewLicence,
    params,
    body: renewBody,
    example: renewLicenceExample,
    versioned: true,
    status: 201,
    result: { ...versioned, superseded: licenceIdentifierSchema },
    location: { under: '/api/v1/licences', by: ({ identifier }) => identifier },
    request: ({ services, params: at, body: { content, reason, basis }, version: seen }) => ({
      body: { ...at, version: seen, reason, basis, content: keyed({ services }, at, content) },
    }),
  }),
  commandRoute({
    path: '/api/v1/licences/{identifier}/renditions',
    operation: 'addRendition',
    tag,
    summary: 'Registers a printable file of the licence by its digest (制证)',
    command: addRendition,
    params,
    body: addRenditionBody.omit({ identifier: true }).partial({ version: true }),
    versioned: true,
    status: 201,
    result: versioned,
    request: ({ params: { identifier }, body: { rendition }, version: seen }) => ({
      body: { identifier, version: seen, rendition },
    }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/licences/{identifier}/verification',
    operation: 'verifyLicence',
    tag: 'verification',
    summary: 'Is the licence in force, now or at a past moment; shows no details and records nothing',
    kind: 'question',
    access: anyRole,
    params,
    query: z
      .strictObject({ at: momentSchema.optional(), consistency: consistencySchema })
      .refine(({ at, consistency }) => at === undefined || consistency !== 'ledger', {
        message: "the ledger's own state knows no past",
        path: ['consistency'],
      }),
    // The page answers for now: a question about the past is not answered with today's verdict.
    pageFor: ({ identifier = '' }, query) =>
      query.has('at') || query.has('consistency') ? undefined : `/v/${encodeURIComponent(identifier)}`,
    responses: {
      200: { description: 'The verdict', schema: verdictSchema },
      302: { description: 'To a browser that is not signed in: where the page for everybody is' },
    },
    handle: async ({ services, params: { identifier }, query }) => ({
      status: 200,
      body: await services.verifications.verify({ licence: identifier, digests: [], ...query }),
    }),
  }),
  listRoute({
    path: '/api/v1/licences/{identifier}/history',
    operation: 'licenceHistory',
    tag,
    summary: "A licence's whole life: issue, changes and each recorded use",
    access: ['auditor', 'archivist', 'registrar', 'decider'],
    params,
    filters: {},
    item: eventEntrySchema,
    list: (query, { services, params: { identifier } }) =>
      services.events.history({ ...query, filters: { subject: { kind: 'licence', id: identifier } } }),
  }),
];

/** @throws {CharactersUnprintable} of a holder's name, or what the licence says. */
async function demandPrintable(
  { names }: Pick<Services, 'names'>,
  caller: Caller,
  { content, at }: { readonly content: Pick<LicenceContent, 'holders' | 'attributes'>; readonly at: string },
): Promise<void> {
  const { holders, attributes = {} } = content;
  const [fault] = await names.ofParties(caller, holders, (index) => `${at}/holders/${index}`);
  if (fault !== undefined) throw fault;
  for (const [code, value] of Object.entries(attributes)) {
    const [hindrance] = await names.ofText(String(value), `${at}/attributes/${code}`);
    if (hindrance !== undefined) throw hindrance;
  }
}
