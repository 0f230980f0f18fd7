// SPDX-License-Identifier: Apache-2.0
import type { LedgerPort } from '../port';
import { decodeEmbeddedBlock } from './block';
import { toLedgerBlock } from './block-feed';
import { readTip } from './chain';
import { LedgerStore } from './store';

/**
 * Reads the blocks of a ledger that no gateway has open, in the form its port would deliver.
 *
 * @throws LedgerError `ledger-unreachable` if the ledger is in use or does not exist, `ledger-damaged`
 */
export async function withStoredBlocks<T>(
  directory: string,
  use: (ledger: Pick<LedgerPort, 'height' | 'blocks'>) => Promise<T>,
): Promise<T> {
  const store = await LedgerStore.open(directory, { create: false });
  try {
    const height = (await readTip(store))?.height ?? 0;
    return await use({
      height: () => Promise.resolve(height),
      blocks: (from) => blocksOf(store, from, height),
    });
  } finally {
    await store.close();
  }
}

async function* blocksOf(
  store: LedgerStore,
  from: number,
  height: number,
): AsyncGenerator<ReturnType<typeof toLedgerBlock>> {
  for (let number = from; number < height; number += 1) {
    yield toLedgerBlock(decodeEmbeddedBlock(await store.blockBytes(number), number));
  }
}
