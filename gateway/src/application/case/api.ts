// SPDX-License-Identifier: Apache-2.0
import {
  caseIdSchema,
  caseSchema,
  caseStateSchema,
  datedDueSchema,
  dateSchema,
  predicateSchema,
  waitsForSchema,
} from '@guidang/chaincode/model';
import type { Case, Role } from '@guidang/chaincode/model';
import { z } from 'zod';
import type { Caller } from '../caller';
import type { ListQuery, Page } from '../paging';

export interface CaseFilters {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly state?: Case['state'] | undefined;
  readonly matter?: string | undefined;
  readonly object?: string | undefined;
  /** A pseudonym or a unified code. */
  readonly applicant?: string | undefined;
  /** Open cases of the officer's department that wait for one of these roles. */
  readonly mine?: Waiting | undefined;
  /** Open cases of the officer's department that wait for others: for another role, or the applicant. */
  readonly waiting?: Waiting | undefined;
  /** Open cases whose time limit was over at this time (RFC 3339): of acceptance, or of the decision. */
  readonly lateAt?: string | undefined;
}

export interface Waiting {
  readonly department: string;
  readonly roles: readonly Role[];
}

/** Newest first, or, of the open cases of one department, what is due first. */
export const caseOrders = ['opened', 'due'] as const;

export interface CaseQuery extends ListQuery<CaseFilters> {
  /** By default `opened`. */
  readonly order?: (typeof caseOrders)[number] | undefined;
}

/**
 * A case with the last day of the limit that it is under, and whom it waits for. These follow from calendars, matter and
 * day, and from no version.
 */
export const caseViewSchema = caseSchema.extend({
  due: datedDueSchema.optional(),
  waitsFor: waitsForSchema.optional(),
});

const number = z.int().min(0);

/** How many cases a department has. */
export const caseCountsSchema = z.strictObject({
  states: z.partialRecord(caseStateSchema, number),
  /** The open ones, by the role that they wait for, or `applicant`; those that wait for two roles count for each. */
  waitsFor: z.record(z.string(), number),
  /** The open ones that wait for an officer like the caller, and for others. */
  mine: number,
  waiting: number,
  late: number,
});

export type CaseCounts = z.infer<typeof caseCountsSchema>;

export type CaseView = z.infer<typeof caseViewSchema>;

export interface CaseQueries {
  list(query: CaseQuery): Promise<Page<CaseView>>;
  get(id: string): Promise<CaseView | undefined>;
  /** Counts the cases of the caller's department. */
  count(caller: Caller): Promise<CaseCounts>;
}

const bilingualSchema = z.strictObject({ en: z.string(), zh: z.string() });

/** A condition of a case's matter: whether it holds, and what keeps it from holding, part by part and in words. */
const conditionStateSchema = z.strictObject({
  of: z.enum(['acceptance', 'step', 'completion']),
  /** The step that asks it. */
  step: z.string().optional(),
  /** What asks it, in words. */
  name: bilingualSchema,
  holds: z.boolean(),
  unmet: z.array(z.strictObject({ condition: predicateSchema, text: bilingualSchema })),
});

export const caseConditionsSchema = z.strictObject({
  case: caseIdSchema,
  /** The day in China on which the contract was asked: it decides the status of licences. */
  on: dateSchema,
  /** Those that are still to be met; none of a case that has ended. */
  conditions: z.array(conditionStateSchema),
});

export type ConditionState = z.infer<typeof conditionStateSchema>;

export type ConditionsOfCase = z.infer<typeof caseConditionsSchema>;

export interface CaseConditions {
  /** @throws {LedgerError} when the peer does not answer. */
  of(subject: Case): Promise<{ readonly on: string; readonly conditions: ConditionState[] }>;
}
