// SPDX-License-Identifier: Apache-2.0
import { mspId, personCollection } from '@guidang/chaincode/model';
import type { NewLogKey } from '@guidang/chaincode/model';
import { contracts } from '@guidang/chaincode/contracts';
import { optional } from '../common/optional';
import type { OrganisationSetup } from '../config/config';
import {
  AccessTokenVerifier,
  BuiltInIssuer,
  EmbeddedAuthority,
  loadWalletKey,
  openGatewayIdentity,
} from '../identity';
import { EmbeddedLedger } from '../ledger/embedded';
import type { LedgerName } from '../ledger/port';
import { OwnKeys } from '../log/own-keys';
import type { Storage } from '../storage';
import type { DeployedOrganisation, DeploymentOptions, EmbeddedDeployment } from './deployment';
import { presentStore } from './data-folder';
import { openTogether } from './opened';

const ownLedgerName: LedgerName = { network: 'guidang-embedded', channel: 'records' };
const gatewayId = 'gateway';

/** Overrides for tests. */
export interface EmbeddedOverrides {
  readonly ledgerName?: LedgerName;
  /** An organisation's clock. */
  readonly clockOf?: (organisation: string) => () => Date;
  /** The organisation whose keys the gateway keeps the log with; by default the first. */
  readonly logKeeper?: string;
  /**
   * The log keys that an organisation registers; by default the log's keeper registers its own, and the others none.
   */
  readonly logKeysOf?: (organisation: string, own: OwnKeys) => readonly NewLogKey[] | undefined;
}

/** The embedded default: all organisations on one ledger in this process. Trust rests on one machine. */
export function openEmbedded(
  organisations: readonly OrganisationSetup[],
  options: DeploymentOptions,
  overrides: EmbeddedOverrides = {},
): Promise<EmbeddedDeployment> {
  const { folder, wallet, storage } = options;
  const { ledgerName = ownLedgerName } = overrides;
  return openTogether(async (opened) => {
    const [first] = organisations;
    if (first === undefined) throw new Error('a gateway acts for at least one organisation');
    const ledgerBefore = presentStore(folder.ledger);
    const ledger = opened.add(
      await openLedger(folder.ledger, ledgerName, { setups: organisations, storage }),
      (each) => each.close(),
    );
    // One process cannot vouch for itself several times: one organisation keeps the log, with a quorum of one.
    const keeper = overrides.logKeeper ?? first.id;
    const own = await OwnKeys.open(wallet, { network: ledgerName.network, organisation: keeper });
    const issuer = await BuiltInIssuer.create({ ledger: 'embedded' });
    const deployed = organisations.map((setup) =>
      openOrganisation(setup, { ledger, own, options, overrides }),
    );
    return {
      kind: 'embedded',
      ledgerName,
      ledger,
      organisations: await Promise.all(deployed),
      log: { own, members: [keeper], peers: [] },
      tokens: new AccessTokenVerifier(issuer.verification),
      issuer,
      peopleKey: loadWalletKey(folder.keys.people, ledgerBefore),
      close: () => opened.close(),
    };
  });
}

function openLedger(
  directory: string,
  name: LedgerName,
  { setups, storage }: { readonly setups: readonly OrganisationSetup[]; readonly storage: Storage },
): Promise<EmbeddedLedger> {
  const organisations = setups.map(({ id }) => ({ name: id, mspId: mspId(id) }));
  const members = organisations.map((organisation) => organisation.name);
  const collections = [{ name: personCollection, members }];
  const guard = storage.guard('ledger');
  return EmbeddedLedger.open({ directory, name, contracts, organisations, collections, guard });
}

interface OrganisationOptions {
  readonly ledger: EmbeddedLedger;
  readonly own: OwnKeys;
  readonly options: DeploymentOptions;
  readonly overrides: EmbeddedOverrides;
}

async function openOrganisation(
  setup: OrganisationSetup,
  { ledger, own, options: { wallet }, overrides: { clockOf, logKeysOf = keysOfHolder } }: OrganisationOptions,
): Promise<DeployedOrganisation> {
  const { id } = setup;
  const authority = await EmbeddedAuthority.open(id, wallet);
  const { certificatePem } = await openGatewayIdentity(authority, wallet, gatewayId);
  const logKeys = logKeysOf(id, own);
  const clock = clockOf === undefined ? {} : { clock: clockOf(id) };
  return {
    setup,
    authority,
    ledger: ledger.port({ organisation: id, mspId: mspId(id), certificatePem, ...clock }),
    ...optional({ logKeys }),
  };
}

function keysOfHolder(organisation: string, own: OwnKeys): readonly NewLogKey[] | undefined {
  return own.holder.organisation === organisation ? own.newest : undefined;
}
