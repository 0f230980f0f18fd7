// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '../ledger/refusal';
import type { ArchiveRecord } from './model';

/** A record before the ledger has given it a place. */
export type RecordDraft = Omit<ArchiveRecord, 'schema' | 'id' | 'version'>;

/** The refusal of a command that names a record which is not there. */
export function noSuchRecord(field = 'body/id'): Refusal {
  return new Refusal('not-found', 'there is no such record', { field });
}
