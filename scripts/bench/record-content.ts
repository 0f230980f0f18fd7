// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { RecordContent } from '@guidang/chaincode/model';

/** A record with one scanned file: a unique content. */
export function recordContent(): RecordContent {
  return {
    category: 'WS',
    retention: 'D30',
    year: '2026',
    date: '2026-11-23',
    dossiers: [],
    contents: [
      {
        digest: { algorithm: 'sha256', value: randomBytes(32).toString('hex') },
        bytes: 48_213,
        mediaType: 'application/pdf',
        role: 'scan',
      },
    ],
    references: [],
  };
}
