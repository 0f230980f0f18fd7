// SPDX-License-Identifier: Apache-2.0
import { caseDueSchema, caseSchema } from '@guidang/chaincode/model';
import type { Case, Role } from '@guidang/chaincode/model';
import type { z } from 'zod';
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
  readonly mine?: { readonly department: string; readonly roles: readonly Role[] } | undefined;
  /** Open cases whose time limit was over at this time (RFC 3339): of acceptance, or of the decision. */
  readonly lateAt?: string | undefined;
}

/** A case with the last day of the limit that it is under. That follows from the calendars, and from no version. */
export const caseViewSchema = caseSchema.extend({ due: caseDueSchema.optional() });

export type CaseView = z.infer<typeof caseViewSchema>;

export interface CaseQueries {
  list(query: ListQuery<CaseFilters>): Promise<Page<CaseView>>;
  get(id: string): Promise<CaseView | undefined>;
}
