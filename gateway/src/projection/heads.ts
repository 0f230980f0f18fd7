// SPDX-License-Identifier: Apache-2.0
import { logHeads } from '@guidang/chaincode/model';
import type { LogHead } from '@guidang/chaincode/model';
import type { ReadMany } from './write-buffer';
import { keys } from './keys';
import type { StoredRow } from './stored';

/** A head of the log, cosigned by a quorum and anchored on the ledger. */
export interface AnchoredHead extends Omit<LogHead, 'schema'> {
  /**
   * The last block whose events the head covers; -1 when the tree does not end at a block boundary, for then it is not
   * a tree of this ledger and covers nothing.
   */
  readonly block: number;
  /** The recorded time of what no earlier head covers; `undefined` when it covers nothing. */
  readonly recordedAt: string | undefined;
}

const newestKey = keys.row(logHeads, ['newest']);

/** The anchored head; `undefined` before the first one. */
export async function readNewestHead(readMany: ReadMany): Promise<AnchoredHead | undefined> {
  const [stored] = await readMany([newestKey]);
  return stored && readCoverage(stored, readMany);
}

/** Whether the entries about to be written contain a new head. */
export function bringsHead(entries: ReadonlyMap<string, unknown>): boolean {
  return entries.has(newestKey);
}

/** Determines what a stored head covers. */
async function readCoverage({ row }: StoredRow<LogHead>, readMany: ReadMany): Promise<AnchoredHead> {
  const { size, root, checkpoint } = row.value;
  const [boundary] = await readMany([keys.boundary(size)]);
  const [recordedAt] = await readMany([keys.recorded(size)]);
  return { size, root, checkpoint, block: boundary?.block ?? -1, recordedAt };
}
