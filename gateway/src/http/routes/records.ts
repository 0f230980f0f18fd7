// SPDX-License-Identifier: Apache-2.0
import {
  archivalCodeSchema,
  caseIdSchema,
  codeSchema,
  dateSchema,
  demand,
  departmentSchema,
  digestSchema,
  fondsCodeSchema,
  fondsSchema,
  soughtObjectSchema,
  organisationIdSchema,
  pseudonymSchema,
  recordIdSchema,
  recordSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import {
  accessRecord,
  amendRecord,
  amendRecordBody,
  annotateRecord,
  annotateRecordBody,
  arrangeBody,
  arrangeRecords,
  createRecord,
  createRecordBody,
  declareSearch,
  fileRecord,
  handOverBody,
  handOverRecord,
  reportFinding,
  fileRecordBody,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import { Problem } from '../problem';
import type { Caller } from '../../application/caller';
import { isNamedAfter } from '../../application/event/shown';
import { contentsOfRecord } from '../../application/content/named-contents';
import { titleSchema } from '../../application/title/description';
import { keysOf } from '../../application/title/words-of';
import { optional } from '../../common/optional';
import { commandRoute } from '../command-route';
import { createRecordExample, findRecordsExample, versionedExamples } from '../openapi/examples';
import { isOwn, listRoute, ownByDefault, searchOf } from '../lists';
import type { OfDepartment } from '../lists';
import { demandPurpose, recordUse, useShape } from '../recorded-search';
import { found, pageReply, resource } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route } from '../route';
import {
  anyRole,
  eventEntrySchema,
  noParams,
  noQuery,
  pageLimitDefault,
  pageSchemaOf,
  pageShape,
  wholeNumber,
} from '../shared-schemas';

const tag = 'records';
const params = z.strictObject({ id: recordIdSchema });
const versioned = { id: recordIdSchema, version: z.int().min(1) };

const filingSchema = z.strictObject({
  id: recordIdSchema,
  version: z.int().min(1),
  state: recordSchema.shape.state,
  unit: departmentSchema.pick({ code: true, name: true }).extend({
    aliases: departmentSchema.shape.aliases.unwrap(),
  }),
  /** The one that the record names, else those that its department owns or keeps. */
  fonds: z.array(fondsSchema.pick({ code: true, name: true, owner: true })),
  hindrances: z.array(
    z.enum(['filed-already', 'no-content', 'content-not-held', 'no-fonds', 'several-fonds']),
  ),
});

type Hindrance = z.infer<typeof filingSchema>['hindrances'][number];

/** A record with what its description says, for who may list it. */
const titledSchema = recordSchema.extend({ titles: titleSchema.optional() });

const textCharactersMax = 200;
const titlesMax = 200;
const findBody = z.strictObject({
  text: z
    .string()
    .max(textCharactersMax)
    .refine((text) => keysOf(text).size > 0, 'must have two Chinese characters side by side, or a word'),
  department: unifiedCodeSchema.optional(),
  limit: z.int().min(1).max(titlesMax).optional(),
  cursor: pageShape.cursor,
  purpose: codeSchema.optional(),
  basis: codeSchema.optional(),
});

/** @throws {Problem} `field-invalid`: an empty list would say that there are none. */
function demandSpan({ dateFrom = '', dateUntil }: DateSpan): void {
  if (dateUntil === undefined || dateFrom <= dateUntil) return;
  const [field, message] = ['query/dateUntil', 'must end after it begins'];
  throw new Problem('field-invalid', `${field}: ${message}`, { field, errors: [{ field, message }] });
}

interface DateSpan {
  readonly dateFrom?: string | undefined;
  readonly dateUntil?: string | undefined;
}

const onlyOwnSearched =
  "your own department has no such record, and only it was searched: with purpose and basis all departments' are";

interface NamingOne extends OfDepartment {
  readonly archivalCode?: string | undefined;
  readonly case?: string | undefined;
}

/** What names a record wherever it is, in a query that says of nobody that the record is his. */
function nameElsewhere(
  { archivalCode, case: id, department, organisation }: NamingOne,
  caller: Caller,
): string | undefined {
  if (department !== undefined || organisation !== undefined) return undefined;
  const isOfOther = id !== undefined && !isNamedAfter(caller, { kind: 'case', id });
  return archivalCode ?? (isOfOther ? id : undefined);
}

/** The last two keep nothing from being filed: they say that where it belongs is not certain. */
function hindrances(
  { state, contents }: ArchiveRecord,
  { fonds, unheld }: { readonly fonds: number; readonly unheld: number },
): Hindrance[] {
  return [
    ...(state === 'collecting' ? [] : (['filed-already'] as const)),
    ...(contents.length === 0 ? (['no-content'] as const) : []),
    ...(unheld > 0 ? (['content-not-held'] as const) : []),
    ...(fonds === 0 ? (['no-fonds'] as const) : []),
    ...(fonds > 1 ? (['several-fonds'] as const) : []),
  ];
}

export const recordRoutes: readonly Route[] = [
  listRoute({
    path: '/api/v1/records',
    operation: 'listRecords',
    tag,
    summary:
      "Records, newest first: those of one's own department, or, as a search that is recorded, of others, or by dossier",
    filters: {
      organisation: organisationIdSchema.optional(),
      department: unifiedCodeSchema.optional(),
      state: recordSchema.shape.state.optional(),
      category: recordSchema.shape.category.optional(),
      year: recordSchema.shape.year.optional(),
      case: caseIdSchema
        .optional()
        .describe("Of another department's case, as for `archivalCode`: with `purpose` and `basis`"),
      archivalCode: archivalCodeSchema
        .optional()
        .describe(
          'The 档号 in any spelling: full-width, other dots and dashes, spaces, small letters; with `purpose` and `basis` ' +
            'sought in all departments, as a search that is recorded, else in your own, and `warnings` says so where ' +
            'that has none',
        ),
      fonds: fondsCodeSchema.optional(),
      dateFrom: dateSchema
        .optional()
        .describe(
          'The first day. A record whose date is known in part (`2024`, `2024-05`, `199X`, a range) is listed when it ' +
            'may lie within; lists are ordered by when records were entered, never by date',
        ),
      dateUntil: dateSchema.optional().describe('The last day, included; see `dateFrom`'),
      dossier: z
        .union([pseudonymSchema, soughtObjectSchema], {
          error: 'must be a pseudonym, a unified code or an object identifier',
        })
        .optional(),
    },
    item: titledSchema,
    search: (filters, caller, { use: { purpose, basis } }) => {
      demandSpan(filters);
      const goesBeyond = nameElsewhere(filters, caller) !== undefined && (purpose ?? basis) !== undefined;
      return filters.dossier === undefined && isOwn(filters, caller) && !goesBeyond
        ? undefined
        : searchOf('records', filters, filters.dossier);
    },
    notSearched: (filters, caller) =>
      nameElsewhere(filters, caller) === undefined
        ? undefined
        : { code: 'purpose-required', message: onlyOwnSearched, field: 'query/purpose' },
    list: async ({ filters, ...page }, { services, caller }, isRecorded) => {
      const elsewhere = isRecorded ? nameElsewhere(filters, caller) : undefined;
      const wanted = ownByDefault(filters, caller, filters.dossier ?? elsewhere);
      const { items, next } = await services.records.list({ ...page, filters: wanted });
      const titles = await services.titles.ofRecords(caller, items);
      return {
        items: items.map((item) => ({ ...item, ...optional({ titles: titles.get(item.id) }) })),
        next,
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/records:find',
    operation: 'findRecords',
    needsPrimary: true,
    tag,
    summary:
      "Records of one's own department, or, as a search that is recorded, of another one of the own organisation, in " +
      'whose 题名, 责任者, 文号 or 日期 all words of a text occur, as far as their descriptions are stored here; the text ' +
      'stands in the body, since URLs end up in logs, and in no record of the search',
    kind: 'question',
    recordsSearches: true,
    access: declareSearch.roles,
    params: noParams,
    query: noQuery,
    body: findBody,
    example: findRecordsExample,
    responses: { 200: { description: 'One page', schema: pageSchemaOf(titledSchema) } },
    async handle({ services, caller, cursors, body, write: { role } }) {
      const { text, department = caller.department, limit = pageLimitDefault, cursor, purpose, basis } = body;
      if (!isOwn({ department }, caller)) {
        const use = { ...demandPurpose({ purpose, basis }, 'body'), role };
        await services.searches.record(caller, searchOf('records', { department, by: 'title' }), use);
      }
      const scope = { operation: 'findRecords', text, department, officer: caller.officer };
      const after = cursor === undefined ? undefined : cursors.open(cursor, scope);
      const { items: titled, next } = await services.titles.find(caller, {
        ...{ department, text, limit },
        ...optional({ after }),
      });
      const items = await Promise.all(
        titled.map(async ({ record, title: titles }) => {
          const present = await services.records.get(record);
          return present === undefined ? [] : [{ ...present, titles }];
        }),
      );
      return pageReply({ items: items.flat(), ...optional({ next }) }, (position) =>
        cursors.seal(position, scope),
      );
    },
  }),
  commandRoute({
    path: '/api/v1/records',
    operation: 'createRecord',
    tag,
    summary: 'Captures a record while it is being collected',
    command: createRecord,
    body: createRecordBody,
    example: createRecordExample,
    status: 201,
    result: versioned,
    location: { under: '/api/v1/records', by: ({ id }) => id },
    request: ({ body }) => ({ body }),
    warn: ({ services, caller, body }) => services.admission.unheld(caller, contentsOfRecord(body, 'body')),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/records/{id}',
    operation: 'getRecord',
    tag,
    summary:
      "A record as it is, or as it was in one version; another department's with `purpose` and `basis`, as a search that is recorded",
    kind: 'read',
    isTagged: true,
    recordsSearches: true,
    access: anyRole,
    params,
    query: z.strictObject({ version: wholeNumber(1, 999_999_999).optional(), ...useShape }),
    responses: { 200: { description: 'The record', schema: titledSchema } },
    async handle(input) {
      const { services, caller, params, query } = input;
      const { version, ...use } = query;
      const record = found(await services.records.get(params.id, version), 'record');
      // Identifiers of records that one transaction created are neighbours: read one by one, they are a list.
      if (!isOwn(record, caller)) {
        await recordUse(input, searchOf('records', { record: params.id }), use);
      }
      // What its description says today: of an older version that may be another one.
      const titles =
        version === undefined
          ? (await services.titles.ofRecords(caller, [record])).get(record.id)
          : undefined;
      return resource({ ...record, ...optional({ titles }) });
    },
  }),
  commandRoute({
    path: '/api/v1/records/{id}/versions',
    operation: 'amendRecord',
    tag,
    summary: "Replaces a record's content, until it is filed",
    command: amendRecord,
    params,
    body: amendRecordBody.omit({ id: true }).partial({ version: true }),
    example: { version: 1, content: createRecordExample },
    versioned: true,
    status: 201,
    result: versioned,
    request: ({ params: { id }, body: { content }, version }) => ({ body: { id, version, content } }),
    warn: ({ services, caller, params: { id }, body: { content } }) =>
      services.admission.unheld(caller, contentsOfRecord(content, 'body/content'), id),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/records/{id}/filing',
    operation: 'previewFiling',
    tag,
    summary:
      "Of one's own department's record: the unit and the fonds into which it would be filed, and what keeps it from it",
    kind: 'read',
    needsPrimary: true,
    access: anyRole,
    params,
    query: noQuery,
    responses: { 200: { description: 'What filing would do', schema: filingSchema } },
    async handle({ services, caller, params: { id } }) {
      const record = found(await services.records.get(id), 'record');
      demand(
        isOwn(record, caller),
        'not-competent',
        'only the department of a record sees where it would be filed',
      );
      const page = { limit: pageLimitDefault };
      const owned = await services.registry.fonds({ ...page, filters: { owner: record.department } });
      const kept = await services.registry.fonds({ ...page, filters: { keeper: record.department } });
      const unit = found(await services.registry.department(record.department), 'department');
      const fonds = [...owned.items, ...kept.items];
      const named = fonds.filter(({ code }) => record.fonds === undefined || code === record.fonds);
      const unheld = await services.admission.unheld(caller, contentsOfRecord(record, 'record'), record.id);
      const filing = {
        id,
        version: record.version,
        state: record.state,
        unit: { code: unit.code, name: unit.name, aliases: unit.aliases ?? [] },
        fonds: named.map(({ code, name, owner }) => ({ code, name, owner })),
        hindrances: hindrances(record, { fonds: named.length, unheld: unheld.length }),
      };
      // Not as a version: files come, and the registry changes, while the record stays as it is.
      return { status: 200, body: filing };
    },
  }),
  commandRoute({
    path: '/api/v1/records/{id}/filing',
    operation: 'fileRecord',
    tag,
    summary: 'Files a record (归档): its contents are fixed from here on',
    command: fileRecord,
    params,
    body: fileRecordBody.omit({ id: true }).partial({ version: true }),
    example: versionedExamples.version,
    versioned: true,
    status: 200,
    result: versioned,
    request: ({ params: { id }, version }) => ({ body: { id, version } }),
  }),
  commandRoute({
    path: '/api/v1/records/{id}/annotations',
    operation: 'annotateRecord',
    tag,
    summary: "Adds a note to the own department's record, or to one that was handed over",
    command: annotateRecord,
    params,
    body: annotateRecordBody.omit({ id: true }),
    status: 201,
    result: { id: recordIdSchema },
    request: ({ params: { id }, body }) => ({ body: { id, ...body } }),
  }),
  commandRoute({
    path: '/api/v1/records/{id}/findings',
    operation: 'reportFinding',
    tag,
    summary: "Reports an auditor's finding about anybody's record, apart from the notes of its keepers",
    command: reportFinding,
    params,
    body: annotateRecordBody.omit({ id: true }),
    status: 201,
    result: { id: recordIdSchema },
    request: ({ params: { id }, body }) => ({ body: { id, ...body } }),
  }),
  commandRoute({
    path: '/api/v1/records/{id}/handovers',
    operation: 'handOverRecord',
    tag,
    summary:
      'Names an organisation that receives a filed record; its gateway may then say that contents arrived',
    command: handOverRecord,
    params,
    body: handOverBody.omit({ id: true }),
    status: 201,
    result: { id: recordIdSchema },
    request: ({ params: { id }, body }) => ({ body: { id, ...body } }),
  }),
  commandRoute({
    path: '/api/v1/records/{id}/accesses',
    operation: 'recordAccess',
    tag,
    summary: 'Records a read (利用) for a purpose on a legal basis',
    command: accessRecord,
    params,
    body: z.strictObject({ purpose: codeSchema, basis: codeSchema, content: digestSchema.optional() }),
    example: { purpose: 'case-review', basis: 'archives-law-28' },
    status: 201,
    result: { id: recordIdSchema },
    request: ({ params: { id }, body: { purpose, basis, content } }) => ({
      body: { id, ...optional({ content }) },
      purpose,
      basis,
    }),
  }),
  listRoute({
    path: '/api/v1/records/{id}/accesses',
    operation: 'listAccesses',
    tag,
    summary: 'Who read the record, when and why',
    access: ['auditor', 'archivist'],
    params,
    filters: {},
    item: eventEntrySchema,
    list: (query, { services, params: { id } }) =>
      services.events.history({
        ...query,
        filters: { subject: { kind: 'record', id }, type: 'record.accessed' },
      }),
  }),
  listRoute({
    path: '/api/v1/records/{id}/history',
    operation: 'recordHistory',
    tag,
    summary: "A record's whole life: each creation, change and access",
    access: ['auditor', 'archivist', 'registrar'],
    params,
    filters: {},
    item: eventEntrySchema,
    list: (query, { services, params: { id } }) =>
      services.events.history({ ...query, filters: { subject: { kind: 'record', id } } }),
  }),
  commandRoute({
    path: '/api/v1/records:arrange',
    operation: 'arrangeRecords',
    tag,
    summary: 'Gives filed records of one series their 档号, in the order given',
    command: arrangeRecords,
    body: arrangeBody,
    status: 200,
    result: { codes: z.record(z.string(), z.string()) },
    request: ({ body }) => ({ body }),
  }),
];
