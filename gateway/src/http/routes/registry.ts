// SPDX-License-Identifier: Apache-2.0
import {
  authoritySchema,
  calendarSchema,
  codeEntrySchema,
  codeSchema,
  dateSchema,
  departmentSchema,
  digestSchema,
  fondsCodeSchema,
  fondsSchema,
  issuerAliasCodeSchema,
  issuerAliasSchema,
  licenceTypeEntrySchema,
  licenceTypeSchema,
  nameSchema,
  officerIdSchema,
  officerSchema,
  organisationIdSchema,
  organisationSchema,
  proposalSchema,
  releaseSchema,
  regionSchema,
  registrationSchema,
  restrictionAuthoritySchema,
  restrictionKindSchema,
  roleSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import type { CodeBook, RegistryChange } from '@guidang/chaincode/model';
import {
  approveBody,
  approveProposal,
  nameKeeper,
  nameKeeperBody,
  proposeBody,
  proposeChange,
  registerOfficer,
  withdrawProposal,
  registerOfficerBody,
  revokeOfficer,
  revokeOfficerBody,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import type { Services } from '../../application/services';
import { commandRoute, givenBy, writeResponses } from '../command-route';
import { proposalExample } from '../openapi/examples';
import { listRoute } from '../lists';
import { found, resource, written } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { anyRole, noParams, noQuery } from '../shared-schemas';

const tag = 'registry';
const proposalResult = { id: codeSchema, status: proposalSchema.shape.status, approvals: z.int().min(1) };
const certificate = revokeOfficerBody.shape.certificate;

export const registryRoutes: readonly Route[] = [
  listRoute({
    path: '/api/v1/registry/organisations',
    operation: 'listOrganisations',
    tag,
    summary: 'The members of the network',
    filters: {},
    item: organisationSchema,
    list: (query, { services }) => services.registry.organisations({ ...query, filters: {} }),
  }),
  listRoute({
    path: '/api/v1/registry/departments',
    operation: 'listDepartments',
    tag,
    summary: 'Departments by unified code',
    filters: {
      organisation: organisationIdSchema.optional(),
      region: regionSchema.optional(),
      name: nameSchema.optional().describe('The name, or another one of now or before'),
    },
    item: departmentSchema,
    list: (query, { services }) => services.registry.departments(query),
  }),
  listRoute({
    path: '/api/v1/registry/officers',
    operation: 'listOfficers',
    tag,
    summary: 'Officers by certificate, under their pseudonyms',
    filters: {
      organisation: organisationIdSchema.optional(),
      department: unifiedCodeSchema.optional(),
      id: officerIdSchema.optional(),
      status: officerSchema.shape.status.optional(),
    },
    item: officerSchema,
    list: (query, { services }) => services.registry.officers(query),
  }),
  listRoute({
    path: '/api/v1/registry/authorities',
    operation: 'listAuthorities',
    tag,
    summary: 'Who may issue which licences, where and when',
    filters: { issuer: unifiedCodeSchema.optional(), licenceType: licenceTypeSchema.optional() },
    item: authoritySchema,
    list: (query, { services }) => services.registry.authorities(query),
  }),
  listRoute({
    path: '/api/v1/registry/restriction-authorities',
    operation: 'listRestrictionAuthorities',
    tag,
    summary: 'Who may set which restrictions (查封, 异议, 抵押), on what and when',
    filters: { department: unifiedCodeSchema.optional(), restriction: restrictionKindSchema.optional() },
    item: restrictionAuthoritySchema,
    list: (query, { services }) => services.registry.restrictionAuthorities(query),
  }),
  listRoute({
    path: '/api/v1/registry/licence-types',
    operation: 'listLicenceTypes',
    tag,
    summary: 'Licence types: the statuses that each knows, and whether a holder may have several',
    filters: {},
    item: licenceTypeEntrySchema,
    list: (query, { services }) => services.registry.licenceTypes({ ...query, filters: {} }),
  }),
  listRoute({
    path: '/api/v1/registry/calendars',
    operation: 'listCalendars',
    tag,
    summary: 'The working-day calendars (工作日历): holidays and the weekends worked for them, by year',
    filters: {},
    item: calendarSchema,
    list: (query, { services }) => services.registry.calendars({ ...query, filters: {} }),
  }),
  listRoute({
    path: '/api/v1/registry/fonds',
    operation: 'listFonds',
    tag,
    summary: 'Fonds (全宗) with the departments that own and keep them',
    filters: { owner: unifiedCodeSchema.optional(), keeper: unifiedCodeSchema.optional() },
    item: fondsSchema,
    list: (query, { services }) => services.registry.fonds(query),
  }),
  commandRoute({
    path: '/api/v1/registry/fonds/{fonds}/keeper',
    operation: 'nameKeeper',
    tag,
    summary:
      "Names the department, usually of the archives, that may arrange the owner's records beside it; without `keeper` nobody may",
    command: nameKeeper,
    params: z.strictObject({ fonds: fondsCodeSchema }),
    body: nameKeeperBody.omit({ fonds: true }),
    example: { keeper: '11999999000000027G' },
    status: 200,
    result: { fonds: fondsCodeSchema, version: z.int().min(1) },
    request: ({ params, body }) => ({ body: { ...params, ...body } }),
  }),
  listRoute({
    path: '/api/v1/registry/releases',
    operation: 'listReleases',
    tag,
    summary: 'Names that a majority has taken back: codes of matters, digests of files',
    filters: {},
    item: releaseSchema,
    list: (query, { services }) => services.registry.releases({ ...query, filters: {} }),
  }),
  listRoute({
    path: '/api/v1/registry/issuer-aliases',
    operation: 'listIssuerAliases',
    tag,
    summary: 'Short issuer codes in licence identifiers, and whose each was',
    filters: { code: issuerAliasCodeSchema.optional(), licenceType: licenceTypeSchema.optional() },
    item: issuerAliasSchema,
    list: (query, { services }) => services.registry.issuerAliases(query),
  }),
  ...codeBookRoutes(),
  listRoute({
    path: '/api/v1/registry/registrations',
    operation: 'listRegistrations',
    tag,
    summary: 'Manifests of existing licences that may be registered, or might once (存量证照补录)',
    filters: { issuer: unifiedCodeSchema.optional(), licenceType: licenceTypeSchema.optional() },
    item: registrationSchema,
    list: (query, { services }) => services.registry.registrations(query),
  }),
  listRoute({
    path: '/api/v1/registry/proposals',
    operation: 'listProposals',
    tag,
    summary: 'Proposed changes of the registry and of shared matters',
    filters: { status: proposalSchema.shape.status.optional() },
    item: proposalSchema,
    list: (query, { services }) => services.registry.proposals(query),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/registry/proposals/{id}',
    operation: 'getProposal',
    tag,
    summary: 'A proposal with its approvals, and the digest that a further one names',
    kind: 'read',
    isTagged: true,
    access: anyRole,
    params: z.strictObject({ id: codeSchema }),
    query: noQuery,
    responses: {
      200: { description: 'The proposal', schema: proposalSchema.extend({ digest: digestSchema }) },
    },
    handle: async ({ services, params: { id } }) =>
      resource(found(await services.registry.proposal(id), 'proposal')),
  }),
  commandRoute({
    path: '/api/v1/registry/proposals',
    operation: 'propose',
    tag,
    summary: 'Puts a change to the organisations; it is the proposer’s own approval too',
    command: proposeChange,
    body: proposeBody,
    example: proposalExample,
    status: 201,
    result: proposalResult,
    location: { under: '/api/v1/registry/proposals', by: ({ id }) => id },
    admit: ({ services, body: { changes } }) => demandFounded(changes, services),
    request: ({ body }) => ({ body }),
  }),
  commandRoute({
    path: '/api/v1/registry/proposals/{id}/approvals',
    operation: 'approve',
    tag,
    summary:
      "One organisation's consent to content of this digest (of `{id, changes}` in canonical JSON); the one that makes a majority puts the change into effect",
    command: approveProposal,
    params: z.strictObject({ id: codeSchema }),
    body: approveBody.omit({ id: true }),
    example: { digest: { algorithm: 'sha256', value: 'ab'.repeat(32) } },
    status: 201,
    result: proposalResult,
    admit: async ({ services, params: { id } }) =>
      demandFounded((await services.registry.proposal(id))?.changes ?? [], services),
    request: ({ params: { id }, body }) => ({ body: { id, ...body } }),
  }),
  commandRoute({
    path: '/api/v1/registry/proposals/{id}/withdrawal',
    operation: 'withdrawProposal',
    tag,
    summary: 'Takes an open proposal back; the organisation that has proposed it may',
    command: withdrawProposal,
    params: z.strictObject({ id: codeSchema }),
    status: 200,
    result: proposalResult,
    request: ({ params: { id } }) => ({ body: { id } }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/registry/officers',
    operation: 'addOfficer',
    tag,
    summary: "Enrols an officer at the organisation's CA under a new pseudonym and registers the certificate",
    kind: 'write',
    enrols: true,
    ...givenBy(registerOfficer),
    params: noParams,
    query: noQuery,
    body: z.strictObject({
      id: officerIdSchema.optional(),
      department: unifiedCodeSchema,
      roles: z.array(roleSchema).min(1).max(10),
    }),
    responses: writeResponses(201, { officer: officerIdSchema, certificate }),
    async handle({ services, caller, body, write: { idempotencyKey, respondAsync } }) {
      const outcome = await services.registry.addOfficer(
        caller,
        { ...body, idempotencyKey },
        { respondAsync },
      );
      return written(outcome, { status: 201 });
    },
  }),
  commandRoute({
    path: '/api/v1/registry/officers:register',
    operation: 'registerOfficer',
    tag,
    summary: 'Registers the certificate of an officer who holds the key, issued by the organisation’s CA',
    command: registerOfficer,
    body: registerOfficerBody,
    status: 201,
    result: { officer: officerIdSchema, certificate },
    request: ({ body }) => ({ body }),
  }),
  commandRoute({
    path: '/api/v1/registry/officers/{certificate}/revocation',
    operation: 'revokeOfficer',
    tag,
    summary: 'Revokes an officer; works at once',
    command: revokeOfficer,
    params: z.strictObject({ certificate }),
    body: revokeOfficerBody.omit({ certificate: true }),
    example: { reason: 'left-office' },
    status: 201,
    result: { officer: officerIdSchema, certificate, version: z.int().min(1) },
    request: ({ params, body: { reason } }) => ({ body: { certificate: params.certificate, reason } }),
  }),
];

/** The lists of the code book (代码表), each under the name of what it is for. */
function codeBookRoutes(): Route[] {
  const books: readonly (readonly [CodeBook, path: string, operation: string, what: string])[] = [
    ['purpose', 'purposes', 'listPurposes', 'Purposes of an access (利用目的)'],
    ['basis', 'bases', 'listBases', 'Legal bases (法律依据)'],
    ['reason', 'reasons', 'listReasons', 'Reasons of a change or an end (原因)'],
    ['material-role', 'material-roles', 'listMaterialRoles', 'What a content is in its record (材料种类)'],
    ['retention', 'retentions', 'listRetentions', 'Retention periods (保管期限)'],
    ['category', 'categories', 'listCategories', 'Categories of records (档案门类)'],
  ];
  return books.map(([book, path, operation, what]) =>
    listRoute({
      path: `/api/v1/registry/${path}`,
      operation,
      tag,
      summary: `${what}: codes with their names in Chinese and English; the code is recorded, the words are not`,
      filters: { on: dateSchema.optional().describe('The day on which the codes may be used') },
      item: codeEntrySchema,
      list: ({ filters, ...query }, { services }) =>
        services.registry.codes({ ...query, filters: { ...filters, book } }),
    }),
  );
}

/**
 * What the ledger cannot know, and a majority is to vouch for: whether a reset of the log sets aside what is none of it.
 * A proposal that has not arrived here yet is not looked into; the ledger then says whether its digest is the right one.
 */
async function demandFounded(
  changes: readonly RegistryChange[],
  { log }: Pick<Services, 'log'>,
): Promise<void> {
  for (const change of changes) if (change.kind === 'log-reset') await log.demandFounded(change);
}
