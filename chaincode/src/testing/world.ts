// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { realEstateTransfer } from '../sample/matters';
import { departments, governors, officers, organisations, registryChanges } from '../sample/registry';
import type { DemoOfficer, OrganisationId } from '../sample/registry';
import { registerPerson } from '../person/commands';
import type { BatchOutcome } from '../batch/outcome';
import { packCommands } from '../batch/packed-commands';
import type { Command, CommandKind, CommandResult } from '../command/definition';
import type { CommandDone } from '../command/execute';
import type { PrivateCommand } from '../command/private-command';
import { nameKeeper } from '../registry/fonds-commands';
import { foundingCommand } from '../registry/found';
import type { FoundBody } from '../registry/found';
import { registerOfficer } from '../registry/officer-commands';
import { approveProposal, proposeChange } from '../registry/proposal-commands';
import type { Role } from '../membership/roles';
import { proposalDigest } from '../registry/proposal';
import type { Proposal } from '../registry/model';
import type { Digest } from '../ledger/digest';
import type { ProvenanceEvent } from '../ledger/event';
import { eventPages, readEventPage } from '../ledger/event-page';
import type { RefusalDocument } from '../ledger/refusal';
import { splitTableKey } from '../ledger/table';
import { readRecordPage } from '../record/page';
import { recordPages } from '../record/model';
import type { ArchiveRecord } from '../record/model';
import { openRegistrations } from './existing';
import { entered } from './people';
import type { Invocation } from './invocation';
import { ContractFailure, MemoryLedger } from './memory-ledger';
import type { Committal } from './memory-ledger';
import type { Effects } from './recorded-simulation';
import type { Signer } from './signer';
import { TestAuthority } from './test-authority';

export const network = 'guidang';
const channel = 'records';
/** Transactions of a test may share one: salts differ by the event all the same. */
export const testSeed = '5e'.repeat(16);

/** A fonds of the land bureau, which the archives keep. */
export const testFonds = {
  kind: 'fonds',
  code: 'A001',
  name: '测试全宗',
  owner: departments.eastLand.code,
} as const;

/** An officer with certificate and key. */
export interface Actor extends DemoOfficer {
  readonly signer: Signer;
}

/** Test overrides for a command and its transaction. */
export interface GiveOptions {
  readonly id?: string;
  readonly role?: Role;
  readonly purpose?: string;
  readonly basis?: string;
  readonly issuedAt?: string;
  readonly network?: string;
  readonly channel?: string;
  readonly carrier?: OrganisationId;
  /** The certificate with which the transaction is signed; by default that of the carrier's gateway. */
  readonly certificate?: string;
  readonly transient?: Readonly<Record<string, string>>;
}

/** A command of the contracts, by its definition: what it takes and what it answers. */
export type Givable<Input, Result extends CommandResult> =
  Command<Input, Result> | PrivateCommand<Input, Result> | CommandKind<Input>;

/** The body that a command takes. */
export type BodyOf<C> = C extends CommandKind<infer Input> ? Input : never;

/** What a command answers. */
export type ResultOf<C> = C extends Pick<Command<never, infer Result>, 'open'> ? Result : CommandResult;

/** A command by its name only. */
export interface NamedCommand {
  readonly type: string;
}

export interface Given<Result extends CommandResult = CommandResult> {
  readonly done: CommandDone & { readonly result: Result };
  readonly effects: Effects;
  readonly events: readonly ProvenanceEvent[];
}

/** The outcome of a command in a batch. */
type CommandOutcome =
  | ({ readonly status: 'done' } & Omit<CommandDone, 'status' | 'command'>)
  | { readonly status: 'refused'; readonly refusal: RefusalDocument };

type ById<K extends string, T> = Readonly<Record<K, T>>;

interface Identities {
  readonly authorities: ById<OrganisationId, TestAuthority>;
  readonly gateways: ById<OrganisationId, Signer>;
  readonly governors: ById<OrganisationId, Actor>;
  readonly officers: ById<keyof typeof officers, Actor>;
  /** By their attributes: a certificate costs more than most of what tests do with it. */
  readonly enrolled: Map<string, Promise<Actor>>;
}

const start = Date.parse('2026-11-23T01:00:00.000Z');
const organisationIds = Object.keys(organisations) as OrganisationId[];

/** The demo's four organisations on an in-memory ledger, with all their officers. */
export class World {
  readonly ledger: MemoryLedger;
  readonly authorities: Identities['authorities'];
  readonly gateways: Identities['gateways'];
  readonly governors: Identities['governors'];
  readonly officers: Identities['officers'];
  readonly #identities: Identities;
  #transactions: number;
  #milliseconds: number;

  private constructor(identities: Identities, from?: World) {
    this.#identities = identities;
    this.authorities = identities.authorities;
    this.gateways = identities.gateways;
    this.governors = identities.governors;
    this.officers = identities.officers;
    this.ledger = new MemoryLedger(from?.ledger);
    this.#transactions = from === undefined ? 0 : from.#transactions;
    this.#milliseconds = from === undefined ? start : from.#milliseconds;
  }

  /** Certificates are issued, by new authorities unless some are given; the ledger is empty. */
  static async empty(given?: Identities['authorities']): Promise<World> {
    const authorities = given ?? (await each(organisationIds, (id) => TestAuthority.create(id)));
    const actor = async (officer: DemoOfficer): Promise<Actor> => ({
      ...officer,
      signer: await authorities[officer.organisation].issue(officer),
    });
    const gateway = (id: OrganisationId): Promise<Signer> =>
      authorities[id].issue({ id: `${id}-gateway`, department: '', roles: [] }, { attributes: null });
    return new World({
      authorities,
      gateways: await each(organisationIds, gateway),
      governors: await each(organisationIds, (id) => actor(governors[id])),
      officers: await each(Object.keys(officers) as (keyof typeof officers)[], (id) => actor(officers[id])),
      enrolled: new Map(),
    });
  }

  /** The organisations are founded; the ledger is otherwise empty. */
  static async founded(empty?: World): Promise<World> {
    const world = empty ?? (await World.empty());
    for (const id of organisationIds) await world.found(id);
    return world;
  }

  /** Founded, with the demo's registry, its matter and its officers. */
  static async create(): Promise<World> {
    const world = await World.founded();
    const { archives, east, west } = world.governors;
    const matter = { kind: 'matter', definition: realEstateTransfer } as const;
    await world.give(east, proposeChange, { id: 'demo', changes: [...registryChanges, testFonds, matter] });
    await world.approve(archives, 'demo');
    await world.approve(west, 'demo');
    await world.give(east, nameKeeper, { fonds: testFonds.code, keeper: departments.archives.code });
    await world.give(east, proposeChange, { id: 'existing', changes: [...openRegistrations] });
    await world.approve(archives, 'existing');
    await world.approve(west, 'existing');
    for (const officer of Object.values(world.officers)) await world.register(officer);
    const { eastAcceptor } = world.officers;
    for (const person of Object.values(entered)) await world.give(eastAcceptor, registerPerson, person);
    return world;
  }

  /** An independent copy with the same history. */
  fork(): World {
    return new World(this.#identities, this);
  }

  /** The time of the next transaction. */
  get now(): string {
    return new Date(this.#milliseconds).toISOString();
  }

  set now(time: string) {
    this.#milliseconds = Date.parse(time);
  }

  /** The identifier of the next transaction, if this many commands are signed before it. */
  transactionIdAfter(signed: number): string {
    return transactionIdOf(this.#transactions + signed + 1);
  }

  found(id: OrganisationId, more: Partial<FoundBody> = {}): Promise<Given> {
    const body = {
      id,
      name: organisations[id],
      caCertificate: this.authorities[id].certificate,
      governor: this.governors[id].signer.certificate,
      ...more,
    };
    return this.give(this.governors[id], foundingCommand, body);
  }

  /** Registers an officer, signed by the governor of the officer's organisation. */
  register(officer: Actor): Promise<Given> {
    const { certificate } = officer.signer;
    return this.give(this.governors[officer.organisation], registerOfficer, { certificate });
  }

  /** An officer with a certificate, not yet registered; the same one for the same attributes, in all forks. */
  enrol({ id, organisation, department, roles }: DemoOfficer): Promise<Actor> {
    const { enrolled } = this.#identities;
    const officer = { id, organisation, department, roles };
    const key = JSON.stringify(officer);
    const actor = enrolled.get(key) ?? this.#certified(officer);
    enrolled.set(key, actor);
    return actor;
  }

  /**
   * A command's envelope, as its officer would sign it. Here, and wherever a name ends in `Unchecked`, the body may
   * have any shape: for tests of what the contracts do with a malformed one.
   */
  envelopeUnchecked(
    actor: Actor,
    { type }: NamedCommand,
    body: unknown,
    options: GiveOptions = {},
  ): Record<string, unknown> {
    const { carrier, certificate, transient, ...changed } = options;
    this.#transactions += 1;
    const id = `command-${String(this.#transactions).padStart(5, '0')}`;
    return { network, channel, id, type, role: actor.roles[0], issuedAt: this.now, body, ...changed };
  }

  async #certified(officer: DemoOfficer): Promise<Actor> {
    return { ...officer, signer: await this.authorities[officer.organisation].issue(officer) };
  }

  sign<Input>(
    actor: Actor,
    command: CommandKind<Input>,
    body: NoInfer<Input>,
    options: GiveOptions = {},
  ): string {
    return this.signUnchecked(actor, command, body, options);
  }

  signUnchecked(actor: Actor, command: NamedCommand, body: unknown, options: GiveOptions = {}): string {
    return actor.signer.sign(this.envelopeUnchecked(actor, command, body, options));
  }

  /** Submits a command as its named transaction, through the officer's own gateway. */
  async give<Input, Result extends CommandResult>(
    actor: Actor,
    command: Givable<Input, Result>,
    body: NoInfer<Input>,
    options: GiveOptions = {},
  ): Promise<Given<Result>> {
    const given = await this.giveUnchecked(actor, command, body, options);
    return given as Given<Result>;
  }

  /** Approves a proposal as it now is on the ledger. */
  async approve(actor: Actor, id: string): Promise<Given<ResultOf<typeof approveProposal>>> {
    return this.give(actor, approveProposal, { id, digest: await this.proposed(id) });
  }

  /** Digest of a proposal's content. */
  async proposed(id: string): Promise<Digest> {
    const proposal = (await this.query('query:proposal', id)) as Proposal | null;
    return proposalDigest(proposal ?? { id, changes: [] });
  }

  async giveUnchecked(
    actor: Actor,
    command: NamedCommand,
    body: unknown,
    options: GiveOptions = {},
  ): Promise<Given> {
    const jws = this.signUnchecked(actor, command, body, options);
    const transaction = command.type.replace('.', ':');
    const { answer, effects } = await this.submit(transaction, [jws, testSeed], actor.organisation, options);
    return { done: answer as CommandDone, effects, events: eventsIn(effects) };
  }

  /** Submits signed commands as one batch. */
  async batch(
    carrier: OrganisationId,
    commands: readonly string[],
  ): Promise<{ outcomes: CommandOutcome[]; effects: Effects; events: ProvenanceEvent[] }> {
    const packed = await packCommands(commands);
    const own = this.transactionIdAfter(0);
    const { answer, effects } = await this.submit('batch:run', [packed, testSeed], carrier);
    const outcomes = (answer as BatchOutcome[]).map((outcome): CommandOutcome => {
      if ('refusal' in outcome) return { status: 'refused', refusal: outcome.refusal };
      const { result, transaction = own } = outcome;
      return { status: 'done', result, transaction, repeated: outcome.transaction !== undefined };
    });
    return { outcomes, effects, events: eventsIn(effects) };
  }

  /** The refusal of a command, after checking that it wrote nothing. */
  refusal<Input>(
    actor: Actor,
    command: CommandKind<Input>,
    body: NoInfer<Input>,
    options: GiveOptions = {},
  ): Promise<RefusalDocument> {
    return this.refusalUnchecked(actor, command, body, options);
  }

  refusalUnchecked(
    actor: Actor,
    command: NamedCommand,
    body: unknown,
    options: GiveOptions = {},
  ): Promise<RefusalDocument> {
    return refusalOf(() => this.giveUnchecked(actor, command, body, options));
  }

  /** The refusal of an already signed command. */
  refusalOfJws(jws: string, transaction: string, carrier: OrganisationId): Promise<RefusalDocument> {
    return refusalOf(() => this.submit(transaction, [jws, testSeed], carrier));
  }

  /** Runs a transaction with arbitrary arguments and commits it. */
  submit(
    transaction: string,
    values: readonly string[],
    carrier: OrganisationId,
    options: GiveOptions = {},
  ): Promise<Committal> {
    return this.ledger.submit(this.#invocation(transaction, values, carrier, options));
  }

  /** Runs a transaction with arbitrary arguments without committing. */
  evaluate(transaction: string, values: readonly string[], carrier: OrganisationId): Promise<Committal> {
    return this.ledger.evaluate(this.#invocation(transaction, values, carrier, {}));
  }

  /** Calls a query transaction. */
  async query(name: string, ...values: string[]): Promise<unknown> {
    const { answer } = await this.evaluate(name, values, 'audit');
    return answer;
  }

  #invocation(
    transaction: string,
    values: readonly string[],
    carrier: OrganisationId,
    options: GiveOptions,
  ): Invocation {
    const by = options.carrier ?? carrier;
    const claimedAt = this.now;
    this.#transactions += 1;
    this.#milliseconds += 1_001;
    return {
      transaction,
      arguments: values,
      transactionId: transactionIdOf(this.#transactions),
      channel,
      claimedAt,
      mspId: `${by}MSP`,
      certificate: options.certificate ?? this.gateways[by].certificate,
      ...(options.transient === undefined ? {} : { transient: options.transient }),
    };
  }
}

function transactionIdOf(count: number): string {
  return createHash('sha256').update(String(count)).digest('hex');
}

/** The events that a transaction wrote, in order. */
export function eventsIn(effects: Effects): ProvenanceEvent[] {
  return bytesIn(effects, eventPages).flatMap(readEventPage);
}

/** The pages of records that a transaction wrote. */
export function recordPagesIn(effects: Effects): (readonly ArchiveRecord[])[] {
  return bytesIn(effects, recordPages.name).map(readRecordPage);
}

/** The values that a transaction wrote to a table, in order. */
export function pagesIn(effects: Effects, table: string): unknown[] {
  return bytesIn(effects, table).map((value) => JSON.parse(value.toString('utf8')) as unknown);
}

function bytesIn(effects: Effects, table: string): Buffer[] {
  return effects.writes
    .filter(([key]) => splitTableKey(key)?.table === table)
    .map(([, value]) => Buffer.from(value, 'base64'));
}

/** The refusal with which a transaction fails; checks that it is typed and that nothing was written. */
export async function refusalOf(run: () => Promise<unknown>): Promise<RefusalDocument> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ContractFailure)) throw error;
    if (error.refusal === undefined) {
      throw new Error(`not a typed refusal: ${error.message}`, { cause: error });
    }
    expect(error.effects).toMatchObject({ writes: [], policies: [], privateWrites: [] });
    return error.refusal;
  }
  throw new Error('the transaction was not refused');
}

async function each<K extends string, T>(
  ids: readonly K[],
  make: (id: K) => Promise<T>,
): Promise<ById<K, T>> {
  const made = await Promise.all(ids.map(async (id) => [id, await make(id)] as const));
  return Object.fromEntries(made) as ById<K, T>;
}
