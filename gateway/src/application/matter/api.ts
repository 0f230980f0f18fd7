// SPDX-License-Identifier: Apache-2.0
import type { Matter } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';

export interface MatterFilters {
  readonly owner?: string | undefined;
}

export interface MatterQueries {
  /** The versions in force. */
  list(query: ListQuery<MatterFilters>): Promise<Page<Matter>>;
  get(id: string, version?: number): Promise<Matter | undefined>;
}
