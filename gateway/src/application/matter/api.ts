// SPDX-License-Identifier: Apache-2.0
import type { Matter } from '@guidang/chaincode/model';
import type { ListQuery, Page } from '../paging';
import type { Finding } from './finding';

export interface MatterFilters {
  readonly owner?: string | undefined;
}

export interface MatterQueries {
  /** The versions in force. */
  list(query: ListQuery<MatterFilters>): Promise<Page<Matter>>;
  get(id: string, version?: number): Promise<Matter | undefined>;
}

/** A version of a matter, with what is wrong with it. */
export interface CheckedMatter {
  readonly matter: Matter;
  readonly findings: readonly Finding[];
}

export interface MatterChecks {
  /** What no schema can see, against the registry of today; of the version in force, unless another is named. */
  of(id: string, version?: number): Promise<CheckedMatter | undefined>;
}
