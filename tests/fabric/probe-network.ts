// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FabricGatewayLedger } from '../../gateway/src/ledger/fabric-gateway';
import type { FabricGatewayOptions } from '../../gateway/src/ledger/fabric-gateway';
import { FabricNetworkLedger, openWallet, putIdentity } from '../../gateway/src/ledger/fabric-network';
import { Network } from '../../network/src';
import type { Ordering } from '../../network/src';
import { collection, organisationNames } from '../conformance/harness';
import { resetAfterDeath } from '../support/after-death';

function mspIdOf(organisation: string): string {
  return `${organisation}MSP`;
}

const probeServer = resolve(__dirname, '../conformance/probe-chaincode/dist/server.js');
const firstPort = 20_000;
const portsPerOrganisation = 100;

/** A real network of four organisations that runs the probe chaincode. */
export interface ProbeNetwork {
  readonly network: Network;
  gatewayLedger(organisation: string, changes?: Partial<FabricGatewayOptions>): FabricGatewayLedger;
  networkLedger(organisation: string): Promise<FabricNetworkLedger>;
  /** Ends every process and deletes every file. */
  remove(): Promise<void>;
}

/** @param portsOffset avoids port conflicts between networks of concurrent tests */
export async function startProbeNetwork(ordering: Ordering, portsOffset: number): Promise<ProbeNetwork> {
  if (!existsSync(probeServer)) throw new Error('The probe chaincode is not built: npm run build');
  const folder = mkdtempSync(join(tmpdir(), `guidang-${ordering}-`));
  const topologyFile = join(folder, 'topology.json');
  writeFileSync(topologyFile, JSON.stringify(topology(ordering)));
  const network = Network.load({ data: join(folder, 'data'), topologyFile, ordering, portsOffset });
  const isRemoved = resetAfterDeath(join(folder, 'data'));
  const remove = async (): Promise<void> => {
    await network.reset();
    isRemoved();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await network.up();
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    network,
    gatewayLedger: (organisation, changes = {}) => gatewayLedger(network, organisation, changes),
    networkLedger: (organisation) => networkLedger(network, organisation),
    remove,
  };
}

function topology(ordering: Ordering): object {
  return {
    network: 'guidang',
    channel: 'records',
    ordering,
    organisations: organisationNames.map((name, index) => ({
      name,
      mspId: mspIdOf(name),
      host: 'localhost',
      firstPort: firstPort + index * portsPerOrganisation,
    })),
    chaincode: { name: 'probe', server: probeServer, collections: [collection] },
  };
}

function gatewayLedger(
  network: Network,
  organisation: string,
  changes: Partial<FabricGatewayOptions>,
): FabricGatewayLedger {
  const connection = network.connection(organisation);
  return new FabricGatewayLedger({
    organisation,
    mspId: connection.mspId,
    channel: connection.channel,
    chaincode: connection.chaincode,
    peer: { address: connection.peerEndpoint, tlsRoots: read(connection.tlsRootCertificateFile) },
    identity: {
      certificate: read(connection.identity.certificateFile),
      privateKey: read(connection.identity.keyFile),
    },
    mspIdOf,
    ...changes,
  });
}

async function networkLedger(network: Network, organisation: string): Promise<FabricNetworkLedger> {
  const connection = network.connection(organisation);
  const { mspId, channel, chaincode, identity } = connection;
  const wallet = await openWallet();
  await putIdentity(wallet, 'gateway', {
    mspId,
    certificate: read(identity.certificateFile),
    privateKey: read(identity.keyFile),
  });
  const profile = network.connectionProfile(organisation);
  const names = { organisation, mspId, channel, chaincode };
  return FabricNetworkLedger.connect({ ...names, profile, wallet, label: 'gateway', mspIdOf });
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
