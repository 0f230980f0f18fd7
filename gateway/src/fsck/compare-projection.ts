// SPDX-License-Identifier: Apache-2.0
import { logHeads } from '@guidang/chaincode/model';
import type { Projection } from '../projection';
import { separator } from '../projection/keys';
import { StoredPage, storedEncoding } from '../projection/stored';
import type { RecordPage } from '../projection/stored';
import type { Finding, CheckReport } from '../findings/finding';
import { differenceIn, sideBySide } from '../findings/side-by-side';
import type { StoredProjection } from './stored-projection';

/**
 * Compares each stored entry with the one rebuilt from the blocks.
 * @returns the expected number of entries, and of records that a repeated command created.
 */
export async function compareProjection(
  stored: StoredProjection,
  rebuilt: Projection,
  report: CheckReport,
): Promise<{ entries: number; repeats: number }> {
  let [entries, repeats] = [0, 0];
  for await (const pair of sideBySide(rebuilt.entries(), stored.entries())) {
    if (pair.expected !== undefined) entries += 1;
    const parts = pair.key.toString().split(separator);
    if (parts[0] === 'page') repeats += repeatsIn(pair.expected);
    const problem = differenceIn(pair);
    if (problem === undefined) continue;
    report({ kind: kindOf(parts), where: nameOf(parts), problem });
  }
  return { entries, repeats };
}

function repeatsIn(stored: Buffer | undefined): number {
  const page = stored === undefined ? undefined : storedEncoding.decode(stored);
  return page instanceof StoredPage ? Object.keys((page as RecordPage).about.repeats ?? {}).length : 0;
}

function kindOf([space, table]: readonly string[]): Finding['kind'] {
  if (space === 'run' || space === 'run-of') return 'entry';
  if (space === 'tile') return 'tile';
  return space === 'head' || (space === 'row' && table === logHeads.name) ? 'head' : 'projection';
}

/** The parts of a key; numbers without the leading zeros that make them sort. */
function nameOf(parts: readonly string[]): string {
  return parts.map((part) => (/^\d{16}$/.test(part) ? String(Number(part)) : part)).join('/');
}
