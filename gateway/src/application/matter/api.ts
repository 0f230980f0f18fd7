// SPDX-License-Identifier: Apache-2.0
import type { Matter } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';

export interface MatterQueries {
  /** The versions in force. */
  list(query: ListQuery<{ readonly owner?: string | undefined }>): Promise<Page<Matter>>;
  get(id: string, version?: number): Promise<Matter | undefined>;
}
