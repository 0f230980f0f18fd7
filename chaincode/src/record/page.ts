// SPDX-License-Identifier: Apache-2.0
import { readPage } from '../ledger/page';
import { recordPages } from './model';
import type { ArchiveRecord } from './model';

/**
 * Decodes a page of records of any version, in order.
 * @throws {Refusal} `stored-value-invalid` for anything else.
 */
export function readRecordPage(bytes: Uint8Array): readonly ArchiveRecord[] {
  return readPage(recordPages, bytes);
}
