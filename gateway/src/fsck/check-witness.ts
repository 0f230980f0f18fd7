// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Level } from 'level';
import { dataFolderAt } from '../start/data-folder';
import { toBase64 } from '../merkle/base64';
import { LogTree } from '../merkle/tree';
import { readCosigned } from '../log/witness';
import { isSetAside, resetsOf } from '../projection';
import type { Projection } from '../projection';
import type { BlockSource } from './block-source';
import type { CheckReport } from '../findings/finding';

/** Checks that the head a gateway last cosigned belongs to the tree that its peer's blocks give. */
export async function checkWitness(
  { dataFolder, ledger }: { readonly dataFolder: string; readonly ledger: BlockSource },
  rebuilt: Projection,
  report: CheckReport,
): Promise<void> {
  const folder = dataFolderAt(dataFolder).gateway;
  if (!existsSync(join(folder, 'CURRENT'))) return;
  const store = new Level(folder, { createIfMissing: false });
  try {
    await store.open();
    const cosigned = await readCosigned(store);
    if (cosigned === undefined || isSetAside(cosigned, await resetsOf(rebuilt))) return;
    const { height, nextSequence } = rebuilt.checkpoint;
    const where = `cosigned head ${cosigned.size}`;
    if (cosigned.size > nextSequence) {
      // A projection that is behind lacks these leaves, but the ledger may have them.
      if (height === (await ledger.height())) {
        report({ kind: 'witness', where, problem: `the ledger has only ${nextSequence} leaves` });
      }
      return;
    }
    const root = await new LogTree((place) => rebuilt.tile(place)).root(cosigned.size);
    if (toBase64(root) !== cosigned.root) {
      report({ kind: 'witness', where, problem: 'the blocks make another root' });
    }
  } finally {
    await store.close();
  }
}
