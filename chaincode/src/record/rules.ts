// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../ledger/refusal';
import type { ArchiveRecord } from './model';

/** A record before the ledger has assigned its identifier. */
export type RecordDraft = Omit<ArchiveRecord, 'schema' | 'id' | 'version'>;

/** The refusal of a command that names a record which does not exist. */
export function noSuchRecord(id: string, field = 'body/id'): Refusal {
  return new Refusal('not-found', `there is no such record: ${id}`, { field });
}
