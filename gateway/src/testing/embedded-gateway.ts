// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { pino } from 'pino';
import {
  mspId,
  personCollection,
  type NewLogKey,
  type RegistryChange,
  type Role,
} from '@guidang/chaincode/model';
import {
  approveProposal,
  proposeChange,
  registerOfficer,
  type Command,
  type CommandResult,
} from '@guidang/chaincode/commands';
import { contracts } from '@guidang/chaincode/contracts';
import { createContentKeys, FolderStore, readContentKeys } from '../content';
import {
  AccessTokenVerifier,
  Authenticator,
  BuiltInIssuer,
  ClientCertificates,
  EmbeddedAuthority,
  loadWalletKey,
  OfficerDirectory,
  openGatewayIdentity,
  Wallet,
} from '../identity';
import { EmbeddedLedger } from '../ledger/embedded';
import { EntryCipher, LevelOutboxStore, Outbox, type OutboxLimits } from '../outbox';
import { follow, Projection } from '../projection';
import { foundOrganisation } from '../application/registry/found';
import { commandBatching } from '../application/command/batch';
import type { Access, OrganisationAccess } from '../application/gateway-context';
import type { Caller } from '../application/caller';
import type { CommandOptions, Committed } from '../application/command/api';
import type { BackedOrganisation, Backing } from '../start/backing';
import { headProposer, openLog, type OpenedLog } from '../start/log';
import { buildServices, type BuiltServices } from '../start/services';
import { OwnKeys } from '../log/own-keys';
import { readinessOf } from '../start/readiness';
import {
  governors,
  officers,
  organisations,
  registryChanges,
  type DemoOfficer,
  type OrganisationId,
} from '@guidang/chaincode/sample';

const ledgerName = { network: 'guidang', channel: 'records' };
const organisationIds = Object.keys(organisations) as OrganisationId[];
const silent = pino({ level: 'silent' });
const settleMs = 20_000;
const drainMs = 10_000;

export interface EmbeddedGatewayOptions {
  /** A folder that an earlier one used; by default a new one, which `close` removes. */
  readonly folder?: string;
  /** How far an organisation's clock is ahead. */
  readonly aheadMs?: Partial<Readonly<Record<OrganisationId, number>>>;
  readonly outboxLimits?: Partial<OutboxLimits>;
  /** Of the organisations that keep log keys; by default none does. */
  readonly logKeys?: Partial<Readonly<Record<OrganisationId, readonly NewLogKey[]>>>;
  /** The organisation that registers the keys in this gateway's wallet, and keeps the log with them. */
  readonly logKeeper?: OrganisationId;
}

/** A whole gateway but for HTTP, in this process: the real contracts on an embedded ledger, and every service. */
export class EmbeddedGateway {
  readonly folder: string;
  readonly ledger: EmbeddedLedger;
  readonly store: Level;
  readonly access: Access;
  readonly projection: Projection;
  readonly contents: FolderStore;
  readonly services: BuiltServices;
  readonly log: OpenedLog;
  /** Holds the keys of officers and of the log. */
  readonly wallet: Wallet;
  readonly #backing: Backing;
  readonly #stop: AbortController;
  readonly #following: Promise<void>;
  readonly #removes: boolean;

  private constructor(
    parts: Pick<
      EmbeddedGateway,
      'folder' | 'ledger' | 'store' | 'access' | 'projection' | 'contents' | 'services' | 'log' | 'wallet'
    > & {
      readonly backing: Backing;
      readonly stop: AbortController;
      readonly following: Promise<void>;
      readonly removes: boolean;
    },
  ) {
    this.folder = parts.folder;
    this.ledger = parts.ledger;
    this.store = parts.store;
    this.access = parts.access;
    this.projection = parts.projection;
    this.contents = parts.contents;
    this.services = parts.services;
    this.log = parts.log;
    this.wallet = parts.wallet;
    this.#backing = parts.backing;
    this.#stop = parts.stop;
    this.#following = parts.following;
    this.#removes = parts.removes;
  }

  /** Opens everything and founds the organisations; the registry is empty otherwise. */
  static async open(options: EmbeddedGatewayOptions = {}): Promise<EmbeddedGateway> {
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'guidang-gateway-')));
    const walletKey = loadWalletKey(join(folder, 'keys', 'wallet'));
    const store = new Level(join(folder, 'gateway'));
    await store.open();
    const wallet = await Wallet.open(store, walletKey);
    const ledger = await openLedger(folder);
    const backing = await openBacking(ledger, wallet, folder, options);
    const access = await openAccess(backing, { wallet, store, cipher: new EntryCipher(walletKey) }, options);
    const projection = await Projection.open(join(folder, 'projection'));
    const log = await openLog({ backing, projection, store, onAlarm: () => undefined });
    const contents = await openContents(folder);
    const stop = new AbortController();
    const following = follow(portOf(access, 'archives').ledger, projection, stop.signal);
    following.catch(() => undefined);
    const authenticator = new Authenticator(backing.tokens, new ClientCertificates([]));
    const done = Promise.resolve();
    const readiness = readinessOf({
      access,
      projection,
      evidence: log.evidence,
      following,
      founding: done,
      preparation: done,
    });
    const services = buildServices({
      access,
      backing,
      projection,
      contents,
      log,
      store,
      authenticator,
      readiness,
    });
    for (const { founding, authority, logKeys } of backing.organisations)
      await foundOrganisation(founding, authority, access, logKeys);
    const removes = options.folder === undefined;
    const parts = { folder, ledger, store, access, projection, contents, services, log, wallet };
    return new EmbeddedGateway({ ...parts, backing, stop, following, removes });
  }

  /** As {@link open}, with the demo's registry and officers. */
  static async seeded(options: EmbeddedGatewayOptions = {}): Promise<EmbeddedGateway> {
    const gateway = await EmbeddedGateway.open(options);
    await gateway.consent('demo', registryChanges);
    for (const officer of Object.values(officers)) await gateway.register(officer);
    return gateway;
  }

  /** Three organisations' consent: the change takes effect. */
  async consent(id: string, changes: readonly RegistryChange[]): Promise<void> {
    await this.give(governors.east, proposeChange, { id, changes: [...changes] });
    await this.give(governors.archives, approveProposal, { id });
    await this.give(governors.west, approveProposal, { id });
  }

  /** Enrols an officer at the organisation's CA, and has its governor enter it into the registry. */
  async register({ id, organisation, department, roles }: DemoOfficer): Promise<void> {
    const { identity } = await this.access.officers.enrol({ id, organisation, department, roles });
    const body = { certificate: identity.certificatePem };
    await this.give(governors[organisation], registerOfficer, body);
  }

  /** Runs a command and waits until queries see it. */
  async give<Body, Result extends CommandResult>(
    officer: DemoOfficer,
    command: Command<Body, Result>,
    body: NoInfer<Body>,
    options?: CommandOptions,
  ): Promise<Committed<Result>> {
    const outcome = await this.services.commands.run(callerOf(officer), command, body, options);
    if ('submission' in outcome) throw new Error(`${command.type} is still on its way`);
    await this.reach(outcome.block);
    return outcome;
  }

  /** Waits until the projection has read the block; by default, all that the ledger has. */
  async reach(block?: number): Promise<void> {
    const last = block ?? (await portOf(this.access, 'archives').ledger.height()) - 1;
    if (!(await this.projection.waitFor(last, AbortSignal.timeout(settleMs))))
      throw new Error(`the projection does not reach block ${last}`);
  }

  /** Has the head of all leaves anchored, as the gateway does in its turn, and waits until queries see it. */
  async anchorHead(): Promise<void> {
    const { projection, log, access } = this;
    const { commands } = this.services;
    const options = { backing: this.#backing, projection, logger: silent, log, access, commands };
    await headProposer(options).propose(AbortSignal.timeout(settleMs));
    await this.reach();
  }

  /** Stops as the gateway does: what is in flight ends, the ledger closes last. */
  async close(): Promise<void> {
    await Promise.all([...this.access.organisations.values()].map(({ outbox }) => outbox.close({ drainMs })));
    this.#stop.abort();
    await this.#following;
    await this.projection.close();
    await this.#backing.close();
    await this.store.close();
    if (this.#removes) await rm(this.folder, { recursive: true });
  }
}

/** An officer who signed in, with all roles or with some. */
export function callerOf(
  { id, organisation, department, roles }: DemoOfficer,
  only?: readonly Role[],
): Caller {
  return { organisation, officer: id, department, roles: only ?? roles };
}

function portOf(access: Access, id: OrganisationId): NonNullable<ReturnType<Access['organisations']['get']>> {
  const organisation = access.organisations.get(id);
  if (organisation === undefined) throw new Error(`no organisation ${id}`);
  return organisation;
}

function openLedger(folder: string): Promise<EmbeddedLedger> {
  return EmbeddedLedger.open({
    directory: join(folder, 'ledger'),
    name: ledgerName,
    contracts,
    organisations: organisationIds.map((name) => ({ name, mspId: mspId(name) })),
    collections: [{ name: personCollection, members: organisationIds }],
  });
}

async function openBacking(
  ledger: EmbeddedLedger,
  wallet: Wallet,
  folder: string,
  { aheadMs = {}, logKeys = {}, logKeeper }: EmbeddedGatewayOptions,
): Promise<Backing> {
  const issuer = await BuiltInIssuer.create({ ledger: 'embedded' });
  const keeper = logKeeper ?? 'archives';
  const own = await OwnKeys.open(wallet, { network: ledgerName.network, organisation: keeper });
  const keysOf = (id: OrganisationId): readonly NewLogKey[] | undefined =>
    id === logKeeper ? own.newest : logKeys[id];
  const backed = async (id: OrganisationId): Promise<BackedOrganisation> => {
    const authority = await EmbeddedAuthority.open(id, wallet);
    const { certificatePem } = await openGatewayIdentity(authority, wallet, 'gateway');
    const registered = keysOf(id);
    const clock = (): Date => new Date(Date.now() + (aheadMs[id] ?? 0));
    return {
      founding: { id, name: organisations[id], code: governors[id].department },
      authority,
      ...(registered === undefined ? {} : { logKeys: registered }),
      ledger: ledger.port({ organisation: id, mspId: mspId(id), certificatePem, clock }),
    };
  };
  return {
    kind: 'embedded',
    ledgerName,
    organisations: await Promise.all(organisationIds.map(backed)),
    log: { own, members: [keeper], peers: [] },
    tokens: new AccessTokenVerifier(issuer.verification),
    issuer,
    peopleKey: loadWalletKey(join(folder, 'keys', 'people')),
    close: () => ledger.close(),
  };
}

async function openAccess(
  { organisations: backed }: Backing,
  { wallet, store, cipher }: { wallet: Wallet; store: Level; cipher: EntryCipher },
  { outboxLimits = {} }: EmbeddedGatewayOptions,
): Promise<Access> {
  const open = async ({ founding: { id }, ledger }: BackedOrganisation): Promise<OrganisationAccess> => {
    const outboxStore = new LevelOutboxStore(store, id, cipher);
    const outbox = await Outbox.open({
      ledger,
      store: outboxStore,
      batching: commandBatching,
      limits: outboxLimits,
    });
    return { id, ledger, outbox };
  };
  const opened = await Promise.all(backed.map(open));
  const organisations = new Map(opened.map((each) => [each.id, each] as const));
  const authorities = backed.map(({ authority }) => authority);
  return { ledgerName, organisations, officers: new OfficerDirectory(wallet, authorities) };
}

async function openContents(folder: string): Promise<FolderStore> {
  const keyFile = join(folder, 'keys', 'content');
  if (!existsSync(keyFile)) await createContentKeys(keyFile);
  return FolderStore.open({ folder: join(folder, 'content'), keys: await readContentKeys(keyFile) });
}
