// SPDX-License-Identifier: Apache-2.0
import type { RecordContent } from '../record/model';

/** The body of a new record without contents; a test overrides what matters to it. */
export function aRecord(overrides: Partial<RecordContent> = {}): RecordContent {
  return {
    category: 'WS',
    retention: 'Y',
    year: '2026',
    date: '2026-11-20',
    dossiers: [],
    contents: [],
    references: [],
    ...overrides,
  };
}
