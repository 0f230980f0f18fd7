// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { Wallet } from '../identity/wallet';

export interface TemporaryWallet {
  readonly wallet: Wallet;
  readonly key: Buffer;
  readonly store: Level;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** A wallet in a temporary folder, which `close` removes. */
export async function temporaryWallet(): Promise<TemporaryWallet> {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-wallet-'));
  const store = new Level<string, string>(join(folder, 'store'));
  const key = randomBytes(32);
  const wallet = await Wallet.open(store, key);
  return {
    wallet,
    key,
    store,
    folder,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
