// SPDX-License-Identifier: Apache-2.0
import type { User } from 'fabric-common';
import { Wallets } from 'fabric-network';
import type { IdentityProvider, Wallet, X509Identity } from 'fabric-network';
import { signingKey, signLowS } from '../ecdsa-signature';

/** An X.509 identity as the rest of the gateway has it. */
interface NetworkIdentity {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
}

/**
 * Opens a wallet of fabric-network, for identities shared with other programs that use that library.
 *
 * @param directory its files are not encrypted, so only the service's user may have access to it; without a directory
 *   the wallet is kept in memory
 */
export function openWallet(directory?: string): Promise<Wallet> {
  return directory === undefined ? Wallets.newInMemoryWallet() : Wallets.newFileSystemWallet(directory);
}

/** Puts an identity into a wallet, replacing one of the same label. */
export async function putIdentity(wallet: Wallet, label: string, identity: NetworkIdentity): Promise<void> {
  const { mspId, certificate, privateKey } = identity;
  const stored: X509Identity = { type: 'X.509', mspId, credentials: { certificate, privateKey } };
  await wallet.put(label, stored);
}

/** The options that the library's gateway needs to act as an identity of the wallet. */
interface WalletIdentity {
  readonly identity: X509Identity;
  readonly identityProvider: IdentityProvider;
}

/**
 * Reads an identity from a wallet, with a node:crypto signer in place of the library's.
 *
 * @throws Error if the wallet has no X.509 identity under the label
 */
export async function identityFrom(wallet: Wallet, label: string): Promise<WalletIdentity> {
  const identity = await wallet.get(label);
  if (identity?.type !== 'X.509') {
    throw new Error(`The wallet has no X.509 identity ${label}`);
  }
  const x509 = identity as X509Identity;
  const provider = wallet.getProviderRegistry().getProvider(identity.type);
  const user = await provider.getUserContext(identity, label);
  return { identity: x509, identityProvider: new FixedProvider(provider, withNativeSigner(user, x509)) };
}

/** Returns the same user for every name; everything else is delegated to the library's own provider. */
class FixedProvider implements IdentityProvider {
  readonly type: string;
  readonly getCryptoSuite: IdentityProvider['getCryptoSuite'];
  readonly fromJson: IdentityProvider['fromJson'];
  readonly toJson: IdentityProvider['toJson'];
  readonly #user: User;

  constructor(provider: IdentityProvider, user: User) {
    this.type = provider.type;
    this.getCryptoSuite = () => provider.getCryptoSuite();
    this.fromJson = (data) => provider.fromJson(data);
    this.toJson = (identity) => provider.toJson(identity);
    this.#user = user;
  }

  getUserContext(): Promise<User> {
    return Promise.resolve(this.#user);
  }
}

function withNativeSigner(user: User, identity: X509Identity): User {
  const key = signingKey(identity.credentials.privateKey);
  // The library also asks this object for the serialised certificate: everything except `sign` stays unchanged.
  const signing = Object.create(user.getSigningIdentity()) as ReturnType<User['getSigningIdentity']>;
  signing.sign = (message) => signLowS(message, key);
  user.setSigningIdentity(signing);
  return user;
}
