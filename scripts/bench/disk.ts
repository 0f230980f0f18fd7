// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where disk space goes for each record, in bytes. */
export interface DiskBytes {
  readonly projection: number;
  readonly state: number;
  readonly blocks: number;
}

const bytesPerBlock = 512;

/** What an organisation's gateway and peer hold on disk. */
export function diskBytes(organisationFolder: (...path: string[]) => string): DiskBytes {
  const ledgers = (...path: string[]): string => organisationFolder('peer', 'data', 'ledgersData', ...path);
  return {
    projection: bytesUnder(organisationFolder('gateway-application', 'data', 'projection')),
    state: bytesUnder(ledgers('stateLeveldb')),
    blocks: bytesUnder(ledgers('chains')),
  };
}

/** Tolerates files that databases create and delete during the count. */
function bytesUnder(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesUnder(path);
    else bytes += (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * bytesPerBlock;
  }
  return bytes;
}
