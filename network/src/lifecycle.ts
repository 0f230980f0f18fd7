// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync } from 'node:fs';
import type { Binaries } from './binaries';
import { chaincodeLabel, collectionsConfiguration } from './chaincode';
import type { ChaincodeRequest, DeployedChaincode } from './chaincode';
import type { ChaincodePackage } from './chaincode-package';
import { writeFile, writeJson } from './files';
import type { Folders } from './folders';
import { membershipFiles } from './membership';
import { peerCommand } from './peer-command';
import { address, chaincodePort } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

/** The chaincode lifecycle of Fabric on one channel: install, approve for each organisation, commit. */
export class Lifecycle {
  readonly #topology: Topology;
  readonly #folders: Folders;
  readonly #binaries: Binaries;

  constructor(topology: Topology, folders: Folders, binaries: Binaries) {
    this.#topology = topology;
    this.#folders = folders;
    this.#binaries = binaries;
  }

  /** The committed sequence, or 0 if the chaincode is not committed on the channel. */
  async committedSequence(name: string): Promise<number> {
    const [organisation] = this.#topology.organisations;
    if (organisation === undefined) throw new Error('a topology has organisations');
    const answer = await this.#query(organisation, ['querycommitted'], ['-C', this.#topology.channel]);
    const { chaincode_definitions: definitions = [] } = answer as CommittedDefinitions;
    return definitions.find((each) => each.name === name)?.sequence ?? 0;
  }

  /** Installs a package on an organisation's peer, unless it is installed. */
  async install(organisation: TopologyOrganisation, chaincode: ChaincodePackage): Promise<void> {
    const answer = await this.#query(organisation, ['queryinstalled'], []);
    const { installed_chaincodes: installed = [] } = answer as InstalledPackages;
    if (installed.some((each) => each.package_id === chaincode.id)) return;
    const file = this.#folders.packages(`${chaincode.label}.tar.gz`);
    writeFile(file, chaincode.bytes);
    await this.#peer(organisation, ['install', file]);
  }

  /** Approves a definition for an organisation, unless it has approved the same one. */
  async approve(
    organisation: TopologyOrganisation,
    deployed: DeployedChaincode,
    request: ChaincodeRequest,
  ): Promise<void> {
    if (await this.#approved(organisation, deployed)) return;
    await this.#peer(organisation, [
      'approveformyorg',
      ...this.#definition(organisation, deployed, request),
      ...['--package-id', deployed.packageId],
    ]);
  }

  /** Commits a definition that a majority has approved; resolves when every peer has it. */
  async commit(deployed: DeployedChaincode, request: ChaincodeRequest): Promise<void> {
    const [organisation] = this.#topology.organisations;
    if (organisation === undefined) throw new Error('a topology has organisations');
    const peers = this.#topology.organisations.flatMap((each) => [
      ...['--peerAddresses', address(each, 'peer')],
      ...['--tlsRootCertFiles', membershipFiles(this.#folders, each, 'peer').tlsRoot],
    ]);
    await this.#peer(organisation, [
      'commit',
      ...this.#definition(organisation, deployed, request),
      ...peers,
    ]);
  }

  /**
   * Writes the address of the chaincode server for an organisation's peer; the builder reads it when the package is
   * installed.
   */
  writeConnection(
    organisation: TopologyOrganisation,
    { name, slot, sequence }: Omit<DeployedChaincode, 'packageId'>,
  ): void {
    const files = membershipFiles(this.#folders, organisation, 'peer');
    const folder = this.#folders.organisation(organisation.name, 'peer', 'connections');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeJson(`${folder}/${chaincodeLabel(name, sequence)}.json`, {
      address: `${organisation.host}:${chaincodePort(organisation, slot, sequence)}`,
      domain: organisation.host,
      dial_timeout: '3s',
      // The documentation says that true is the default; the code reads an absent value as false.
      tls_required: true,
      root_cert: readFileSync(files.tlsRoot, 'utf8'),
      client_auth_required: true,
      client_cert: readFileSync(files.tlsCertificate, 'utf8'),
      client_key: readFileSync(files.tlsKey, 'utf8'),
    });
  }

  async #approved(organisation: TopologyOrganisation, deployed: DeployedChaincode): Promise<boolean> {
    const of = ['-C', this.#topology.channel, '-n', deployed.name, '--sequence', String(deployed.sequence)];
    // Fabric answers with an error when the organisation has not approved that sequence.
    const answer = await this.#query(organisation, ['queryapproved'], of).catch(() => undefined);
    return JSON.stringify(answer ?? '').includes(`"${deployed.packageId}"`);
  }

  #definition(
    organisation: TopologyOrganisation,
    deployed: DeployedChaincode,
    request: ChaincodeRequest,
  ): string[] {
    const orderer = membershipFiles(this.#folders, organisation, 'orderer');
    const collections = request.collections ?? [];
    const file = this.#folders.packages(
      `${chaincodeLabel(deployed.name, deployed.sequence)}.collections.json`,
    );
    if (collections.length > 0) writeJson(file, collectionsConfiguration(collections, this.#topology));
    return [
      ...['--channelID', this.#topology.channel, '--name', deployed.name],
      ...['--version', String(deployed.sequence), '--sequence', String(deployed.sequence)],
      ...['--orderer', address(organisation, 'orderer'), '--tls', '--cafile', orderer.tlsRoot],
      ...(request.signaturePolicy === undefined ? [] : ['--signature-policy', request.signaturePolicy]),
      ...(collections.length > 0 ? ['--collections-config', file] : []),
    ];
  }

  #peer(organisation: TopologyOrganisation, args: readonly string[]): Promise<string> {
    return peerCommand(organisation, this.#folders, this.#binaries)(['lifecycle', 'chaincode', ...args]);
  }

  async #query(
    organisation: TopologyOrganisation,
    what: readonly string[],
    args: readonly string[],
  ): Promise<unknown> {
    return JSON.parse(await this.#peer(organisation, [...what, ...args, '--output', 'json']));
  }
}

interface CommittedDefinitions {
  readonly chaincode_definitions?: readonly { readonly name: string; readonly sequence: number }[];
}

interface InstalledPackages {
  readonly installed_chaincodes?: readonly { readonly package_id: string }[];
}
