// SPDX-License-Identifier: Apache-2.0
import {
  matterDefinitionSchema,
  matterIdSchema,
  soughtMatterIdSchema,
  matterSchema,
  organisationIdSchema,
} from '@guidang/chaincode/model';
import { publishMatter } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { commandRoute } from '../command-route';
import { listRoute } from '../lists';
import { found, resource } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { anyRole, wholeNumber } from '../shared-schemas';

const tag = 'matters';

export const matterRoutes: readonly Route[] = [
  listRoute({
    path: '/api/v1/matters',
    operation: 'listMatters',
    tag,
    summary: 'The service matters in force',
    filters: { owner: organisationIdSchema.optional() },
    item: matterSchema,
    list: (query, { services }) => services.matters.list(query),
  }),
  commandRoute({
    path: '/api/v1/matters',
    operation: 'publishMatter',
    tag,
    summary: "Publishes a version of an organisation's own matter; a shared one takes a proposal",
    command: publishMatter,
    body: matterDefinitionSchema,
    status: 201,
    result: { id: matterIdSchema, version: z.int().min(1) },
    location: { under: '/api/v1/matters', by: ({ id }) => id },
    request: ({ body }) => ({ body: { definition: body } }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/matters/{id}',
    operation: 'getMatter',
    tag,
    summary: 'A matter as it is in force, or one version of it',
    kind: 'read',
    isTagged: true,
    access: anyRole,
    params: z.strictObject({ id: soughtMatterIdSchema }),
    query: z.strictObject({ version: wholeNumber(1, 999_999_999).optional() }),
    responses: { 200: { description: 'The matter', schema: matterSchema } },
    handle: async ({ services, params: { id }, query: { version } }) =>
      resource(found(await services.matters.get(id, version), 'matter')),
  }),
];
