// SPDX-License-Identifier: Apache-2.0
import type { Caller } from '../caller';
import type { Committed, RecordedUse } from '../command/api';

/** A list that is read only after the search is on the ledger. */
export type SearchedList =
  'records' | 'licences' | 'cases' | 'restrictions' | 'credit-entries' | 'events' | 'log';

export interface Search {
  readonly list: SearchedList;
  /** As asked: codes and identifiers. */
  readonly filters: Readonly<Record<string, string>>;
  /** The person, body or object asked about: a pseudonym, a unified code or an object identifier. */
  readonly about?: string | undefined;
}

export interface SearchService {
  /** Records a search (利用登记), and returns once the query store has it. */
  record(caller: Caller, search: Search, use: Omit<RecordedUse, 'idempotencyKey'>): Promise<Committed>;
}
