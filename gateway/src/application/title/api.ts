// SPDX-License-Identifier: Apache-2.0
import type { Caller } from '../caller';
import type { Title } from './description';
import type { SoughtTitle, TitlesFound } from './title-store';

export type { SoughtTitle } from './title-store';

export interface TitleQueries {
  /** The records of a department whose titles have all words of the text; of another organisation's there are none. */
  find(caller: Caller, sought: SoughtTitle): Promise<TitlesFound>;
  /** The titles that are here of those among the records that the caller's department answers for. */
  ofRecords(
    caller: Caller,
    records: readonly { readonly id: string; readonly organisation: string; readonly department: string }[],
  ): Promise<ReadonlyMap<string, Title>>;
}
