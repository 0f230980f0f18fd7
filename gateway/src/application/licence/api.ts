// SPDX-License-Identifier: Apache-2.0
import type { Licence, LicenceStatus, Restricted, Restrictions } from '@guidang/chaincode/model';
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';
import type { ListQuery, Page } from '../paging';

export interface LicenceFilters {
  readonly type?: string | undefined;
  readonly issuer?: string | undefined;
  readonly region?: string | undefined;
  readonly status?: LicenceStatus | undefined;
  readonly object?: string | undefined;
  /** A pseudonym or a unified code. */
  readonly holder?: string | undefined;
}

/** A licence in a list, without holder, object and fields; those are details, and viewing them is a use. */
export type LicenceSummary = Pick<
  Licence,
  'identifier' | 'version' | 'type' | 'issuer' | 'region' | 'status' | 'issuedOn' | 'validFrom' | 'validUntil'
>;

export interface LicenceUse {
  readonly licence: Licence;
  readonly restrictions: Restrictions['restrictions'];
  /** The use event, committed before the licence was read. */
  readonly access: Committed;
}

export interface LicenceQueries {
  list(query: ListQuery<LicenceFilters>): Promise<Page<LicenceSummary>>;
}

export interface LicenceService extends LicenceQueries {
  /** Records the use, waits for its block, then reads: nothing is returned before the use is recorded. */
  use(caller: Caller, identifier: string, use: RecordedUse): Promise<LicenceUse | undefined>;
}

export interface RestrictionQueries {
  /** An empty list when the licence or object has no restrictions. */
  on(subject: Restricted): Promise<Restrictions>;
}
