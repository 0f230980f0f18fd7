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
const matterParams = z.strictObject({ id: soughtMatterIdSchema });
const versionQuery = z.strictObject({ version: wholeNumber(1, 999_999_999).optional() });

const checkedSchema = z.strictObject({
  matter: matterIdSchema,
  version: z.int().min(1),
  items: z.array(
    z.strictObject({
      path: z
        .array(z.union([z.string(), z.int().min(0)]))
        .describe('Where in the matter: names of fields and positions in lists'),
      text: z.strictObject({ zh: z.string(), en: z.string() }),
      isOpen: z.boolean().describe('Not decided in time, or there may be a reason for it: no fault'),
    }),
  ),
});

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
    params: matterParams,
    query: versionQuery,
    responses: { 200: { description: 'The matter', schema: matterSchema } },
    handle: async ({ services, params: { id }, query: { version } }) =>
      resource(found(await services.matters.get(id, version), 'matter')),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/matters/{id}/findings',
    operation: 'getMatterFindings',
    tag,
    summary:
      'What is wrong with a matter and no schema can see, as `npm run matter -- check --registry` says it: certain findings only; what took too long to decide is said to be open',
    kind: 'read',
    access: anyRole,
    params: matterParams,
    query: versionQuery,
    responses: {
      200: { description: 'The findings; none of a matter without a fault', schema: checkedSchema },
    },
    async handle({ services, params: { id }, query: { version }, reserveTurn, inTurn }) {
      reserveTurn();
      const checked = await inTurn(() => services.matterChecks.of(id, version));
      const { matter, findings } = found(checked, 'matter');
      const items = findings.map(({ path, en, zh, isOpen }) => ({
        path,
        text: { zh, en },
        isOpen: isOpen === true,
      }));
      return { status: 200, body: { matter: matter.id, version: matter.version, items } };
    },
  }),
];
