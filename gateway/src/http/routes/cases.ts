// SPDX-License-Identifier: Apache-2.0
import {
  caseIdSchema,
  caseStateSchema,
  licenceIdentifierSchema,
  soughtMatterIdSchema,
  soughtObjectSchema,
  organisationIdSchema,
  recordIdSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import {
  addMaterials,
  addMaterialsBody,
  answerCase,
  answerCaseBody,
  deadlinePassed,
  deadlinePassedBody,
  decideCase,
  decideCaseBody,
  deliverCase,
  deliverCaseBody,
  openCase,
  openCaseBody,
  transitionCase,
  transitionCaseBody,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import type { Caller } from '../../application/caller';
import {
  caseConditionsSchema,
  caseCountsSchema,
  caseOrders,
  caseViewSchema,
} from '../../application/case/api';
import type { CaseFilters, CaseView } from '../../application/case/api';
import { isNamedAfter, shownTo } from '../../application/event/shown';
import { timeOf } from '../../common/clock';
import { optional } from '../../common/optional';
import { faultOf } from '../../errors/fault';
import { commandRoute } from '../command-route';
import { openCaseExample, versionedExamples } from '../openapi/examples';
import { isOwn, listRoute, ownByDefault, searchOf } from '../lists';
import { etagOf } from '../answer/etag';
import { found } from '../answer/reply';
import { Problem } from '../problem';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { recordUse, useShape } from '../recorded-search';
import type { Searching, Use } from '../recorded-search';
import { demandRole } from '../session/sign-in';
import {
  anyRole,
  caseSummary,
  eventEntrySchema,
  flag,
  noParams,
  noQuery,
  partyCodeSchema,
} from '../shared-schemas';
import { closedEventSchema } from './events';

const tag = 'cases';
const params = z.strictObject({ id: caseIdSchema });

/** The result of every command on a case; a completed case also lists what it created. */
const result = {
  id: caseIdSchema,
  version: z.int().min(1),
  state: caseStateSchema,
  record: recordIdSchema.optional(),
  issued: z.array(licenceIdentifierSchema).optional(),
  changed: z.array(licenceIdentifierSchema).optional(),
};

/** Declares a command on a case: the identifier is in the path, the version in If-Match or the body. */
const act = { tag, params, versioned: true, status: 200, result } as const;

/** What a queue shows of a case. */
const queued = {
  ...caseSummary,
  due: true,
  waitsFor: true,
} as const;

const queueItemSchema = caseViewSchema.pick(queued).extend({
  applicantName: z
    .string()
    .optional()
    .describe(
      "Who applies, masked (闻人*夏), or a body's name as the registry has it: of the own department's cases, for who handles cases",
    ),
});

function queueItem(item: CaseView): Pick<CaseView, keyof typeof queued> {
  const { id, version, matter, matterVersion, organisation, department, region, state } = item;
  const { openedAt, acceptedAt, closedAt, due, waitsFor } = item;
  const shown = { id, version, matter, matterVersion, organisation, department, region, state, openedAt };
  return { ...shown, ...optional({ acceptedAt, closedAt, due, waitsFor }) };
}

type CasesAsked = Pick<CaseFilters, 'organisation' | 'department' | 'object' | 'applicant'>;

/**
 * A case that is asked for by its number. Numbers follow one another: read one by one, they are a list, and another
 * department's are a search that is recorded.
 */
async function openedCase(
  input: Searching & { readonly params: z.infer<typeof params>; readonly query: Use },
): Promise<CaseView> {
  const { services, caller, params: at, query } = input;
  if (!isNamedAfter(caller, { kind: 'case', id: at.id })) {
    await recordUse(input, searchOf('cases', { case: at.id }), query);
  }
  return found(await services.cases.get(at.id), 'case');
}

/** Whose cases a list is of, also where it does not say it. */
function owned<Asked extends CasesAsked>(asked: Asked, caller: Caller): Asked {
  return ownByDefault(asked, caller, asked.object ?? asked.applicant);
}

/** @throws {Problem} `field-invalid` unless the list is of one department: no other has this order. */
function demandDepartment({ department }: CasesAsked): void {
  if (department !== undefined) return;
  throw new Problem('field-invalid', 'order=due is of the cases of one department', { field: 'query/order' });
}

/** A list of a case's events: of all, or of one type. */
interface HistoryRoute {
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly type?: string;
}

export const caseRoutes: readonly Route[] = [
  listRoute({
    path: '/api/v1/cases',
    operation: 'listCases',
    tag,
    summary:
      "Cases of one's own department, or, as a search that is recorded, of others, or by applicant or object; with `mine`, " +
      'the open ones that wait for an officer like the caller, with `waiting` those that wait for others; with `late`, ' +
      'those whose time limit is over; `order=due` gives the open ones of a department, those that are due first in front',
    filters: {
      organisation: organisationIdSchema.optional(),
      department: unifiedCodeSchema.optional(),
      state: caseStateSchema.optional(),
      matter: soughtMatterIdSchema.optional(),
      object: soughtObjectSchema.optional(),
      applicant: partyCodeSchema.optional(),
      mine: flag.optional(),
      waiting: flag.optional(),
      late: flag.optional(),
      order: z.enum(caseOrders).optional(),
    },
    item: queueItemSchema,
    // The order says nothing of whom the search is about.
    search: ({ order, ...filters }, caller) => {
      // Before a search is recorded that is not answered.
      if (order === 'due') demandDepartment(owned(filters, caller));
      const about = filters.object ?? filters.applicant;
      return about === undefined && isOwn(filters, caller) ? undefined : searchOf('cases', filters, about);
    },
    list: async (
      { filters: { mine, waiting, late, order, ...filters }, ...page },
      { services, caller, clock },
    ) => {
      const { department, roles } = caller;
      const wanted = {
        ...owned(filters, caller),
        ...(mine === true ? { mine: { department, roles } } : {}),
        ...(waiting === true ? { waiting: { department, roles } } : {}),
        ...(late === true ? { lateAt: timeOf(clock) } : {}),
      };
      const { items, next } = await services.cases.list({ ...page, ...optional({ order }), filters: wanted });
      const names = await services.applicants.ofCases(caller, items);
      const shown = items.map((item) => ({
        ...queueItem(item),
        ...optional({ applicantName: names.get(item.id) }),
      }));
      return { items: shown, next };
    },
  }),
  commandRoute({
    path: '/api/v1/cases',
    operation: 'openCase',
    tag,
    summary: 'Opens a case (收件)',
    command: openCase,
    body: openCaseBody,
    example: openCaseExample,
    status: 201,
    result,
    location: { under: '/api/v1/cases', by: ({ id }) => id },
    request: ({ body }) => ({ body }),
    warn: async ({ services, caller, body: { applicant } }) => {
      const faults = await services.names.ofParties(caller, [applicant], () => 'body/applicant');
      return faults.map(faultOf);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases:count',
    operation: 'countCases',
    tag,
    summary:
      "How many cases one's own department has: by state, by whom they wait for, and how many are late",
    kind: 'read',
    access: anyRole,
    params: noParams,
    query: noQuery,
    responses: { 200: { description: 'The counts', schema: caseCountsSchema } },
    handle: async ({ services, caller }) => ({ status: 200, body: await services.cases.count(caller) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/{id}',
    operation: 'getCase',
    tag,
    summary:
      "A case with its materials, decisions and outcome, and the last day of the limit that it is under; another department's as a search that is recorded",
    kind: 'read',
    recordsSearches: true,
    access: anyRole,
    params,
    query: z.strictObject(useShape),
    responses: { 200: { description: 'The case', schema: caseViewSchema } },
    async handle(input) {
      const subject = await openedCase(input);
      // Not as a version: it would be answered from a cache, with the days that were left on an earlier one.
      return { status: 200, body: subject, headers: { ETag: etagOf(subject.version) } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/{id}/conditions',
    operation: 'getCaseConditions',
    tag,
    summary:
      "What a case still needs, in words: which parts of its matter's conditions do not hold now, as the contract sees them; another department's as a search that is recorded",
    kind: 'read',
    recordsSearches: true,
    access: anyRole,
    params,
    query: z.strictObject(useShape),
    responses: {
      200: { description: 'The conditions that are still to be met', schema: caseConditionsSchema },
    },
    async handle(input) {
      const subject = await openedCase(input);
      return { status: 200, body: { case: subject.id, ...(await input.services.conditions.of(subject)) } };
    },
  }),
  commandRoute({
    ...act,
    path: '/api/v1/cases/{id}/materials',
    operation: 'addMaterials',
    summary: 'Adds materials; the last one missing may complete the case',
    command: addMaterials,
    body: addMaterialsBody.omit({ id: true }).partial({ version: true }),
    request: ({ params: { id }, body, version }) => ({ body: { ...body, id, version } }),
  }),
  commandRoute({
    ...act,
    path: '/api/v1/cases/{id}/answers',
    operation: 'answerCase',
    summary:
      "Answers questions of the matter: the applicant's at the window, an officer's in the role that the matter names; until the next decision an answer can be corrected, and the last one missing may complete the case",
    command: answerCase,
    body: answerCaseBody.omit({ id: true }).partial({ version: true }),
    request: ({ params: { id }, body, version }) => ({ body: { ...body, id, version } }),
  }),
  commandRoute({
    ...act,
    path: '/api/v1/cases/{id}/decisions',
    operation: 'decideCase',
    summary: "Takes the matter's next step; the last one may complete the case",
    command: decideCase,
    body: decideCaseBody.omit({ id: true }).partial({ version: true }),
    example: versionedExamples.decision,
    request: ({ params: { id }, body, version }) => ({ body: { ...body, id, version } }),
  }),
  commandRoute({
    ...act,
    path: '/api/v1/cases/{id}/transitions',
    operation: 'transitionCase',
    summary:
      'Accepts, does not accept, asks for a supplement, pauses, resumes, withdraws, terminates or completes; which role may in which state says docs/authority.md',
    command: transitionCase,
    body: transitionCaseBody.omit({ id: true }).partial({ version: true }),
    example: versionedExamples.transition,
    request: ({ params: { id }, body, version }) => ({ body: { ...body, id, version } }),
  }),
  commandRoute({
    ...act,
    path: '/api/v1/cases/{id}/deadlines',
    operation: 'passDeadline',
    summary:
      "A clock says that a time limit has passed: its department's from the day after the last one, any organisation's a day later",
    command: deadlinePassed,
    body: deadlinePassedBody.omit({ id: true }).partial({ version: true }),
    request: ({ params: { id }, body, version }) => ({ body: { ...body, id, version } }),
  }),
  commandRoute({
    ...act,
    path: '/api/v1/cases/{id}/delivery',
    operation: 'deliverCase',
    summary: 'Appends the proof of delivery (送达), after the case has ended',
    command: deliverCase,
    body: deliverCaseBody.omit({ id: true }).partial({ version: true }),
    request: ({ params: { id }, body, version }) => ({ body: { ...body, id, version } }),
  }),
  historyRoute({
    path: '/api/v1/cases/{id}/history',
    operation: 'caseHistory',
    summary:
      "A case's events; of another department's their types, and with `purpose` and `basis` all of them to auditors, recorded",
  }),
  historyRoute({
    path: '/api/v1/cases/{id}/accesses',
    operation: 'listCaseAccesses',
    summary: 'Who read files of the case while it was handled, and when; to whom as its history',
    type: 'case.accessed',
  }),
];

function historyRoute({ type, ...route }: HistoryRoute): Route {
  return listRoute({
    ...route,
    tag,
    params,
    filters: {},
    item: z.union([eventEntrySchema, closedEventSchema]),
    search: (_, caller, { params: { id }, use }) => {
      if (isNamedAfter(caller, { kind: 'case', id })) return undefined;
      if (use.purpose === undefined && use.basis === undefined) return undefined;
      demandRole(['auditor'], caller, undefined);
      return searchOf('events', { case: id });
    },
    list: async (query, { services, caller, params: { id } }, isRecorded) => {
      const filters = { subject: { kind: 'case', id }, type } as const;
      const page = await services.events.history({ ...query, filters });
      if (page === undefined || isRecorded) return page;
      const items = page.items.map((event) => shownTo(caller, event, services.records));
      return { ...page, items: await Promise.all(items) };
    },
  });
}
