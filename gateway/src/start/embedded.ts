// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { mspId, personCollection } from '@guidang/chaincode/model';
import { contracts } from '@guidang/chaincode/contracts';
import type { Founding } from '../config/config';
import {
  AccessTokenVerifier,
  BuiltInIssuer,
  EmbeddedAuthority,
  loadWalletKey,
  openGatewayIdentity,
  type Wallet,
} from '../identity';
import { EmbeddedLedger } from '../ledger/embedded';
import { OwnKeys } from '../log/own-keys';
import type { Backing, BackedOrganisation, BackingOptions } from './backing';

const ledgerName = { network: 'guidang-embedded', channel: 'records' };
const gatewayId = 'gateway';

/** The embedded default: all organisations on one ledger in this process. It has the trust of one machine, no more. */
export async function openEmbedded(
  foundings: readonly Founding[],
  options: BackingOptions,
): Promise<Backing> {
  const { dataFolder, wallet } = options;
  const organisations = foundings.map(({ id }) => ({ name: id, mspId: mspId(id) }));
  const ledger = await EmbeddedLedger.open({
    directory: join(dataFolder, 'ledger'),
    name: ledgerName,
    contracts,
    organisations,
    collections: [{ name: personCollection, members: organisations.map(({ name }) => name) }],
  });
  const [first] = foundings;
  if (first === undefined) throw new Error('a gateway acts for at least one organisation');
  // One process cannot vouch for itself several times: one organisation keeps the log, and its quorum is one of one.
  const own = await OwnKeys.open(wallet, { network: ledgerName.network, organisation: first.id });
  const issuer = await BuiltInIssuer.create({ ledger: 'embedded' });
  return {
    kind: 'embedded',
    ledgerName,
    organisations: await Promise.all(
      foundings.map(async (founding) => ({
        ...(await openOrganisation(founding, ledger, wallet)),
        ...(founding === first ? { logKeys: own.newest } : {}),
      })),
    ),
    log: { own, members: [first.id], peers: [] },
    tokens: new AccessTokenVerifier(issuer.verification),
    issuer,
    peopleKey: loadWalletKey(join(dataFolder, 'keys', 'people')),
    close: () => ledger.close(),
  };
}

async function openOrganisation(
  founding: Founding,
  ledger: EmbeddedLedger,
  wallet: Wallet,
): Promise<BackedOrganisation> {
  const { id } = founding;
  const authority = await EmbeddedAuthority.open(id, wallet);
  const { certificatePem } = await openGatewayIdentity(authority, wallet, gatewayId);
  return { founding, authority, ledger: ledger.port({ organisation: id, mspId: mspId(id), certificatePem }) };
}
