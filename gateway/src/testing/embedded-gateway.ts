// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Level } from 'level';
import { pino } from 'pino';
import type { NewLogKey, RegistryChange, Role } from '@guidang/chaincode/model';
import { approveProposal, proposeChange, registerOfficer } from '@guidang/chaincode/commands';
import { proposalDigest } from '@guidang/chaincode/proof';
import type { Command, CommandResult } from '@guidang/chaincode/commands';
import { governors, officers, organisations, registryChanges } from '@guidang/chaincode/sample';
import type { DemoOfficer, OrganisationId } from '@guidang/chaincode/sample';
import { readConfig } from '../config/config';
import type { Config } from '../config/config';
import type { Clock } from '../common/clock';
import { optional } from '../common/optional';
import type { ContentHolders, ContentUsage, FolderStore } from '../content';
import type { Wallet } from '../identity';
import type { EmbeddedLedger } from '../ledger/embedded';
import type { OutboxLimits } from '../outbox';
import type { Projection } from '../projection';
import type { CommandOptions, Committed } from '../application/command/api';
import type { GatewayContext } from '../application/gateway-context';
import type { Caller } from '../application/caller';
import type { EmbeddedOverrides } from '../start/embedded';
import { joinLedger } from '../start/join-ledger';
import type { Joined } from '../start/join-ledger';
import { headProposer } from '../start/keep-log';
import type { OpenedLog } from '../start/log';
import { openParts } from '../start/parts';
import type { Parts } from '../start/parts';
import { readinessOf } from '../start/readiness';
import { buildServices } from '../start/services';
import type { BuiltServices } from '../start/services';
import { madeOnce } from './made-once';

const ledgerName = { network: 'guidang', channel: 'records' };
const organisationIds = Object.keys(organisations) as OrganisationId[];
const silent = pino({ level: 'silent' });
const settleMs = 20_000;

interface EmbeddedGatewayOptions {
  /** A folder that an earlier one used; by default a new one, which `close` removes. */
  readonly folder?: string;
  /** How far an organisation's clock is ahead, in milliseconds. */
  readonly aheadMs?: Partial<Readonly<Record<OrganisationId, number>>>;
  readonly outboxLimits?: Partial<OutboxLimits>;
  /** What the gateway goes by; its organisations have clocks of their own. */
  readonly clock?: Clock;
  /** The organisations that keep log keys; by default none. */
  readonly logKeys?: Partial<Readonly<Record<OrganisationId, readonly NewLogKey[]>>>;
  /** The organisation that registers the keys in this gateway's wallet, and keeps the log with them. */
  readonly logKeeper?: OrganisationId;
}

/** A whole gateway without HTTP, in this process: production wiring, with the real contracts on an embedded ledger. */
export class EmbeddedGateway {
  readonly folder: string;
  readonly ledger: EmbeddedLedger;
  readonly store: Level;
  readonly context: GatewayContext;
  readonly projection: Projection;
  readonly contents: FolderStore;
  readonly contentHolders: ContentHolders;
  readonly contentUsage: ContentUsage;
  readonly services: BuiltServices;
  readonly log: OpenedLog;
  /** Holds the keys of officers and of the log. */
  readonly wallet: Wallet;
  readonly #parts: Parts;
  readonly #joined: Joined;
  readonly #removes: boolean;

  private constructor(parts: Parts, ledger: EmbeddedLedger, removes: boolean) {
    this.folder = parts.config.dataFolder;
    this.ledger = ledger;
    this.store = parts.store;
    this.context = parts.context;
    this.projection = parts.projection;
    this.contents = parts.contents;
    this.contentHolders = parts.contentHolders;
    this.contentUsage = parts.contentUsage;
    this.log = parts.log;
    this.wallet = parts.wallet;
    this.#parts = parts;
    this.#joined = joinLedger(parts);
    const joined = this.#joined;
    this.services = buildServices(parts, readinessOf({ parts, joined, preparation: Promise.resolve() }));
    this.#removes = removes;
  }

  /** Opens everything and registers the organisations; the registry is empty otherwise. */
  static async open(options: EmbeddedGatewayOptions = {}): Promise<EmbeddedGateway> {
    return EmbeddedGateway.#open(options, await folderOf(options));
  }

  /** As {@link open}, with the demo's registry and officers. */
  static async seeded(options: EmbeddedGatewayOptions = {}): Promise<EmbeddedGateway> {
    const { logKeys, logKeeper } = options;
    if (logKeys !== undefined) return (await EmbeddedGateway.open(options)).#seed();
    const folder = await folderOf(options);
    await madeOnce(`seeded-${logKeeper ?? 'without-log'}`, folder, async (empty) => {
      const gateway = await EmbeddedGateway.open({ folder: empty, ...optional({ logKeeper }) });
      await (await gateway.#seed()).close();
    });
    const gateway = await EmbeddedGateway.#open(options, folder);
    await gateway.reach();
    return gateway;
  }

  static async #open(options: EmbeddedGatewayOptions, folder: string): Promise<EmbeddedGateway> {
    const { outboxLimits = {}, clock } = options;
    const embedded = embeddedOverrides(options);
    const parts = await openParts(embeddedConfig(folder), {
      ...{ logger: silent, outboxLimits, embedded },
      ...optional({ clock }),
    });
    const { deployment } = parts;
    if (deployment.kind !== 'embedded') throw new Error('this gateway is on an embedded ledger');
    const gateway = new EmbeddedGateway(parts, deployment.ledger, options.folder === undefined);
    await gateway.#joined.registered;
    return gateway;
  }

  async #seed(): Promise<this> {
    await this.consent('demo', registryChanges);
    await Promise.all(Object.values(officers).map((officer) => this.register(officer)));
    return this;
  }

  /** Three organisations consent, so that the change takes effect. */
  async consent(id: string, changes: readonly RegistryChange[]): Promise<void> {
    await this.give(governors.east, proposeChange, { id, changes: [...changes] });
    const body = { id, digest: proposalDigest({ id, changes: [...changes] }) };
    await this.give(governors.archives, approveProposal, body);
    await this.give(governors.west, approveProposal, body);
  }

  /** Enrols an officer at the organisation's CA, and has its governor enter it into the registry. */
  async register({ id, organisation, department, roles }: DemoOfficer): Promise<void> {
    const { identity } = await this.context.officers.enrol({ id, organisation, department, roles });
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

  /** Waits until the projection has read the block; by default, the ledger's last one. */
  async reach(block?: number): Promise<void> {
    const last = block ?? (await portOf(this.context, 'archives').ledger.height()) - 1;
    if (!(await this.projection.waitFor(last, AbortSignal.timeout(settleMs)))) {
      throw new Error(`the projection does not reach block ${last}`);
    }
  }

  /** Has the head of all leaves anchored, as the gateway does in its turn, and waits until queries see it. */
  async anchorHead(): Promise<void> {
    const { commands } = this.services;
    await headProposer({ parts: this.#parts, commands }).propose(AbortSignal.timeout(settleMs));
    await this.reach();
  }

  /** Stops as the gateway does: finishes what is in flight, and closes the ledger last. */
  async close(): Promise<void> {
    await this.#joined.leave();
    await this.#parts.close();
    if (this.#removes) await rm(this.folder, { recursive: true });
  }
}

/** A signed-in officer, with all roles or with some. */
export function callerOf(
  { id, organisation, department, roles }: DemoOfficer,
  only?: readonly Role[],
): Caller {
  return { organisation, officer: id, department, roles: only ?? roles };
}

function portOf(
  context: GatewayContext,
  id: OrganisationId,
): NonNullable<ReturnType<GatewayContext['organisations']['get']>> {
  const organisation = context.organisations.get(id);
  if (organisation === undefined) throw new Error(`no organisation ${id}`);
  return organisation;
}

async function folderOf({ folder }: EmbeddedGatewayOptions): Promise<string> {
  return folder ?? mkdtemp(join(tmpdir(), 'guidang-gateway-'));
}

/** The configuration of a gateway for the four sample organisations, in a folder of its own. */
export function embeddedConfig(folder: string): Config {
  const setups = organisationIds.map((id) => ({
    id,
    name: organisations[id],
  }));
  return readConfig(
    {},
    { port: 0, dataFolder: folder, logLevel: 'silent', embedded: { organisations: setups } },
  );
}

function embeddedOverrides({
  aheadMs = {},
  logKeys = {},
  logKeeper,
}: EmbeddedGatewayOptions): EmbeddedOverrides {
  const ahead = new Map(Object.entries(aheadMs));
  const registered = new Map(Object.entries(logKeys));
  return {
    ledgerName,
    clockOf: (organisation) => () => new Date(Date.now() + (ahead.get(organisation) ?? 0)),
    logKeeper: logKeeper ?? 'archives',
    logKeysOf: (organisation, own) =>
      organisation === logKeeper ? own.newest : registered.get(organisation),
  };
}
