// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { fsck, withStoredBlocks } from '../ledger/embedded';
import type { ReportProgress } from './block-source';
import { checkGateway } from './check-gateway';
import type { CheckOutcome } from './outcome';

/** All organisations share one ledger and one gateway. */
const organisation = 'embedded';

/**
 * Checks the embedded ledger of a stopped gateway, and the gateway's own stores.
 * @param organisations those that the gateway acts for.
 * @throws {LedgerError} when the ledger is in use or does not exist
 */
export async function checkEmbedded(
  dataFolder: string,
  organisations: readonly string[],
  progress: ReportProgress,
): Promise<CheckOutcome> {
  const directory = join(dataFolder, 'ledger');
  progress('the ledger');
  const { findings, ...ledger } = await fsck(directory);
  const ofLedger = findings.map((finding) => ({ organisation, ...finding }));
  const checked = { organisation, ...ledger };
  // Everything else is checked against the blocks: if they are damaged, there is nothing to compare with.
  if (findings.some(({ kind }) => kind === 'chain' || kind === 'file')) {
    return { checked: [checked], findings: ofLedger };
  }
  const stores = await withStoredBlocks(directory, (blocks) =>
    checkGateway({ dataFolder, organisations, ledger: blocks, progress }),
  );
  const { findings: ofStores, ...counts } = stores;
  return {
    checked: [{ ...checked, ...counts, blocks: ledger.blocks }],
    findings: [...ofLedger, ...ofStores.map((finding) => ({ organisation, ...finding }))],
  };
}
