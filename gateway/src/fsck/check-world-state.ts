// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { firstBlocks } from './block-source';
import type { BlockSource, ReportProgress } from './block-source';
import type { CheckReport } from '../findings/finding';
import { differenceIn, sideBySide } from '../findings/side-by-side';
import type { Entries } from '../findings/side-by-side';

export interface WorldStateCheck {
  readonly ledger: BlockSource;
  /** The number of blocks that led to this state. */
  readonly height: number;
  /** The keys of Guidang's namespace and their values, in key order. */
  readonly state: Entries;
  readonly progress: ReportProgress;
  readonly report: CheckReport;
}

/**
 * Compares a peer's world state, key by key, with the state that the write sets of its blocks lead to.
 * @returns the expected number of keys.
 * @throws LedgerError if the blocks cannot be read.
 */
export async function checkWorldState(check: WorldStateCheck): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'guidang-fsck-'));
  const replayed = new Level<Buffer, Buffer>(join(scratch, 'state'), {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
  });
  try {
    await replayed.open();
    await replay(check, replayed);
    return await compare(check, replayed.iterator());
  } finally {
    await replayed.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function replay(
  { ledger, height, progress }: WorldStateCheck,
  into: Level<Buffer, Buffer>,
): Promise<void> {
  for await (const { transactions } of firstBlocks(ledger, height, progress).blocks(0)) {
    const batch = into.batch();
    for (const { writes } of transactions) {
      for (const { key, value } of writes) {
        if (value === null) batch.del(Buffer.from(key));
        else batch.put(Buffer.from(key), Buffer.from(value));
      }
    }
    await batch.write();
  }
}

async function compare({ state, report }: WorldStateCheck, replayed: Entries): Promise<number> {
  let keys = 0;
  for await (const pair of sideBySide(replayed, state)) {
    if (pair.expected !== undefined) keys += 1;
    const problem = differenceIn(pair);
    if (problem === undefined) continue;
    const where = JSON.stringify(pair.key.toString().replaceAll('\0', '/'));
    report({ kind: 'world-state', where, problem });
  }
  return keys;
}
