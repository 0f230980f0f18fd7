// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from './files';
import { repositoryFolder } from './folders';
import type { Folders } from './folders';
import { membershipFiles } from './membership';
import type { ProcessDefinition } from './process-table';
import { chaincodePort, chaincodesMax } from './topology';
import type { TopologyCollection, TopologyOrganisation, Topology } from './topology';

/** The request to deploy a chaincode: a server script under a name. */
export interface ChaincodeRequest {
  readonly name: string;
  /** The server script, absolute or relative to the repository. */
  readonly server: string;
  readonly collections?: readonly TopologyCollection[];
  /** A signature policy, such as AND('eastMSP.peer','westMSP.peer'); by default the channel's majority endorses. */
  readonly signaturePolicy?: string;
}

const deployedSchema = z.strictObject({
  name: z.string(),
  server: z.string(),
  slot: z.int(),
  sequence: z.int(),
  codeDigest: z.string(),
  packageId: z.string(),
});

/** A chaincode committed on the channel. */
export type DeployedChaincode = z.infer<typeof deployedSchema>;

/** The chaincodes of this network: the channel decides which are committed, this register knows how to serve them. */
export class ChaincodeRegister {
  readonly #file: string;

  constructor(folders: Folders) {
    this.#file = folders.chaincodes();
  }

  all(): readonly DeployedChaincode[] {
    return z.array(deployedSchema).parse(readJson(this.#file) ?? []);
  }

  find(name: string): DeployedChaincode | undefined {
    return this.all().find((each) => each.name === name);
  }

  put(deployed: DeployedChaincode): void {
    writeJson(this.#file, [...this.all().filter((each) => each.name !== deployed.name), deployed]);
  }

  /** The port slot of a chaincode: its existing one, or the next free one. */
  slot(name: string): number {
    const all = this.all();
    const slot = all.find((each) => each.name === name)?.slot ?? all.length;
    if (slot >= chaincodesMax) throw new Error(`No more than ${chaincodesMax} chaincodes on one network`);
    return slot;
  }
}

/** @throws Error if the script does not exist: otherwise the health check would simply never pass. */
export function serverScript(server: string): string {
  const script = resolve(repositoryFolder, server);
  if (!existsSync(script)) {
    throw new Error(`There is no chaincode server ${script}: build it first (npm run build)`);
  }
  return script;
}

/** The label of a version: lower case, digits, hyphen and underscore, since it is also a file name. */
export function chaincodeLabel(name: string, sequence: number): string {
  return `${name}_${sequence}`;
}

/**
 * The objects of a large transaction live until it ends: with V8's default semi-space of 16 MiB, minor collections copy
 * them again and again, which takes a sixth of the contract's time.
 */
const youngSpace = '--max-semi-space-size=64';

/** The server process of one version of a chaincode, for one organisation. */
export function chaincodeProcess(
  organisation: TopologyOrganisation,
  deployed: DeployedChaincode,
  topology: Topology,
  folders: Folders,
): ProcessDefinition {
  const files = membershipFiles(folders, organisation, 'chaincode');
  const peer = membershipFiles(folders, organisation, 'peer');
  const listens = chaincodePort(organisation, deployed.slot, deployed.sequence);
  return {
    name: chaincodeProcessName(organisation, deployed.name, topology),
    command: process.execPath,
    args: [youngSpace, deployed.server],
    folder: folders.organisation(organisation.name, 'chaincode'),
    environment: {
      CHAINCODE_SERVER_ADDRESS: `${organisation.host}:${listens}`,
      CHAINCODE_ID: deployed.packageId,
      CHAINCODE_TLS_KEY_FILE: files.tlsKey,
      CHAINCODE_TLS_CERT_FILE: files.tlsCertificate,
      CHAINCODE_TLS_CLIENT_CACERT_FILE: files.tlsRoot,
      CORE_CHAINCODE_LOGGING_LEVEL: 'INFO',
      NODE_ENV: 'production',
    },
    health: [
      {
        kind: 'tls',
        host: organisation.host,
        port: listens,
        trustFile: peer.tlsRoot,
        client: { certificateFile: peer.tlsCertificate, keyFile: peer.tlsKey },
      },
    ],
    ports: { grpc: listens },
  };
}

/** east.chaincode for the network's own chaincode, east.chaincode-plain for another. */
function chaincodeProcessName(organisation: TopologyOrganisation, name: string, topology: Topology): string {
  return `${organisation.name}.chaincode${name === topology.chaincode.name ? '' : `-${name}`}`;
}

/** Private data collections as `peer lifecycle` reads them. */
export function collectionsConfiguration(
  collections: readonly TopologyCollection[],
  topology: Topology,
): object[] {
  const mspOf = new Map(topology.organisations.map((each) => [each.name, each.mspId]));
  return collections.map(({ name, members }) => {
    const principals = (role: string): string =>
      members.map((member) => `'${mspOf.get(member) ?? member}.${role}'`).join(', ');
    const majority = Math.floor(members.length / 2) + 1;
    return {
      name,
      policy: `OR(${principals('member')})`,
      // The endorser passes the data to at least one other member before anyone may order the transaction.
      requiredPeerCount: 1,
      maxPeerCount: members.length - 1,
      blockToLive: 0,
      memberOnlyRead: true,
      memberOnlyWrite: true,
      // Otherwise, organisations outside the collection could endorse blind writes to it.
      endorsementPolicy: { signaturePolicy: `OutOf(${majority}, ${principals('peer')})` },
    };
  });
}
