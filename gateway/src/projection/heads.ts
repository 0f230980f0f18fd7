// SPDX-License-Identifier: Apache-2.0
import { logHeads } from '@guidang/chaincode/model';
import type { LogHead } from '@guidang/chaincode/model';
import type { ReadMany } from './write-buffer';
import { keys } from './keys';

/** A head of the log, cosigned by a quorum and anchored on the ledger. */
export interface AnchoredHead extends Omit<LogHead, 'schema' | 'resets'> {
  /** How often a majority has reset the log by then. */
  readonly resets: number;
  /**
   * The last block whose events the head covers; -1 when the tree does not end at a block boundary, for then it is not
   * a tree of this ledger and covers nothing.
   */
  readonly block: number;
  /** The recorded time of what no earlier head covers; `undefined` when it covers nothing. */
  readonly recordedAt: string | undefined;
}

const newestKey = keys.row(logHeads, ['newest']);

/** The anchored head, or the one that a majority has gone back to; `undefined` where there is none. */
export async function readNewestHead(readMany: ReadMany): Promise<AnchoredHead | undefined> {
  const [stored] = await readMany([newestKey]);
  if (stored === undefined) return undefined;
  const { value } = stored.row;
  if (value.checkpoint !== '') return readCoverage(value, readMany);
  const [goneBackTo] = await readMany([keys.head(value)]);
  if (goneBackTo === undefined) return undefined;
  const { checkpoint } = goneBackTo.row.value;
  return readCoverage({ ...value, checkpoint }, readMany);
}

/** Whether the entries about to be written contain a new head. */
export function bringsHead(entries: ReadonlyMap<string, unknown>): boolean {
  return entries.has(newestKey);
}

/** Determines what a stored head covers. */
async function readCoverage(
  { size, root, checkpoint, resets = 0 }: LogHead,
  readMany: ReadMany,
): Promise<AnchoredHead> {
  const [boundary] = await readMany([keys.boundary(size)]);
  const [recordedAt] = await readMany([keys.recorded({ size, root })]);
  return { size, root, checkpoint, resets, block: boundary?.block ?? -1, recordedAt };
}
