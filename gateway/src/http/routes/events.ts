// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { streamEvents } from '../answer/event-stream';
import { found } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { anyRole, eventEntrySchema, eventIdSchema, noParams, noQuery, wholeNumber } from '../shared-schemas';

const tag = 'events';

export const eventRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/v1/events',
    operation: 'followEvents',
    tag,
    summary:
      'All events in order, as server-sent events; goes on after Last-Event-ID, else from `from`, else from now',
    kind: 'stream',
    access: anyRole,
    params: noParams,
    query: z.strictObject({ from: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional() }),
    responses: {
      200: { description: 'The stream; each `id` is a sequence', mediaType: 'text/event-stream' },
    },
    handle: streamEvents,
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/events/{id}',
    operation: 'getEvent',
    tag,
    summary: 'One event: who did what, when, why',
    kind: 'read',
    access: anyRole,
    params: z.strictObject({ id: eventIdSchema }),
    query: noQuery,
    responses: { 200: { description: 'The event', schema: eventEntrySchema } },
    handle: async ({ services, params: { id } }) => ({
      status: 200,
      body: found(await services.events.get(id), 'event'),
    }),
  }),
];
