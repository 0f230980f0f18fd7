// SPDX-License-Identifier: Apache-2.0
import { logHeads } from '@guidang/chaincode/model';
import type { LogHead } from '@guidang/chaincode/model';
import type { ReadMany } from './write-buffer';
import { keys } from './keys';
import type { StoredRow } from './stored';

/** A head of the log that a quorum has cosigned, as the ledger holds it. */
export interface AnchoredHead extends Omit<LogHead, 'schema'> {
  /**
   * The last block whose events it covers. -1 when the tree does not end where a block does: then it is no tree of this
   * ledger, and covers nothing.
   */
  readonly block: number;
}

const newestKey = keys.row(logHeads, ['newest']);

/** The head that is anchored; `undefined` before the first. */
export async function readNewestHead(readMany: ReadMany): Promise<AnchoredHead | undefined> {
  const [stored] = await readMany([newestKey]);
  return stored && readCoverage(stored, readMany);
}

/** Whether the entries that are about to be written hold another head. */
export function bringsHead(entries: ReadonlyMap<string, unknown>): boolean {
  return entries.has(newestKey);
}

/** What a stored head covers. */
async function readCoverage({ row }: StoredRow<LogHead>, readMany: ReadMany): Promise<AnchoredHead> {
  const { size, root, checkpoint } = row.value;
  const [boundary] = await readMany([keys.boundary(size)]);
  return { size, root, checkpoint, block: boundary?.block ?? -1 };
}
