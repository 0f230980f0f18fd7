// SPDX-License-Identifier: Apache-2.0
import { subjectIn } from '../command/subjects';
import type { LockSubject, Subjects } from '../command/subjects';
import { tableKey } from '../ledger/table';
import { placeOf } from '../ledger/unique-id';
import { recordPages, records, seriesCounters, seriesKey } from './model';
import type { RecordContent, Series } from './model';

/** A record without its own key is stored in the page where it was created. */
export function recordSubject(id: string): LockSubject {
  return { ...subjectIn(records, id), origin: (code) => pageKey(id, code) };
}

function pageKey(id: string, code: string): string | undefined {
  const { transaction, place } = placeOf(id);
  return transaction === code ? undefined : tableKey(recordPages.name, [transaction, String(place.page)]);
}

/** A record is read when another one refers to it. */
export function referenceSubjects({ references }: Pick<RecordContent, 'references'>): Subjects {
  return references.map(recordSubject);
}

export function seriesSubject(series: Series): LockSubject {
  return subjectIn(seriesCounters, ...seriesKey(series));
}
