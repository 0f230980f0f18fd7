// SPDX-License-Identifier: Apache-2.0
import type { LedgerBlock, LedgerPort } from '../ledger/port';

/** Where a check reads blocks: an organisation's own peer, or the stored embedded ledger. */
export type BlockSource = Pick<LedgerPort, 'height' | 'blocks'>;

/** Reports the progress of a long check, in lines for a person. */
export type ReportProgress = (line: string) => void;

const blocksPerLine = 5_000;

/** Reads the first `height` blocks of a source, then ends. */
export function firstBlocks(
  source: BlockSource,
  height: number,
  progress: ReportProgress,
): Pick<LedgerPort, 'blocks'> {
  async function* blocks(from: number, signal?: AbortSignal): AsyncGenerator<LedgerBlock> {
    if (from >= height) return;
    for await (const block of source.blocks(from, signal)) {
      const read = block.number + 1;
      if (read % blocksPerLine === 0) progress(`${read} of ${height} blocks read`);
      yield block;
      if (read >= height) return;
    }
  }
  return { blocks };
}
