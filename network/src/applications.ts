// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Connection, PeerConnection } from '@guidang/gateway/config/connection';
import { readJson, writeFile, writeJson } from './files';
import { repositoryFolder } from './folders';
import type { Folders } from './folders';
import type { ProcessDefinition } from './process-table';
import { address, port, readerPorts, readersMax } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

const officerSchema = z.strictObject({
  id: z.string().min(1),
  organisation: z.string().min(1),
  /** Empty for a governor, who acts for the organisation itself. */
  department: z.string(),
  roles: z.array(z.string().min(1)).min(1).readonly(),
});

/** An officer who signs in at the identity provider and acts through the organisation's gateway. */
export type NetworkOfficer = Readonly<z.infer<typeof officerSchema>>;

const applicationsSchema = z.strictObject({
  /**
   * By organisation: the name under which its gateway founds it on the ledger; earlier versions wrote a code too.
   * Files keep the member's first name.
   */
  foundings: z.record(z.string(), z.strictObject({ name: z.string(), code: z.string().optional() })),
  /** Each with the secret of a client at the identity provider. */
  officers: z.array(officerSchema.extend({ secret: z.string() })),
  /** Additional settings of every gateway, as in its configuration file. */
  gatewaySettings: z.record(z.string(), z.unknown()).default({}),
});

type State = z.infer<typeof applicationsSchema>;

/** The applications on top of the Fabric nodes: the gateways, and an identity provider for their callers. */
export interface ApplicationSettings {
  /** By organisation: the name under which its gateway founds it on the ledger. */
  readonly organisations: State['foundings'];
  readonly officers: readonly NetworkOfficer[];
  readonly gatewaySettings?: State['gatewaySettings'];
}

export interface SignInEntry extends NetworkOfficer {
  readonly secret: string;
}

const audience = 'urn:guidang:gateway';

/** The gateways and the identity provider of a network, as process definitions and their configuration files. */
export class Applications {
  readonly #topology: Topology;
  readonly #folders: Folders;

  constructor(topology: Topology, folders: Folders) {
    this.#topology = topology;
    this.#folders = folders;
  }

  /** Stores which gateways run and who signs in; known officers keep their secrets. */
  save({ organisations, officers, gatewaySettings }: ApplicationSettings): void {
    const known = new Map(this.#state()?.officers.map((officer) => [officer.id, officer]));
    for (const officer of officers) {
      const secret = known.get(officer.id)?.secret ?? randomBytes(32).toString('base64url');
      known.set(officer.id, { ...officer, roles: [...officer.roles], secret });
    }
    writeJson(this.file, {
      foundings: { ...this.#state()?.foundings, ...organisations },
      officers: [...known.values()],
      gatewaySettings: { ...this.#state()?.gatewaySettings, ...gatewaySettings },
    });
  }

  /** All officers who can sign in; empty for a network without applications. */
  officers(): readonly SignInEntry[] {
    return this.#state()?.officers ?? [];
  }

  /** The file with the officers who can sign in and their secrets; mode 0600. */
  get file(): string {
    return join(this.#folders.root, 'applications.json');
  }

  /** The configuration file of an organisation's gateway (`GUIDANG_CONFIG`). */
  gatewayFile(organisation: string): string {
    return join(this.#gatewayFolder(organisation), 'configuration.json');
  }

  /** The OIDC issuer URL of the identity provider. */
  get issuer(): string {
    return `https://${address(this.#host(), 'issuer')}`;
  }

  /** Writes the configuration of every application; `connectionOf` returns an organisation's connection. */
  configure(connectionOf: (organisation: string) => Connection): void {
    const state = this.#state();
    if (state === undefined) return;
    const host = connectionOf(this.#host().name);
    writeJson(this.#providerFile('configuration.json'), {
      issuer: this.issuer,
      port: port(this.#host(), 'issuer'),
      audience,
      signingKeyFile: this.#providerFile('signing-key.json'),
      tls: { keyFile: host.tls.keyFile, certificateFile: host.tls.certificateFile },
      gateways: this.#topology.organisations.map((organisation) => ({
        id: clientOf(organisation),
        secret: this.#clientSecret(organisation),
        redirectUrl: `${gatewayUrl(organisation)}/auth/callback`,
      })),
      clients: state.officers.map(({ id, secret, organisation, roles }) => ({
        id,
        secret,
        organisation,
        officer: id,
        roles,
      })),
    });
    this.#writePeopleKey();
    for (const organisation of this.#topology.organisations) {
      this.#configureGateway(organisation, state, connectionOf(organisation.name), host);
    }
  }

  /** The processes, in start order; empty for a network without applications. */
  definitions(connectionOf: (organisation: string) => Connection): ProcessDefinition[] {
    if (this.#state() === undefined) return [];
    return [
      this.#provider(connectionOf),
      ...this.#topology.organisations.map((organisation) => this.#gateway(organisation, connectionOf)),
    ];
  }

  /** The readers' processes: they start after the gateways, which make the key for cursors. */
  readerDefinitions(connectionOf: (organisation: string) => Connection): ProcessDefinition[] {
    if (this.#state() === undefined) return [];
    return this.#topology.organisations.flatMap((organisation) =>
      readerPorts(organisation).map((_, index) => this.#reader(organisation, index, connectionOf)),
    );
  }

  /** Every name that a reader can have: another topology may have had more of them. */
  readerNames(): readonly string[] {
    return this.#topology.organisations.flatMap(({ name }) =>
      Array.from({ length: readersMax }, (_, index) => readerName(name, index)),
    );
  }

  /** The URL of each reader of an organisation. */
  readerUrls(organisation: string): readonly string[] {
    const own = this.#topology.organisations.find(({ name }) => name === organisation);
    return own === undefined ? [] : readerPorts(own).map((each) => `https://${own.host}:${each}`);
  }

  #configureGateway(
    organisation: TopologyOrganisation,
    state: State,
    connection: Connection,
    host: Connection,
  ): void {
    const founding = state.foundings[organisation.name];
    if (founding === undefined) {
      throw new Error(`no name is configured under which to register ${organisation.name}`);
    }
    const dataFolder = join(this.#gatewayFolder(organisation.name), 'data');
    const signIn = {
      issuer: this.issuer,
      audience,
      keysUrl: `${this.issuer}/jwks`,
      tlsRootCertificateFile: host.tlsRootCertificateFile,
    };
    writeJson(this.gatewayFile(organisation.name), {
      ...state.gatewaySettings,
      port: port(organisation, 'gateway'),
      dataFolder,
      publicUrl: gatewayUrl(organisation),
      network: {
        connection,
        organisation: { id: organisation.name, ...founding },
        signIn,
        browserSignIn: {
          clientId: clientOf(organisation),
          clientSecretFile: this.#clientSecretFile(organisation),
        },
        peopleKeyFile: this.#peopleKeyFile(),
      },
    });
    const cursorKeyFile = join(dataFolder, 'keys', 'cursors');
    for (const [index, readerPort] of readerPorts(organisation).entries()) {
      const folder = this.#readerFolder(organisation.name, index);
      writeJson(join(folder, 'configuration.json'), {
        ...state.gatewaySettings,
        port: readerPort,
        dataFolder: join(folder, 'data'),
        reader: { connection: peerConnectionOf(connection), signIn, cursorKeyFile },
      });
    }
  }

  #provider(connectionOf: (organisation: string) => Connection): ProcessDefinition {
    const host = this.#host();
    return {
      name: `${host.name}.issuer`,
      command: process.execPath,
      args: [
        join(repositoryFolder, 'network', 'dist', 'identity-provider', 'main.js'),
        this.#providerFile('configuration.json'),
      ],
      folder: this.#providerFile(),
      environment: {},
      health: [
        {
          kind: 'http',
          url: `${this.issuer}/.well-known/openid-configuration`,
          trustFile: connectionOf(host.name).tlsRootCertificateFile,
        },
      ],
      ports: { issuer: port(host, 'issuer') },
    };
  }

  #gateway(
    organisation: TopologyOrganisation,
    connectionOf: (organisation: string) => Connection,
  ): ProcessDefinition {
    return {
      name: `${organisation.name}.gateway`,
      command: process.execPath,
      args: [join(repositoryFolder, 'gateway', 'dist', 'main.js')],
      folder: this.#gatewayFolder(organisation.name),
      environment: { GUIDANG_CONFIG: this.gatewayFile(organisation.name) },
      health: [
        {
          kind: 'http',
          url: `https://${address(organisation, 'gateway')}/readyz`,
          trustFile: connectionOf(organisation.name).tlsRootCertificateFile,
        },
      ],
      ports: { api: port(organisation, 'gateway'), content: port(organisation, 'content') },
    };
  }

  #reader(
    organisation: TopologyOrganisation,
    index: number,
    connectionOf: (organisation: string) => Connection,
  ): ProcessDefinition {
    const folder = this.#readerFolder(organisation.name, index);
    const api = readerPorts(organisation)[index] ?? 0;
    return {
      name: readerName(organisation.name, index),
      command: process.execPath,
      args: [join(repositoryFolder, 'gateway', 'dist', 'main.js')],
      folder,
      environment: { GUIDANG_CONFIG: join(folder, 'configuration.json') },
      health: [
        {
          kind: 'http',
          url: `https://${organisation.host}:${api}/readyz`,
          trustFile: connectionOf(organisation.name).tlsRootCertificateFile,
        },
      ],
      ports: { api },
    };
  }

  #readerFolder(organisation: string, index: number): string {
    return this.#folders.organisation(organisation, `reader-application-${index + 1}`);
  }

  #gatewayFolder(organisation: string): string {
    return this.#folders.organisation(organisation, 'gateway-application');
  }

  /** The identity provider runs on the host of the first organisation. */
  #host(): TopologyOrganisation {
    const [first] = this.#topology.organisations;
    if (first === undefined) throw new Error('a network has at least one organisation');
    return first;
  }

  /** The organisations agree on this key outside the network; here one machine generates it for all. */
  #writePeopleKey(): void {
    const file = this.#peopleKeyFile();
    if (!existsSync(file)) writeFile(file, `${randomBytes(32).toString('base64')}\n`);
  }

  /** A gateway proves to the identity provider by it that it is the one to which officers agreed to go. */
  #clientSecret(organisation: TopologyOrganisation): string {
    const file = this.#clientSecretFile(organisation);
    if (!existsSync(file)) writeFile(file, `${randomBytes(32).toString('base64url')}\n`);
    return readFileSync(file, 'utf8').trim();
  }

  #clientSecretFile({ name }: TopologyOrganisation): string {
    return join(this.#gatewayFolder(name), 'client.secret');
  }

  #peopleKeyFile(): string {
    return join(this.#folders.root, 'people.key');
  }

  #providerFile(...path: string[]): string {
    return this.#folders.organisation(this.#host().name, 'issuer', ...path);
  }

  #state(): State | undefined {
    const stored = readJson(this.file);
    return stored === undefined ? undefined : applicationsSchema.parse(stored);
  }
}

/** The gateway as a client of the identity provider. */
function clientOf({ name }: TopologyOrganisation): string {
  return `${name}-gateway`;
}

function gatewayUrl(organisation: TopologyOrganisation): string {
  return `https://${address(organisation, 'gateway')}`;
}

function readerName(organisation: string, index: number): string {
  return `${organisation}.reader${index + 1}`;
}

/** On this machine a reader shares the gateway's certificates; it gets no secret of the authority. */
function peerConnectionOf({ ordering, organisations, authority, ...peer }: Connection): PeerConnection {
  return { ...peer, identityRootCertificateFile: authority.identityRootCertificateFile };
}
