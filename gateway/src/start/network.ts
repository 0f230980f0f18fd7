// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { mspId } from '@guidang/chaincode/model';
import type { NetworkConfig, ReaderConfig } from '../config/config';
import type { PeerConnection } from '../config/connection';
import { TransferPeers } from '../content';
import { AccessTokenVerifier, FabricAuthority, loadWalletKey, remoteKeys } from '../identity';
import { FabricGatewayLedger } from '../ledger/fabric-gateway';
import type { LedgerPort } from '../ledger/port';
import { OwnKeys } from '../log/own-keys';
import { HttpWitness } from '../log/witness-peer';
import type { ContentTransfer } from '../reaction/content-transfer';
import type { DeploymentOptions, LogDeployment, NetworkDeployment } from './deployment';
import { openTogether } from './opened';

const tokenAgeSecondsMax = 3600;
const claims = { organisation: 'organisation', officer: 'officer', roles: 'roles' };

/** The deployment of one organisation's gateway on a real network. */
export function openNetwork(network: NetworkConfig, options: DeploymentOptions): Promise<NetworkDeployment> {
  return openTogether(async (opened) => {
    const ledger = opened.add(await connectLedger(network), (each) => each.close());
    return { ...(await openOwn(network, ledger, options)), close: () => opened.close() };
  });
}

async function openOwn(
  network: NetworkConfig,
  ledger: LedgerPort,
  options: DeploymentOptions,
): Promise<Omit<NetworkDeployment, 'close'>> {
  const { connection, signIn } = network;
  const authority = new FabricAuthority({
    organisation: connection.organisation,
    mspId: connection.mspId,
    url: connection.authority.url,
    name: connection.authority.name,
    tlsRootPem: read(connection.authority.tlsRootCertificateFile),
    registrar: connection.authority.registrar,
    wallet: options.wallet,
  });
  const log = await openLogDeployment(network, options);
  return {
    kind: 'network',
    ledgerName: { network: connection.network, channel: connection.channel },
    organisations: [{ setup: network.organisation, ledger, authority, logKeys: log.own.newest }],
    log,
    tokens: tokenVerifier(signIn),
    peopleKey: loadWalletKey(network.peopleKeyFile, "the network's people"),
    tls: serverTls(connection, connection.authority),
    contentTransfer: contentTransferOf(network),
  };
}

/** Accepts the access tokens of the organisation's issuer. */
export function tokenVerifier({
  issuer,
  audience,
  keysUrl,
  tlsRootCertificateFile,
}: ReaderConfig['signIn']): AccessTokenVerifier {
  const roots = tlsRootCertificateFile === undefined ? undefined : read(tlsRootCertificateFile);
  return new AccessTokenVerifier({
    issuer,
    audience,
    keys: remoteKeys(new URL(keysUrl), roots),
    type: 'at+jwt',
    claims,
    maxAgeSeconds: tokenAgeSecondsMax,
  });
}

/** TLS of a gateway's server: its certificate, and the root of the client certificates that it accepts. */
export function serverTls(
  connection: Pick<PeerConnection, 'tls'>,
  { identityRootCertificateFile }: Pick<PeerConnection, 'identityRootCertificateFile'>,
): NetworkDeployment['tls'] {
  return { ...tlsOf(connection), clientRoots: read(identityRootCertificateFile) };
}

async function openLogDeployment(
  { connection }: NetworkConfig,
  { wallet }: DeploymentOptions,
): Promise<LogDeployment> {
  const { network, organisation, organisations } = connection;
  return {
    own: await OwnKeys.open(wallet, { network, organisation }),
    members: organisations.map(({ name }) => name),
    peers: organisations
      .filter(({ name }) => name !== organisation)
      .map(
        ({ name, gatewayUrl, tlsRootCertificateFile }) =>
          new HttpWitness({ organisation: name, url: gatewayUrl, tlsRoots: read(tlsRootCertificateFile) }),
      ),
  };
}

/** An organisation's ledger port, through its own peer. */
export async function connectLedger({
  connection,
  profileFile,
}: {
  readonly connection: Omit<PeerConnection, 'identityRootCertificateFile'>;
  readonly profileFile?: string | undefined;
}): Promise<LedgerPort> {
  const { organisation, channel, chaincode } = connection;
  const certificate = read(connection.identity.certificateFile);
  const privateKey = read(connection.identity.keyFile);
  const common = { organisation, mspId: connection.mspId, channel, chaincode, mspIdOf: mspId };
  if (profileFile === undefined) {
    const peer = { address: connection.peerEndpoint, tlsRoots: read(connection.tlsRootCertificateFile) };
    return new FabricGatewayLedger({ ...common, peer, identity: { certificate, privateKey } });
  }
  // Imported only where it is used: the library is deprecated, and brings old cryptography of its own.
  const { FabricNetworkLedger, openWallet, putIdentity } = await import('../ledger/fabric-network/index.js');
  const wallet = await openWallet();
  await putIdentity(wallet, 'gateway', { mspId: connection.mspId, certificate, privateKey });
  const profile = JSON.parse(read(profileFile)) as object;
  return FabricNetworkLedger.connect({ ...common, profile, wallet, label: 'gateway' });
}

function tlsOf({ tls }: Pick<PeerConnection, 'tls'>): { key: string; certificate: string } {
  return { key: read(tls.keyFile), certificate: read(tls.certificateFile) };
}

/**
 * Every organisation receives contents from the others, and sends: what it files to the archives, and what is handed in
 * at its windows to those who are given a part of it.
 */
function contentTransferOf(network: NetworkConfig): ContentTransfer {
  const { connection, archives } = network;
  const others = connection.organisations.filter(({ name }) => name !== connection.organisation);
  const own = connection.organisations.find(({ name }) => name === connection.organisation);
  const receivers = others.map(({ name, contentUrl }) => ({ organisation: name, url: new URL(contentUrl) }));
  const to = receivers.find(({ organisation }) => organisation === archives);
  return {
    organisation: connection.organisation,
    peers: new TransferPeers(
      Object.fromEntries(
        others.map(({ name, tlsRootCertificateFile }) => [name, read(tlsRootCertificateFile)]),
      ),
    ),
    tls: tlsOf(connection),
    others: receivers,
    ...(own === undefined ? {} : { listenUrl: new URL(own.contentUrl) }),
    ...(to === undefined ? {} : { to }),
  };
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
