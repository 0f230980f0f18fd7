// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { acknowledgeFork, acknowledgeForkBody } from '@guidang/chaincode/commands';
import { registryChangeSchema, treeHeadSchema } from '@guidang/chaincode/model';
import { z } from 'zod';
import { rootOf } from '../../log/evidence';
import { formatReceipt, receiptDocument, receiptSchema } from '../../log/receipt';
import type { Receipt } from '../../log/receipt';
import { shownTo } from '../../application/event/shown';
import { recordAudit } from '../answer/event-stream';
import { useShape } from '../recorded-search';
import { isCoveredReceipt } from '../covered-receipts';
import { preferredType } from '../request/preferred-type';
import { found } from '../answer/reply';
import { givenBy, runCommand, writeResponses } from '../command-route';
import { defineRoute } from '../route';
import type { Reply, Route } from '../route';
import { anyRole, eventIdSchema, noParams, noQuery, pageShape } from '../shared-schemas';

const tag = 'log';
const retrySeconds = 1;

const contradictionIdSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be the identifier of a contradiction');

const contradictionSchema = z.strictObject({
  id: contradictionIdSchema,
  kind: z.enum(['proposed', 'anchored']),
  size: z.int().min(0),
  foundAt: z.iso.datetime(),
  theirs: z.string(),
  ours: z.string(),
  acknowledged: z
    .strictObject({ organisation: z.string(), officer: z.string(), at: z.iso.datetime(), reason: z.string() })
    .optional(),
  setAside: z.literal(true).optional().describe('A majority has set the anchored head aside'),
});

export const logRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/v1/events/{id}/receipt',
    operation: 'getReceipt',
    tag,
    summary:
      "The receipt of an event (存证回执) of one's own department, or as a dossier has just led to it, or, with `purpose` " +
      'and `basis`, of any to auditors, recorded: ' +
      'a C2SP tlog-proof with its leaf, checked offline; JSON by Accept: application/json',
    kind: 'read',
    recordsSearches: true,
    access: anyRole,
    params: z.strictObject({ id: eventIdSchema }),
    query: z.strictObject({
      ...useShape,
      dossier: pageShape.cursor.describe('What a dossier says of the event, for 15 minutes'),
    }),
    responses: {
      200: {
        description: 'The receipt; as text by default',
        schema: receiptSchema,
        mediaType: 'text/plain',
      },
      202: {
        description: 'No head covers the event yet; Retry-After says when to ask again',
        schema: z.strictObject({ status: z.literal('pending') }),
      },
    },
    async handle(input) {
      const { services, caller, params, query, request } = input;
      const receipt = found(await services.log.receipt(params.id), 'event');
      if (receipt === 'pending') return pendingReply;
      // It opens the whole event: its purpose, its officer, what it is about.
      const event = found(await services.events.get(params.id), 'event');
      const isShown = isCoveredReceipt(input) || (await shownTo(caller, event, services.records)) === event;
      if (!isShown) await recordAudit(input, { ...query, filters: params });
      return receiptReply(receipt, request);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/log/evidence',
    operation: 'listContradictions',
    needsPrimary: true,
    tag,
    summary:
      'Where the log has forked: sizes with two roots, with both signed notes, and who has acknowledged them',
    kind: 'read',
    access: ['auditor', 'governor', 'operator'],
    params: noParams,
    query: noQuery,
    responses: {
      200: {
        description: 'The evidence; empty when all is well',
        schema: z.strictObject({ items: z.array(contradictionSchema) }),
      },
    },
    handle: ({ services }) =>
      services.log.contradictions().then((items) => ({ status: 200, body: { items } })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/log/evidence/{id}/acknowledgement',
    operation: 'acknowledgeContradiction',
    needsPrimary: true,
    tag,
    summary:
      "Ends the organisation's alarm about a fork that people have judged; who has, when and why is on the ledger, the " +
      'evidence stays listed, and any other raises the alarm again',
    kind: 'write',
    ...givenBy(acknowledgeFork),
    params: z.strictObject({ id: contradictionIdSchema }),
    query: noQuery,
    body: acknowledgeForkBody.pick({ reason: true }),
    example: { reason: 'key-stolen' },
    responses: writeResponses(201, treeHeadSchema.shape),
    async handle(input) {
      const known = await input.services.log.contradictions();
      const contradiction = found(
        known.find(({ id }) => id === input.params.id),
        'contradiction',
      );
      const { kind, size, theirs } = contradiction;
      const body = { kind, size, root: rootOf(theirs), reason: input.body.reason };
      return runCommand(input, acknowledgeFork, { body }, { status: 201 });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/log/reset',
    operation: 'suggestLogReset',
    needsPrimary: true,
    tag,
    summary:
      "The reset of the log that this gateway's own tree asks for, as a change to propose: where a quorum has anchored " +
      'heads that are none of it; 404 while all is well',
    kind: 'read',
    access: ['auditor', 'governor', 'operator'],
    params: noParams,
    query: noQuery,
    responses: { 200: { description: 'The change, for a proposal', schema: registryChangeSchema } },
    handle: async ({ services }) => ({
      status: 200,
      body: found(await services.log.suggestedReset(), 'head to set aside'),
    }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/log/next-keys',
    operation: 'makeNextLogKeys',
    needsPrimary: true,
    tag,
    summary:
      "Makes the organisation's next keys for the log, and answers the change to propose; they sign when it takes effect",
    kind: 'question',
    access: ['governor'],
    params: noParams,
    query: noQuery,
    responses: { 200: { description: 'The change, for a proposal', schema: registryChangeSchema } },
    handle: async ({ services, caller }) => ({
      status: 200,
      body: found(await services.log.nextKeys(caller.organisation), "keeper of that organisation's keys"),
    }),
  }),
];

const pendingReply: Reply = {
  status: 202,
  body: { status: 'pending' },
  headers: { 'Retry-After': String(retrySeconds) },
};

/** No entity tag: the same event gets another receipt under each newer head. */
function receiptReply(receipt: Receipt, request: IncomingMessage): Reply {
  const headers = { Vary: 'Accept' };
  return preferredType(request, ['text/plain', 'application/json']) === 'application/json'
    ? { status: 200, body: receiptDocument(receipt), headers }
    : { status: 200, text: formatReceipt(receipt), headers };
}
