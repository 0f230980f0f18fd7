// SPDX-License-Identifier: Apache-2.0
import {
  authoritySchema,
  codeSchema,
  departmentSchema,
  digestSchema,
  licenceTypeEntrySchema,
  licenceTypeSchema,
  officerIdSchema,
  officerSchema,
  organisationIdSchema,
  organisationSchema,
  proposalSchema,
  regionSchema,
  restrictionAuthoritySchema,
  restrictionKindSchema,
  roleSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import {
  approveBody,
  approveProposal,
  proposeBody,
  proposeChange,
  registerOfficer,
  withdrawProposal,
  registerOfficerBody,
  revokeOfficer,
  revokeOfficerBody,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
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
    filters: { organisation: organisationIdSchema.optional(), region: regionSchema.optional() },
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
    summary: 'Licence types and the statuses that each knows',
    filters: {},
    item: licenceTypeEntrySchema,
    list: (query, { services }) => services.registry.licenceTypes({ ...query, filters: {} }),
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
