// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';

/** Where a gateway keeps what. */
export interface DataFolder {
  /** The gateway's own store: wallet, outboxes, idempotency keys, progress of reactions, what it cosigned. */
  readonly gateway: string;
  readonly projection: string;
  /** The embedded ledger's. */
  readonly ledger: string;
  readonly contents: string;
  readonly keys: Readonly<Record<'wallet' | 'content' | 'cursors' | 'people', string>>;
}

/** The places in a gateway's data folder. */
export function dataFolderAt(folder: string): DataFolder {
  const key = (name: string): string => join(folder, 'keys', name);
  return {
    gateway: join(folder, 'gateway'),
    projection: join(folder, 'projection'),
    ledger: join(folder, 'ledger'),
    contents: join(folder, 'content'),
    keys: { wallet: key('wallet'), content: key('content'), cursors: key('cursors'), people: key('people') },
  };
}
