// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { NetworkAuthority } from './authority';
import type { Binaries } from './binaries';
import { writeFile } from './files';
import { packageFolder } from './folders';
import type { Folders } from './folders';
import type { HealthCheck } from './health';
import type { ProcessDefinition } from './process-table';
import { address, port } from './topology';
import type { TopologyOrganisation, Service, Topology } from './topology';

export interface NodeContext {
  readonly topology: Topology;
  readonly organisation: TopologyOrganisation;
  readonly authority: NetworkAuthority;
  readonly folders: Folders;
  readonly binaries: Binaries;
}

/** Plain lines: by default Fabric colours its logs, even in files. */
const logging = {
  FABRIC_LOGGING_SPEC: 'info',
  FABRIC_LOGGING_FORMAT: '%{time:2006-01-02T15:04:05.000Z07:00} %{level} [%{module}] %{message}',
};

export function authorityProcess({ organisation, authority, binaries }: NodeContext): ProcessDefinition {
  return {
    name: `${organisation.name}.authority`,
    command: binaries['fabric-ca-server'],
    args: ['start', '--home', authority.folder],
    folder: authority.folder,
    environment: {},
    health: [
      {
        kind: 'http',
        url: `${authority.url}/cainfo?ca=${authority.name}`,
        trustFile: authority.tlsRootFile,
      },
    ],
    ports: { api: port(organisation, 'authority') },
  };
}

export function ordererProcess({ organisation, folders, binaries }: NodeContext): ProcessDefinition {
  const folder = folders.organisation(organisation.name, 'orderer');
  return {
    name: `${organisation.name}.orderer`,
    command: binaries.orderer,
    args: ['start'],
    folder,
    environment: { ...logging, FABRIC_CFG_PATH: folder },
    health: [
      {
        kind: 'http',
        url: `https://${address(organisation, 'ordererOperations')}/healthz`,
        trustFile: join(folder, 'tls', 'ca.pem'),
      },
      ...servesOn(organisation, folder, 'ordererAdmin', 'orderer'),
    ],
    ports: {
      grpc: port(organisation, 'orderer'),
      admin: port(organisation, 'ordererAdmin'),
      operations: port(organisation, 'ordererOperations'),
    },
  };
}

export function peerProcess({ organisation, folders, binaries }: NodeContext): ProcessDefinition {
  const folder = folders.organisation(organisation.name, 'peer');
  return {
    name: `${organisation.name}.peer`,
    command: binaries.peer,
    args: ['node', 'start'],
    folder,
    environment: {
      ...logging,
      FABRIC_CFG_PATH: folder,
      // Read by the builder's scripts, which the peer starts.
      GUIDANG_CHAINCODE_CONNECTIONS: join(folder, 'connections'),
    },
    health: [
      {
        kind: 'http',
        url: `https://${address(organisation, 'peerOperations')}/healthz`,
        trustFile: join(folder, 'tls', 'ca.pem'),
      },
      ...servesOn(organisation, folder, 'peer'),
    ],
    ports: {
      grpc: port(organisation, 'peer'),
      chaincode: port(organisation, 'peerChaincode'),
      operations: port(organisation, 'peerOperations'),
    },
  };
}

/** Fabric's nodes report healthy before they accept connections. */
function servesOn(
  organisation: TopologyOrganisation,
  folder: string,
  ...services: readonly Service[]
): HealthCheck[] {
  return services.map((service) => ({
    kind: 'tls',
    host: organisation.host,
    port: port(organisation, service),
    trustFile: join(folder, 'tls', 'ca.pem'),
  }));
}

/** Writes orderer.yaml from our template, with this organisation's names. */
export function writeOrdererConfiguration({ organisation, folders }: NodeContext): void {
  const config = configuration('orderer.yaml');
  config.setIn(['General', 'ListenAddress'], organisation.host);
  config.setIn(['General', 'ListenPort'], port(organisation, 'orderer'));
  config.setIn(['General', 'LocalMSPID'], organisation.mspId);
  config.setIn(['Admin', 'ListenAddress'], address(organisation, 'ordererAdmin'));
  config.setIn(['Operations', 'ListenAddress'], address(organisation, 'ordererOperations'));
  writeFile(folders.organisation(organisation.name, 'orderer', 'orderer.yaml'), config.toString());
}

/** Writes core.yaml from our template, with this organisation's names. */
export function writePeerConfiguration({ organisation, folders, topology }: NodeContext): void {
  const config = configuration('core.yaml');
  const endpoint = address(organisation, 'peer');
  const folder = folders.organisation(organisation.name, 'peer');
  config.setIn(['peer', 'networkId'], topology.network);
  config.setIn(['peer', 'id'], `peer.${organisation.name}`);
  config.setIn(['peer', 'localMspId'], organisation.mspId);
  config.setIn(['peer', 'address'], endpoint);
  config.setIn(['peer', 'listenAddress'], endpoint);
  config.setIn(['peer', 'chaincodeListenAddress'], address(organisation, 'peerChaincode'));
  for (const key of ['bootstrap', 'endpoint', 'externalEndpoint']) {
    config.setIn(['peer', 'gossip', key], endpoint);
  }
  config.setIn(['ledger', 'snapshots', 'rootDir'], join(folder, 'data', 'snapshots'));
  config.setIn(['operations', 'listenAddress'], address(organisation, 'peerOperations'));
  config.setIn(
    ['chaincode', 'externalBuilders'],
    [
      {
        name: 'guidang-service',
        path: join(packageFolder, 'builder'),
        propagateEnvironment: ['GUIDANG_CHAINCODE_CONNECTIONS'],
      },
    ],
  );
  writeFile(join(folder, 'core.yaml'), config.toString());
}

function configuration(file: string): Document {
  return parseDocument(readFileSync(join(packageFolder, 'config', file), 'utf8'));
}
