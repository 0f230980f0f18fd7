// SPDX-License-Identifier: Apache-2.0
import { contracts } from '../contracts';
import { sha256 } from '../ledger/hash';
import type { RefusalDocument } from '../ledger/refusal';
import { ContractRunner } from '../simulator/runner';
import type { ContractAnswer } from '../simulator/runner';
import type { HashEntry, RangeCursor, StateEntry, StateReader } from '../simulator/state';
import { makeStub } from '../simulator/stub';
import type { TransactionProposal } from '../simulator/stub';
import type { Invocation } from './invocation';
import { RecordedSimulation } from './recorded-simulation';
import type { Effects } from './recorded-simulation';

/** Every organisation is a member of every collection. */
const membership = {
  membersOf: (): ReadonlySet<string> => new Set(['archivesMSP', 'eastMSP', 'westMSP', 'auditMSP']),
};

/** Nothing is validated here: a version only has to exist. */
const version = { block: 0, position: 0 };

/** The result of a transaction. */
export interface Committal {
  readonly answer: unknown;
  readonly effects: Effects;
}

/** An exception of a contract; `refusal` is the parsed document, when the message contains one. */
export class ContractFailure extends Error {
  readonly refusal: RefusalDocument | undefined;
  readonly effects: Effects;

  constructor(message: string, effects: Effects) {
    super(message);
    this.name = 'ContractFailure';
    this.refusal = refusalIn(message);
    this.effects = effects;
  }
}

/** The contracts on a ledger in memory, simulated as the embedded ledger does. */
export class MemoryLedger {
  static readonly #contracts = new ContractRunner(contracts);
  readonly state: Map<string, Uint8Array>;
  readonly policies: Map<string, Uint8Array>;
  readonly privateState: Map<string, Uint8Array>;
  readonly log: Invocation[];
  /** What each transaction of the log wrote. */
  readonly written: Effects[];

  constructor(copied?: MemoryLedger) {
    this.state = new Map(copied?.state);
    this.policies = new Map(copied?.policies);
    this.privateState = new Map(copied?.privateState);
    this.log = [...(copied?.log ?? [])];
    this.written = [...(copied?.written ?? [])];
  }

  /**
   * Runs a transaction and commits its writes.
   * @throws {ContractFailure} when the contract throws; then nothing is committed.
   */
  async submit(invocation: Invocation): Promise<Committal> {
    const { simulation, ...committal } = await this.#succeed(invocation);
    this.log.push(invocation);
    this.written.push(committal.effects);
    this.#commit(simulation);
    return committal;
  }

  /** Runs a transaction and commits nothing. */
  async evaluate(invocation: Invocation): Promise<Committal> {
    const { answer, effects } = await this.#succeed(invocation);
    return { answer, effects };
  }

  /** Runs a transaction through a dispatcher of contracts; returns its answer and the calls that it made. */
  async run(
    invocation: Invocation,
    runner: ContractRunner,
  ): Promise<{ readonly answer: ContractAnswer; readonly effects: Effects }> {
    const { answer, simulation } = await this.#simulate(invocation, runner);
    return { answer, effects: simulation.calls };
  }

  async #succeed(invocation: Invocation): Promise<Committal & { readonly simulation: RecordedSimulation }> {
    const { answer, simulation } = await this.#simulate(invocation, MemoryLedger.#contracts);
    if ('failure' in answer) throw new ContractFailure(answer.failure, simulation.calls);
    return { answer: JSON.parse(answer.result) as unknown, effects: simulation.calls, simulation };
  }

  async #simulate(
    invocation: Invocation,
    runner: ContractRunner,
  ): Promise<{ readonly answer: ContractAnswer; readonly simulation: RecordedSimulation }> {
    const reader = new MemoryReader(this);
    const simulation = new RecordedSimulation({ reader, membership, creator: invocation.mspId });
    return { answer: await runner.run(makeStub(proposalOf(invocation), simulation)), simulation };
  }

  #commit(simulation: RecordedSimulation): void {
    const { writes, policies } = simulation.effects();
    for (const { key, value } of writes) set(this.state, key, value);
    for (const { key, policy } of policies) set(this.policies, key, policy);
    for (const { collection, key, value } of simulation.privateValues()) {
      set(this.privateState, `${collection}/${key}`, value);
    }
  }
}

function set(state: Map<string, Uint8Array>, key: string, value: string | null): void {
  if (value === null) state.delete(key);
  else state.set(key, Buffer.from(value, 'base64'));
}

/** What is committed, as a simulation reads it. */
class MemoryReader implements StateReader {
  readonly #ledger: Pick<MemoryLedger, 'state' | 'policies' | 'privateState'>;

  constructor(ledger: Pick<MemoryLedger, 'state' | 'policies' | 'privateState'>) {
    this.#ledger = ledger;
  }

  state(key: string): Promise<StateEntry | undefined> {
    const value = this.#ledger.state.get(key);
    const policy = this.#ledger.policies.get(key) ?? Buffer.alloc(0);
    return Promise.resolve(value === undefined ? undefined : { version, policy, value });
  }

  /** No contract asks for ranges; the first one that does fails here. */
  range(): RangeCursor {
    throw new Error('the contracts read no ranges');
  }

  hash(collection: string, keyHash: string): Promise<HashEntry | undefined> {
    for (const [name, value] of this.#ledger.privateState) {
      const key = name.slice(collection.length + 1);
      if (!name.startsWith(`${collection}/`) || sha256(key).value !== keyHash) continue;
      return Promise.resolve({ version, valueHash: Buffer.from(sha256(value).value, 'hex') });
    }
    return Promise.resolve(undefined);
  }

  privateValue(collection: string, key: string): Promise<Buffer | undefined> {
    const value = this.#ledger.privateState.get(`${collection}/${key}`);
    return Promise.resolve(value && Buffer.from(value));
  }
}

function proposalOf(invocation: Invocation): TransactionProposal {
  const { transaction, arguments: args, transactionId: id, channel, claimedAt } = invocation;
  const { mspId, certificate, transient = {} } = invocation;
  const bytes = Object.entries(transient).map(([name, text]) => [name, Buffer.from(text)] as const);
  return {
    id,
    channel,
    nonce: Buffer.alloc(0),
    creator: { mspId, certificate },
    time: new Date(claimedAt),
    invocation: { transaction, args, transient: Object.fromEntries(bytes) },
  };
}

function refusalIn(message: string): RefusalDocument | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null && 'code' in value
      ? (value as RefusalDocument)
      : undefined;
  } catch {
    return undefined;
  }
}
