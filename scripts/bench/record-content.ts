// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { RecordContent } from '@guidang/chaincode/model';

/** A record as a scanned file brings it: one content, which nobody else has. */
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
