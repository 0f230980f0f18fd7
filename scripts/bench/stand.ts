// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { connectClient, Network } from '@guidang/network';
import type { NetworkClient } from '@guidang/network';
import { LedgerPosition } from '../api-client';
import { networkVenue } from '../demo/network-venue';
import { governors } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { seed } from '../demo/seed';
import type { SignInAs } from '../demo/seed';
import { HttpCallers } from './load/http-callers';
import { benchApplications, loadOfficers, registerLoadOfficers, signInLoadOfficers } from './officers';
import { Processes } from './processes';
import { timed } from './statistics';

export interface StandOptions {
  /** The network's folder. */
  readonly data: string;
  readonly portsOffset: number;
  readonly topologyFile?: string;
  /** By organisation: how many readers run beside its first gateway. */
  readonly readers?: Readonly<Record<string, number>>;
  /** How many officers take part in the load. */
  readonly officers?: number;
  readonly report: (line: string) => void;
}

/** Puts one key with the client library alone: its default signer, one transaction. */
export type SubmitPlain = (key: string, value: string) => Promise<unknown>;

interface Figures {
  /** From cached binaries to gateways that answer. */
  readonly upSeconds: number;
  /** Of all processes, idle, shared pages counted for each. */
  readonly memoryMiB: number;
}

interface SignedIn {
  readonly since: number;
  readonly tokens: readonly string[];
}

/** The organisation whose gateway and peer take the load. */
export const organisation = 'east';

const plain = { name: 'plain', server: 'network/samples/plain-chaincode.js' };
/** Tokens are valid for an hour. */
const signInAgainMs = 30 * 60_000;

/** A real network with everything a benchmark needs; what only some parts need is created on request. */
export class Stand {
  readonly network: Network;
  readonly signIn: SignInAs;
  readonly figures: Figures;
  readonly report: (line: string) => void;
  readonly #officers: number;
  #client: NetworkClient | undefined;
  #signedIn: SignedIn | undefined;

  private constructor(
    network: Network,
    signIn: SignInAs,
    figures: Figures,
    { report, officers }: { readonly report: (line: string) => void; readonly officers: number },
  ) {
    this.network = network;
    this.signIn = signIn;
    this.figures = figures;
    this.report = report;
    this.#officers = officers;
  }

  /**
   * Starts the network, or uses the one running there, with the demo's departments and officers.
   * @throws {Error} after stopping the network again; its logs stay in the folder.
   */
  static async up(options: StandOptions): Promise<Stand> {
    const network = Network.load({ ...options, applications: benchApplications });
    try {
      return await Stand.#prepare(network, options);
    } catch (error) {
      await network.down();
      throw error;
    }
  }

  static async #prepare(
    network: Network,
    { data, report, officers = loadOfficers.length }: StandOptions,
  ): Promise<Stand> {
    const upSeconds = (await timed(() => network.up())) / 1000;
    const { load: _own, ...memory } = (await Processes.of(network)).memoryMiB();
    const memoryMiB = Math.round(Object.values(memory).reduce((sum, each) => sum + each, 0));
    const venue = await networkVenue(data, new LedgerPosition());
    await seed(venue.signIn, venue.present);
    return new Stand(network, venue.signIn, { upSeconds, memoryMiB }, { report, officers });
  }

  /** Deploys the plain contract unless it is deployed already. */
  async plain(): Promise<SubmitPlain> {
    await this.network.deploy(plain);
    this.#client ??= connectClient(this.network.connection(organisation));
    const { gateway } = this.#client;
    const contract = gateway.getNetwork(this.network.topology.channel).getContract(plain.name);
    return (key, value) => contract.submitTransaction('put', key, value);
  }

  /** The officers of the load, signed in at the gateway that takes it. */
  async callers(connectionsMax: number): Promise<HttpCallers> {
    return new HttpCallers({ ...this.place(organisation), tokens: await this.tokens(), connectionsMax });
  }

  /** An officer of the demo, with a new sign-in. */
  async callersAs(officer: DemoOfficer, connectionsMax: number): Promise<HttpCallers> {
    const token = await this.network.accessToken(officer.id);
    return new HttpCallers({ ...this.place(organisation), tokens: [token], connectionsMax });
  }

  /** Tokens of the officers of the load, in their order; the first call also registers them. */
  async tokens(): Promise<readonly string[]> {
    if (this.#signedIn === undefined) await this.#register();
    if (this.#signedIn === undefined || Date.now() - this.#signedIn.since > signInAgainMs) {
      this.#signedIn = { since: Date.now(), tokens: await signInLoadOfficers(this.network, this.#officers) };
    }
    return this.#signedIn.tokens;
  }

  processes(): Promise<Processes> {
    return Processes.of(this.network);
  }

  /** The URL of an organisation's gateway, and its root certificate. */
  readonly place = (of: string): { readonly url: string; readonly roots: string } => {
    const { organisations } = this.network.connection(of);
    const own = organisations.find(({ name }) => name === of);
    if (own === undefined) throw new Error(`the network has no organisation ${of}`);
    return { url: own.gatewayUrl, roots: readFileSync(own.tlsRootCertificateFile, 'utf8') };
  };

  close(): void {
    this.#client?.close();
  }

  async #register(): Promise<void> {
    this.report(`enrolling and registering ${this.#officers} officers ...`);
    const governor = await this.signIn(governors[organisation]);
    const seconds = (await timed(() => registerLoadOfficers(governor, this.#officers))) / 1000;
    this.report(`... took ${seconds.toFixed(1)} s`);
  }
}
