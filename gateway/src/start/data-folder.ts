// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of a gateway's stores. */
export interface DataFolder {
  /** The gateway's own store: wallet, outboxes, idempotency keys, progress of reactions, last cosigned head. */
  readonly gateway: string;
  readonly projection: string;
  /** The embedded ledger's. */
  readonly ledger: string;
  readonly contents: string;
  /** The titles of what is in `contents`, which are built again without. */
  readonly titles: string;
  readonly keys: Readonly<Record<'wallet' | 'content' | 'cursors' | 'people', string>>;
}

/** The folder of a store, if it exists. */
export function presentStore(folder: string): string | undefined {
  return existsSync(join(folder, 'CURRENT')) ? folder : undefined;
}

/** The paths in a gateway's data folder. */
export function dataFolderAt(folder: string): DataFolder {
  const key = (name: string): string => join(folder, 'keys', name);
  return {
    gateway: join(folder, 'gateway'),
    projection: join(folder, 'projection'),
    ledger: join(folder, 'ledger'),
    contents: join(folder, 'content'),
    titles: join(folder, 'titles'),
    keys: { wallet: key('wallet'), content: key('content'), cursors: key('cursors'), people: key('people') },
  };
}
