// SPDX-License-Identifier: Apache-2.0
import { readPage } from '../ledger/page';
import { recordPages } from './model';
import type { ArchiveRecord } from './model';

/**
 * The records of a page of any version, in their order.
 * @throws {Refusal} `stored-value-invalid` for what is no page of records.
 */
export function readRecordPage(bytes: Uint8Array): readonly ArchiveRecord[] {
  return readPage(recordPages, bytes);
}
