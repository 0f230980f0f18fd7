// SPDX-License-Identifier: Apache-2.0
import type { CreditKind, CreditState, ShownCredit } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';

/** An entry on somebody's credit, and how it stands on the day that it is shown on. */
export type CreditOfDay = ShownCredit & { readonly state: CreditState };

export interface CreditFilters {
  /** The pseudonym of a person, or the unified code of a body. */
  readonly subject: string;
  readonly kind?: CreditKind | undefined;
  readonly department?: string | undefined;
}

export interface CreditQueries {
  /** The entries on one's credit, newest first, also those that were lifted. */
  list(query: ListQuery<CreditFilters>): Promise<Page<CreditOfDay>>;
}
