// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { optional } from '@guidang/gateway/common/optional';
import { Applications } from './applications';
import type { ApplicationSettings, NetworkOfficer, SignInEntry } from './applications';
import { NetworkAuthority } from './authority';
import { findBinaries, findLedgerutil } from './binaries';
import type { Binaries } from './binaries';
import { chaincodeProcess, ChaincodeRegister } from './chaincode';
import type { ChaincodeRequest, DeployedChaincode } from './chaincode';
import { codeDigest } from './chaincode-package';
import { joinOrderer, joinPeer, makeGenesisBlock } from './channel';
import type { Connection } from '@guidang/gateway/config/connection';
import { connectionOf, connectionProfile } from './connection';
import { commitNextVersion, nextName } from './deployment';
import { writeJson } from './files';
import { defaultDataFolder, Folders, packageFolder } from './folders';
import { unhealthy } from './health';
import { leadingOrganisation } from './leader';
import { enrolOrganisation } from './membership';
import {
  authorityProcess,
  ordererProcess,
  peerProcess,
  writeOrdererConfiguration,
  writePeerConfiguration,
} from './nodes';
import type { NodeContext } from './nodes';
import { accessToken, admitOfficer, enrolOfficer } from './officers';
import { compareSnapshots, verifyBlockStore, withSnapshots } from './peer-check';
import type { PeerFinding, Snapshot } from './peer-check';
import { compactDatabases } from './peer-databases';
import { untilCommitted, untilEndorsed } from './probe';
import { ProcessTable } from './process-table';
import type { ProcessDefinition } from './process-table';
import { silent } from './report';
import type { ReportLine } from './report';
import { startHealthy } from './start-healthy';
import { locked, saveTopology, resolveTopology } from './state';
import { address } from './topology';
import type { Ordering, TopologyOrganisation, Topology } from './topology';

export interface NetworkOptions {
  /** The data folder; default GUIDANG_NETWORK_DATA, or guidang/network in the user's data home. */
  readonly data?: string;
  readonly topologyFile?: string;
  readonly ordering?: Ordering;
  /** Added to every port, so that networks can run side by side. */
  readonly portsOffset?: number;
  /** A chaincode server script instead of the topology's. */
  readonly chaincodeServer?: string;
  /** By organisation: how many readers run beside its first gateway, instead of the topology's. */
  readonly readers?: Readonly<Record<string, number>>;
  /** Gateways and an identity provider on top; stored in the data folder. */
  readonly applications?: ApplicationSettings;
  readonly report?: ReportLine;
}

export interface NodeStatus {
  readonly name: string;
  readonly pid: number | undefined;
  /** Undefined when healthy. */
  readonly problem: string | undefined;
  readonly ports: Readonly<Record<string, number>>;
}

/** A Fabric network on this machine: real nodes as processes, state in one folder. */
export class Network {
  readonly topology: Topology;
  readonly folders: Folders;
  readonly applications: Applications;
  readonly #options: NetworkOptions;
  readonly #report: ReportLine;
  readonly #table: ProcessTable;
  readonly #register: ChaincodeRegister;
  readonly #authorities: ReadonlyMap<string, NetworkAuthority>;

  private constructor(topology: Topology, folders: Folders, options: NetworkOptions) {
    this.topology = topology;
    this.folders = folders;
    this.applications = new Applications(topology, folders);
    this.#options = options;
    this.#report = options.report ?? silent;
    this.#table = new ProcessTable(folders);
    this.#register = new ChaincodeRegister(folders);
    this.#authorities = new Map(
      topology.organisations.map((each) => [each.name, new NetworkAuthority(each, topology, folders)]),
    );
  }

  /**
   * Loads the network of a data folder, running or not, or the one that `up` would create there.
   * @throws Error when the topology is invalid or differs from that of the folder.
   */
  static load(options: NetworkOptions = {}): Network {
    const folders = new Folders(options.data ?? defaultDataFolder());
    const topologyFile = options.topologyFile ?? join(packageFolder, 'topology.yaml');
    const { ordering, portsOffset, readers, chaincodeServer } = options;
    const topology = resolveTopology(
      {
        topologyFile,
        ...optional({ ordering, portsOffset, readers }),
      },
      folders,
    );
    const server = chaincodeServer ?? topology.chaincode.server;
    return new Network({ ...topology, chaincode: { ...topology.chaincode, server } }, folders, options);
  }

  /** Starts everything that is not running, from any state of the folder; resolves when transactions commit. */
  async up(): Promise<void> {
    mkdirSync(this.folders.root, { recursive: true, mode: 0o700 });
    await locked(this.folders, async () => {
      const binaries = await findBinaries(this.#report);
      saveTopology(this.topology, this.#options.portsOffset ?? 0, this.folders);
      await this.#upAuthorities(binaries);
      await this.#upNodes(binaries);
      await this.#upChaincodes(binaries);
      this.#writeConnections();
      this.#report('waiting for a transaction to commit');
      await untilEndorsed(this.topology.chaincode.name, this.#connections());
      await untilCommitted(this.topology.chaincode.name, this.#connections());
      await this.#upApplications();
    });
  }

  /** Stops every process, applications first and authorities last. Data is kept. */
  async down(): Promise<void> {
    if (!existsSync(this.folders.topology())) return;
    await locked(this.folders, () => this.#stopAll());
  }

  /** Stops everything and deletes the data folder. */
  async reset(): Promise<void> {
    await this.down();
    rmSync(this.folders.root, { recursive: true, force: true });
  }

  /** Every process with its health. */
  async status(): Promise<NodeStatus[]> {
    const definitions = await this.#definitions();
    return Promise.all(
      definitions.map(async (definition) => {
        const pid = this.#table.running(definition.name)?.pid;
        const problem = pid === undefined ? 'stopped' : await unhealthy(definition.health);
        return { name: definition.name, pid, problem, ports: definition.ports };
      }),
    );
  }

  /** Starts one process and waits until it is healthy. */
  async start(name: string): Promise<void> {
    await startHealthy(this.#table, [await this.#definition(name)]);
  }

  /** Stops one process, and waits until it has exited. */
  async stop(name: string): Promise<void> {
    await this.#known(name);
    await this.#table.stop(name);
  }

  /** Sends a signal to one process: SIGKILL for a crash, SIGSTOP and SIGCONT for a pause. */
  async kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.#known(name);
    await this.#table.signal(name, signal);
  }

  /** The orderer that currently leads the channel, such as east.orderer. */
  async leader(): Promise<string | undefined> {
    const organisation = await leadingOrganisation(this.topology, this.folders);
    return organisation === undefined ? undefined : `${organisation.name}.orderer`;
  }

  logFile(name: string): string {
    return this.#table.logFile(name);
  }

  /** The connection settings for an application of an organisation. */
  connection(organisation: string): Connection {
    return connectionOf(this.#organisation(organisation), {
      topology: this.topology,
      folders: this.folders,
      authorityOf: (each) => this.#authority(each),
    });
  }

  /** The common connection profile of an organisation, for fabric-network. */
  connectionProfile(organisation: string): object {
    return connectionProfile(this.connection(organisation));
  }

  /** Deploys another chaincode beside the network's own, unless it is deployed already. */
  async deploy(request: ChaincodeRequest): Promise<DeployedChaincode> {
    return locked(this.folders, async () => {
      const deployed =
        this.#register.find(request.name) ??
        (await this.#commitNextVersion(request, await findBinaries(silent)));
      await untilEndorsed(deployed.name, this.#connections());
      return deployed;
    });
  }

  /** Commits the current code as the next version; the old one runs until the new one is committed. */
  async upgrade(request: ChaincodeRequest = this.topology.chaincode): Promise<DeployedChaincode> {
    return locked(this.folders, async () => {
      const deployed = await this.#commitNextVersion(request, await findBinaries(silent));
      await untilEndorsed(deployed.name, this.#connections());
      return deployed;
    });
  }

  /**
   * Compacts the peers' databases, so that purged private data is removed from disk: restarts each running peer in
   * turn. A stopped peer is skipped, and its files still contain the data.
   */
  async compact(): Promise<void> {
    await locked(this.folders, async () => {
      const peers = (await this.#definitions()).filter(({ name }) => name.endsWith('.peer'));
      for (const peer of peers.filter(({ name }) => this.#table.running(name) !== undefined)) {
        this.#report(`compacting the databases of ${peer.name}`);
        await this.#table.stop(peer.name);
        await compactDatabases(join(peer.folder, 'data'));
        await startHealthy(this.#table, [peer]);
        await untilEndorsed(this.topology.chaincode.name, this.#connections());
      }
    });
  }

  /**
   * Checks the blocks of an organisation's peer, which is stopped in the meantime; a peer that was not running stays
   * stopped.
   * @throws Error when the peer does not start again.
   */
  async verifyBlocks(organisation: string): Promise<PeerFinding[]> {
    return locked(this.folders, async () => {
      const peer = await this.#definition(`${organisation}.peer`);
      const ledgerutil = await findLedgerutil(this.#report);
      const isRunning = this.#table.running(peer.name) !== undefined;
      await this.#table.stop(peer.name);
      const faults = await verifyBlockStore(ledgerutil, join(peer.folder, 'data'));
      if (isRunning) {
        await startHealthy(this.#table, [peer]);
        await untilEndorsed(this.topology.chaincode.name, this.#connections());
      }
      return faults.map((fault) => ({ organisation, kind: 'blocks', ...fault }));
    });
  }

  /**
   * Takes a snapshot of every peer at the same height, available until `use` is done, and compares them.
   * @throws Error when a peer does not answer, or the peers do not reach a common height.
   */
  async comparePeers(use: (snapshots: readonly Snapshot[]) => Promise<void>): Promise<PeerFinding[]> {
    return locked(this.folders, async () => {
      const binaries = await findBinaries(this.#report);
      const ledgerutil = await findLedgerutil(this.#report);
      const place = { topology: this.topology, folders: this.folders, binaries };
      return withSnapshots(place, async (snapshots) => {
        await use(snapshots);
        return compareSnapshots(ledgerutil, snapshots);
      });
    });
  }

  /** An access token for an officer who can sign in at the network's identity provider. */
  accessToken(officer: string): Promise<string> {
    const entry = this.applications.officers().find(({ id }) => id === officer);
    if (entry === undefined) throw new Error(`No officer ${officer} can sign in to this network`);
    const [host] = this.topology.organisations;
    if (host === undefined) throw new Error('a topology has organisations');
    return accessToken(entry, {
      issuer: this.applications.issuer,
      trustFile: this.#authority(host).tlsRootFile,
    });
  }

  /**
   * Adds an officer to an organisation of the running network: enrolled at its CA, registered on the ledger by its
   * governor, and able to sign in.
   */
  async addOfficer(officer: NetworkOfficer): Promise<SignInEntry> {
    const organisation = this.#organisation(officer.organisation);
    const governor = this.applications
      .officers()
      .find((each) => each.organisation === organisation.name && each.roles.includes('governor'));
    if (governor === undefined) throw new Error(`${organisation.name} has no governor who can sign in`);
    return locked(this.folders, async () => {
      await enrolOfficer(officer, {
        url: `https://${address(organisation, 'gateway')}`,
        trustFile: this.#authority(organisation).tlsRootFile,
        token: await this.accessToken(governor.id),
      });
      return admitOfficer(officer, this.applications, this.#table, (name) => this.connection(name));
    });
  }

  async #upAuthorities(binaries: Binaries): Promise<void> {
    for (const authority of this.#authorities.values()) authority.prepare();
    this.#report('certificate authorities');
    await startHealthy(this.#table, this.#contexts(binaries).map(authorityProcess));
    await Promise.all(
      this.topology.organisations.map((each) => enrolOrganisation(each, this.#authority(each), this.folders)),
    );
    await makeGenesisBlock(this.topology, this.folders, binaries);
  }

  async #upNodes(binaries: Binaries): Promise<void> {
    const contexts = this.#contexts(binaries);
    contexts.forEach(writeOrdererConfiguration);
    contexts.forEach(writePeerConfiguration);
    this.#report(`orderers (${this.topology.ordering}) and peers`);
    await startHealthy(this.#table, [...contexts.map(ordererProcess), ...contexts.map(peerProcess)]);
    await Promise.all(
      this.topology.organisations.flatMap((each) => [
        joinOrderer(each, this.topology, this.folders),
        joinPeer(each, this.topology, this.folders, binaries),
      ]),
    );
  }

  async #upChaincodes(binaries: Binaries): Promise<void> {
    const own = this.topology.chaincode;
    const deployed = this.#register.all();
    this.#report('chaincode servers');
    await startHealthy(
      this.#table,
      deployed.flatMap((each) => this.#servers(each)),
    );
    const current = deployed.find((each) => each.name === own.name);
    if (current === undefined) {
      await this.#commitNextVersion(own, binaries);
    } else if (current.codeDigest !== codeDigest(current.server)) {
      this.#report(
        `the code of ${own.name} has changed since version ${current.sequence}: see the upgrade command`,
      );
    }
  }

  async #upApplications(): Promise<void> {
    const connectionOf = (name: string): Connection => this.connection(name);
    const { applications } = this.#options;
    if (applications !== undefined) this.applications.save(applications);
    this.applications.configure(connectionOf);
    const definitions = this.applications.definitions(connectionOf);
    if (definitions.length > 0) this.#report('gateways and identity provider');
    await startHealthy(this.#table, definitions);
    const readers = this.applications.readerDefinitions(connectionOf);
    if (readers.length > 0) this.#report('readers');
    const surplus = this.applications
      .readerNames()
      .filter((name) => readers.every((each) => each.name !== name));
    await Promise.all(surplus.map((name) => this.#table.stop(name)));
    await startHealthy(this.#table, readers);
  }

  #connections(): Connection[] {
    return this.topology.organisations.map(({ name }) => this.connection(name));
  }

  async #stopAll(): Promise<void> {
    const definitions = await this.#definitions();
    await Promise.all(this.applications.readerNames().map((name) => this.#table.stop(name)));
    for (const tier of ['gateway', 'issuer', 'chaincode', 'peer', 'orderer', 'authority']) {
      const members = definitions.filter(({ name }) => name.split('.')[1]?.startsWith(tier));
      await Promise.all(
        members.flatMap((each) => [this.#table.stop(each.name), this.#table.stop(nextName(each))]),
      );
    }
  }

  /** Every process of the network as currently deployed. */
  async #definitions(): Promise<ProcessDefinition[]> {
    if (!existsSync(this.folders.topology())) throw new Error(`There is no network in ${this.folders.root}`);
    const contexts = this.#contexts(await findBinaries(this.#report));
    return [
      ...contexts.map(authorityProcess),
      ...contexts.map(ordererProcess),
      ...contexts.map(peerProcess),
      ...this.#register.all().flatMap((each) => this.#servers(each)),
      ...this.applications.definitions((name) => this.connection(name)),
      ...this.applications.readerDefinitions((name) => this.connection(name)),
    ];
  }

  async #definition(name: string): Promise<ProcessDefinition> {
    const definition = (await this.#definitions()).find((each) => each.name === name);
    if (definition === undefined) throw new Error(`There is no ${name} in this network`);
    return definition;
  }

  async #known(name: string): Promise<void> {
    const names = (await this.#definitions()).map((each) => each.name);
    if (!names.includes(name)) {
      throw new Error(`There is no ${name} in this network; there are ${names.join(', ')}`);
    }
  }

  #commitNextVersion(request: ChaincodeRequest, binaries: Binaries): Promise<DeployedChaincode> {
    return commitNextVersion(request, {
      ...{ topology: this.topology, folders: this.folders, binaries },
      ...{ table: this.#table, register: this.#register, report: this.#report },
    });
  }

  #servers(deployed: DeployedChaincode): ProcessDefinition[] {
    return this.topology.organisations.map((each) =>
      chaincodeProcess(each, deployed, this.topology, this.folders),
    );
  }

  #contexts(binaries: Binaries): NodeContext[] {
    return this.topology.organisations.map((organisation) => ({
      ...{ organisation, binaries, topology: this.topology, folders: this.folders },
      authority: this.#authority(organisation),
    }));
  }

  #writeConnections(): void {
    for (const { name } of this.topology.organisations) {
      writeJson(this.folders.organisation(name, 'connection.json'), this.connection(name));
      writeJson(this.folders.organisation(name, 'connection-profile.json'), this.connectionProfile(name));
    }
  }

  #organisation(name: string): TopologyOrganisation {
    const organisation = this.topology.organisations.find((each) => each.name === name);
    if (organisation === undefined) throw new Error(`There is no organisation ${name} in this network`);
    return organisation;
  }

  #authority({ name }: TopologyOrganisation): NetworkAuthority {
    const authority = this.#authorities.get(name);
    if (authority === undefined) throw new Error(`There is no organisation ${name} in this network`);
    return authority;
  }
}
