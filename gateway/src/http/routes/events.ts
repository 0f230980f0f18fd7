// SPDX-License-Identifier: Apache-2.0
import { isEventType, licenceIdentifierSchema, limits, recordIdSchema } from '@guidang/chaincode/model';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { countedTypes } from '../../application/event/api';
import { shownTo } from '../../application/event/shown';
import { seesAll, streamEvents } from '../answer/event-stream';
import { found } from '../answer/reply';
import { listRoute, searchOf } from '../lists';
import { useShape } from '../recorded-search';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { demandRole } from '../session/sign-in';
import { anyRole, eventEntrySchema, eventIdSchema, noParams, wholeNumber } from '../shared-schemas';

const tag = 'events';

const typesMax = 16;
const typePattern = '[a-z-]+\\.[A-Za-z-]+';
const typesPattern = new RegExp(`^${typePattern}(,${typePattern}){0,${typesMax - 1}}$`);
const typesSchema = z
  .string()
  .max(limits.searchFilterCharactersMax)
  .regex(typesPattern, { error: 'must be types of events, separated by commas', abort: true })
  // One that does not exist matches nothing, which looks as if nothing happened.
  .refine((text) => text.split(',').every(isEventType), 'names a type of which there are no events')
  .transform((text): readonly string[] => text.split(','));

/** Identifiers with a check character, by what they look like. */
const checked: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^\s*1\.2\.156\./u, licenceIdentifierSchema],
  [/^\s*[0-9A-Z]{30}\s*$/iu, recordIdSchema],
];

/**
 * A slip in an identifier is refused, and not answered by silence. Whether there is such a subject is not said: that
 * would confirm a guess.
 */
const subjectIdSchema = z
  .string()
  .min(1)
  .max(limits.searchFilterCharactersMax)
  .superRefine((text, context) => {
    const [, schema] = checked.find(([look]) => look.test(text)) ?? [];
    for (const issue of schema?.safeParse(text).error?.issues ?? []) {
      const { message } = issue;
      context.addIssue({
        code: 'custom',
        message,
        params: issue.code === 'custom' ? issue.params : undefined,
      });
    }
  });

export const closedEventSchema = eventEntrySchema.pick({ sequence: true, block: true, type: true });

export const eventRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/v1/events',
    operation: 'followEvents',
    tag,
    summary:
      "Events in order, as server-sent events: types, and all of one's own department's; with `purpose` and `basis`, " +
      'all of all to auditors, recorded. Goes on after Last-Event-ID, else from `from`, else from now; filters leave ' +
      'events out, and the position moves past them all the same',
    kind: 'stream',
    access: anyRole,
    params: noParams,
    query: z.strictObject({
      from: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
      type: typesSchema.optional().describe(`Types, separated by commas, at most ${typesMax}`),
      subject: subjectIdSchema
        .optional()
        .describe("A subject's identifier; of others' events, which hide theirs, none is told"),
      own: z
        .literal('true')
        .transform(() => true as const)
        .optional()
        .describe("One's own department's only"),
      ...useShape,
    }),
    responses: {
      200: { description: 'The stream; each `id` is a sequence', mediaType: 'text/event-stream' },
    },
    handle: streamEvents,
  }),
  listRoute({
    path: '/api/v1/uses',
    operation: 'listOwnUses',
    tag,
    summary:
      'What one has used oneself, and why: licences, records, cases, people, searches, dossiers; with `all`, to auditors, ' +
      'recorded, what everybody has, such as dossiers in an emergency with the written reason, as far as it is stored ' +
      'here; newest first. A page may be short, and not the last',
    filters: {
      all: z
        .literal('true')
        .transform(() => true as const)
        .optional()
        .describe("Everybody's, for auditors"),
      kind: z
        .enum(countedTypes)
        .optional()
        .describe(
          'The type of the event; `case.asked-despite-offer`, of no use, says why an applicant was asked for what an offer covers',
        ),
      subject: subjectIdSchema.optional().describe("A subject's identifier"),
    },
    item: eventEntrySchema.extend({ statement: z.string().optional() }),
    search: ({ all, ...filters }, caller) => {
      if (all !== true) return undefined;
      demandRole(['auditor'], caller, undefined);
      return searchOf('events', { all, ...filters });
    },
    list: async ({ filters: { all, ...filters }, ...page }, { services, caller }) => {
      const by = all === true ? undefined : caller;
      const { items, next } = await services.events.uses({ ...page, filters: { ...filters, by } });
      const withStatement = items.map(async (event) => ({
        ...event,
        ...optional({ statement: await services.dossiers.statementOf(event) }),
      }));
      return { items: await Promise.all(withStatement), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/events/{id}',
    operation: 'getEvent',
    tag,
    summary:
      "One event: who did what, when, why, of one's own department; of others the type, or, with `purpose` and `basis`, " +
      'all to auditors, recorded',
    kind: 'read',
    access: anyRole,
    params: z.strictObject({ id: eventIdSchema }),
    query: z.strictObject(useShape),
    responses: {
      200: { description: 'The event', schema: z.union([eventEntrySchema, closedEventSchema]) },
    },
    async handle(input) {
      const { services, caller, params, query } = input;
      const event = found(await services.events.get(params.id), 'event');
      const isAll = await seesAll(input, { ...query, filters: params });
      return { status: 200, body: isAll ? event : await shownTo(caller, event, services.records) };
    },
  }),
];
