// SPDX-License-Identifier: Apache-2.0
import {
  archivalCodeSchema,
  caseIdSchema,
  codeSchema,
  digestSchema,
  organisationIdSchema,
  recordIdSchema,
  recordSchema,
  unifiedCodeSchema,
} from '@guidang/chaincode/model';
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
  fileRecord,
  handOverBody,
  handOverRecord,
  reportFinding,
  fileRecordBody,
} from '@guidang/chaincode/commands';
import { z } from 'zod';
import { optional } from '../../common/optional';
import { commandRoute } from '../command-route';
import { createRecordExample, versionedExamples } from '../openapi/examples';
import { isOwn, listRoute, ownByDefault, searchOf } from '../lists';
import { recordUse, useShape } from '../recorded-search';
import { found, resource } from '../answer/reply';
import { defineRoute } from '../route';
import type { Route } from '../route';
import { anyRole, eventEntrySchema, wholeNumber } from '../shared-schemas';

const tag = 'records';
const params = z.strictObject({ id: recordIdSchema });
const versioned = { id: recordIdSchema, version: z.int().min(1) };

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
      case: caseIdSchema.optional(),
      archivalCode: archivalCodeSchema.optional(),
      dossier: z
        .string()
        .regex(/^[0-9A-Z][0-9A-Z.-]{3,63}$/, 'must be a pseudonym, a unified code or an object identifier')
        .optional(),
    },
    item: recordSchema,
    search: (filters, { department }) =>
      filters.dossier === undefined && isOwn(filters, department)
        ? undefined
        : searchOf('records', filters, filters.dossier),
    list: ({ filters, ...page }, { services, caller }) =>
      services.records.list({ ...page, filters: ownByDefault(filters, caller, filters.dossier) }),
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
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/records/{id}',
    operation: 'getRecord',
    tag,
    summary:
      "A record as it is, or as it was in one version; another department's with `purpose` and `basis`, as a search that is recorded",
    kind: 'read',
    recordsSearches: true,
    access: anyRole,
    params,
    query: z.strictObject({ version: wholeNumber(1, 999_999_999).optional(), ...useShape }),
    responses: { 200: { description: 'The record', schema: recordSchema } },
    async handle(input) {
      const { services, caller, params, query } = input;
      const { version, ...use } = query;
      const record = found(await services.records.get(params.id, version), 'record');
      // Identifiers of records that one transaction created are neighbours: read one by one, they are a list.
      if (!isOwn(record, caller.department)) {
        await recordUse(input, searchOf('records', { record: params.id }), use);
      }
      return resource(record);
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
    admit: ({ services, params: { id }, version }) => services.admission.demandRecordHeld({ id, version }),
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
    admit: ({ services, caller, body: { content } }) =>
      services.admission.demandHeld(caller, [{ ...content, field: 'body/content' }]),
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
    admit: ({ services, caller, body: { content } }) =>
      services.admission.demandHeld(caller, [{ ...content, field: 'body/content' }]),
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
    result: { codes: z.record(z.string(), archivalCodeSchema) },
    request: ({ body }) => ({ body }),
  }),
];
