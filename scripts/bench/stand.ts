// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { connectClient, Network, type NetworkClient } from '@guidang/network';
import { LedgerPosition } from '../api-client';
import { networkVenue } from '../demo/network-venue';
import { governors, type DemoOfficer } from '../demo/registry';
import { seed, type SignIn } from '../demo/seed';
import { HttpCallers } from './load/http-callers';
import { benchApplications, registerLoadOfficers, signInLoadOfficers } from './officers';
import { Processes } from './processes';
import { timed } from './statistics';

export interface StandOptions {
  /** The network's folder. */
  readonly data: string;
  readonly portsOffset: number;
  readonly topologyFile?: string;
  readonly report: (line: string) => void;
}

export const plain = { name: 'plain', server: 'network/samples/plain-chaincode.js' };

/** Whose gateway and peer take the load. */
export const organisation = 'east';

/** Tokens live for an hour. */
const signInAgainMs = 30 * 60_000;

/** A real network with all that a benchmark needs on it: the demo's registry, officers who load it, a plain contract. */
export class Stand {
  readonly network: Network;
  readonly signIn: SignIn;
  /** From cached binaries to gateways that answer. */
  readonly upSeconds: number;
  /** Of all its processes, at rest, shared pages counted for each. */
  readonly memoryMiB: number;
  readonly report: (line: string) => void;
  readonly #client: NetworkClient;
  #tokens: { readonly since: number; readonly tokens: readonly string[] } | undefined;

  private constructor(
    network: Network,
    signIn: SignIn,
    figures: { readonly upSeconds: number; readonly memoryMiB: number },
    report: (line: string) => void,
  ) {
    this.network = network;
    this.signIn = signIn;
    this.upSeconds = figures.upSeconds;
    this.memoryMiB = figures.memoryMiB;
    this.report = report;
    this.#client = connectClient(network.connection(organisation));
  }

  /** Brings the network up, or takes the one that runs there. */
  static async up({ report, ...options }: StandOptions): Promise<Stand> {
    const network = Network.load({ ...options, applications: benchApplications, report });
    const upSeconds = (await timed(() => network.up())) / 1000;
    const memory = (await Processes.of(network)).memoryMiB();
    const { load: _own, ...others } = memory;
    const memoryMiB = Math.round(Object.values(others).reduce((sum, each) => sum + each, 0));
    const venue = await networkVenue(options.data, new LedgerPosition());
    await seed(venue.signIn, venue.present);
    report('enrolling and registering 200 officers ...');
    const seconds =
      (await timed(async () => registerLoadOfficers(await venue.signIn(governors.east)))) / 1000;
    report(`... took ${seconds.toFixed(1)} s; deploying the plain contract`);
    await network.deploy(plain);
    return new Stand(network, venue.signIn, { upSeconds, memoryMiB }, report);
  }

  /** Puts one key by the client library's own way: its default signer, one transaction. */
  readonly submitPlain = async (key: string, value: string): Promise<void> => {
    const { channel } = this.network.topology;
    const contract = this.#client.gateway.getNetwork(channel).getContract(plain.name);
    await contract.submitTransaction('put', key, value);
  };

  /** The officers of the load, signed in at the gateway that takes it. */
  async callers(connectionsMax: number): Promise<HttpCallers> {
    return new HttpCallers({ ...this.gateway, tokens: await this.#signedIn(), connectionsMax });
  }

  /** One officer of the demo, signed in anew, with as many connections. */
  async callersAs(officer: DemoOfficer, connectionsMax: number): Promise<HttpCallers> {
    const token = await this.network.accessToken(officer.id);
    return new HttpCallers({ ...this.gateway, tokens: [token], connectionsMax });
  }

  processes(): Promise<Processes> {
    return Processes.of(this.network);
  }

  /** The gateway that takes the load, and what vouches for it. */
  get gateway(): { readonly url: string; readonly roots: string } {
    const { organisations } = this.network.connection(organisation);
    const own = organisations.find(({ name }) => name === organisation);
    if (own === undefined) throw new Error(`the network has no organisation ${organisation}`);
    return { url: own.gatewayUrl, roots: readFileSync(own.tlsRootCertificateFile, 'utf8') };
  }

  close(): void {
    this.#client.close();
  }

  async #signedIn(): Promise<readonly string[]> {
    if (this.#tokens === undefined || Date.now() - this.#tokens.since > signInAgainMs) {
      this.report('signing in 200 officers ...');
      this.#tokens = { since: Date.now(), tokens: await signInLoadOfficers(this.network) };
    }
    return this.#tokens.tokens;
  }
}
