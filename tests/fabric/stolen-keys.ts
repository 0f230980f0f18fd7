// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { Level } from 'level';
import { officers } from '@guidang/chaincode/sample';
import { loadWalletKey, SigningIdentity, Wallet } from '../../gateway/src/identity';
import { SigningKeys } from '../../gateway/src/log/signing-keys';
import type { RunningNetwork } from './running-network';

/** Secrets that only east's own gateway has. */
interface StolenKeys {
  readonly log: SigningKeys;
  readonly system: SigningIdentity;
  readonly registrar: SigningIdentity;
}

/** Reads them from the wallet of east's gateway, which must be down. */
export async function stealKeys({ network }: Pick<RunningNetwork, 'network'>): Promise<StolenKeys> {
  const data = join(network.folders.organisation('east', 'gateway-application'), 'data');
  const store = new Level(join(data, 'gateway'));
  await store.open();
  const wallet = await Wallet.open(store, loadWalletKey(join(data, 'keys', 'wallet')));
  const [keys] = await wallet.logKeys('east');
  const [system, registrar] = [
    await wallet.findOfficer('east', officers.eastSystem.id),
    await wallet.findOfficer('east', officers.eastRegistrar.id),
  ];
  await store.close();
  if (keys === undefined || system === undefined || registrar === undefined) {
    throw new Error('east has no such keys');
  }
  const log = new SigningKeys(keys.seeds, {
    network: network.connection('east').network,
    organisation: 'east',
  });
  return { log, system: new SigningIdentity(system), registrar: new SigningIdentity(registrar) };
}

/** Acts while east's gateway is stopped. */
export async function withoutEastGateway<T>(
  { network }: Pick<RunningNetwork, 'network'>,
  act: () => Promise<T>,
): Promise<T> {
  await network.stop('east.gateway');
  try {
    return await act();
  } finally {
    await network.start('east.gateway');
  }
}
