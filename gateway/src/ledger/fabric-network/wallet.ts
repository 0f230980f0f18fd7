// SPDX-License-Identifier: Apache-2.0
import { type Wallet, Wallets, type X509Identity } from 'fabric-network';

/** An X.509 identity as the rest of the gateway has it. */
export interface NetworkIdentity {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
}

/**
 * Opens a wallet of fabric-network, for identities that other programs of that library share.
 *
 * @param directory its files are not encrypted: the directory must be the service user's alone; without
 *   one the wallet lives in memory
 */
export function openWallet(directory?: string): Promise<Wallet> {
  return directory === undefined ? Wallets.newInMemoryWallet() : Wallets.newFileSystemWallet(directory);
}

/** Puts an identity into a wallet, over one of the same label. */
export async function putIdentity(wallet: Wallet, label: string, identity: NetworkIdentity): Promise<void> {
  const { mspId, certificate, privateKey } = identity;
  const stored: X509Identity = { type: 'X.509', mspId, credentials: { certificate, privateKey } };
  await wallet.put(label, stored);
}
