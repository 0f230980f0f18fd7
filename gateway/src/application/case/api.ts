// SPDX-License-Identifier: Apache-2.0
import type { Case, Role } from '@guidang/chaincode/model';
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
  /** Open cases whose time limit had passed at this time (RFC 3339). */
  readonly lateAt?: string | undefined;
}

export interface CaseQueries {
  list(query: ListQuery<CaseFilters>): Promise<Page<Case>>;
  get(id: string): Promise<Case | undefined>;
}
