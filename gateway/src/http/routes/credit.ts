// SPDX-License-Identifier: Apache-2.0
import { codeSchema, creditKindSchema, unifiedCodeSchema } from '@guidang/chaincode/model';
import { liftCredit, liftCreditBody, recordCredit, recordCreditBody } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { commandRoute } from '../command-route';
import { listRoute, searchOf } from '../lists';
import { liftCreditExample, recordCreditExample } from '../openapi/examples';
import type { Route } from '../route';
import { creditOfDaySchema, partyCodeSchema } from '../shared-schemas';

const tag = 'credit';
const path = '/api/v1/credit-entries';
const result = { id: codeSchema, version: z.int().min(1) };

export const creditRoutes: readonly Route[] = [
  listRoute({
    path,
    operation: 'listCreditEntries',
    tag,
    summary:
      "The entries on one's credit (信用记录), of every department, newest first, also those that were lifted; a search that is recorded",
    filters: {
      subject: partyCodeSchema.describe('The pseudonym of a person, or the unified code of a body'),
      kind: creditKindSchema.optional(),
      department: unifiedCodeSchema.optional().describe('The department that recorded it'),
    },
    item: creditOfDaySchema,
    search: (filters) => searchOf('credit-entries', filters, filters.subject),
    list: (query, { services }) => services.credit.list(query),
  }),
  commandRoute({
    path,
    operation: 'recordCreditEntry',
    tag,
    summary:
      "Records on an applicant's credit that a promise (告知承诺) in a case of one's own department was false, or not kept",
    command: recordCredit,
    body: recordCreditBody,
    example: recordCreditExample,
    status: 201,
    result,
    request: ({ body }) => ({ body }),
  }),
  commandRoute({
    path: `${path}:lift`,
    operation: 'liftCreditEntry',
    tag,
    summary:
      'Lifts an entry (信用修复): by the department that recorded it, or, naming it as `department`, one that answers for it now; another officer than has recorded it. The entry stays, as lifted',
    command: liftCredit,
    body: liftCreditBody,
    example: liftCreditExample,
    status: 200,
    result,
    request: ({ body }) => ({ body }),
  }),
];
