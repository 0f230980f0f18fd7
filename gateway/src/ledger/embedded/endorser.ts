// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { makeStub, Simulation } from '@guidang/chaincode/simulator';
import type {
  ContractRunner,
  Creator,
  Effects,
  StateReader,
  TransactionProposal,
} from '@guidang/chaincode/simulator';
import { LedgerError } from '../ledger-error';
import type { Invocation, LedgerName, Prepared } from '../port';
import { runContract } from './contract-runner';
import { isEndorsed, planEndorsers } from './endorsement';
import type { LedgerMembership } from './organisations';
import type { LedgerStore } from './store';
import { encodeEnvelope, transactionIdOf } from './transaction';
import type { TransactionEnvelope } from './transaction';

/** Maximum clock difference of a client, as configured on the network's peers (`peer.authentication.timewindow`). */
const timeWindowMs = 5 * 60 * 1000;
const nonceBytes = 24;

interface EndorserOptions {
  readonly store: LedgerStore;
  readonly membership: LedgerMembership;
  readonly name: LedgerName;
  readonly runner: ContractRunner;
  readonly clock: () => Date;
}

/** The proposer, and the proposal's time by the proposer's clock. */
interface Client {
  readonly creator: Creator;
  readonly clock: () => Date;
}

interface Simulated {
  readonly result: string;
  readonly effects: Effects;
  readonly privateValues: TransactionEnvelope['privateValues'];
  readonly event: TransactionEnvelope['transaction']['event'];
}

interface StubWithEvent {
  readonly chaincodeEvent?: { getEventName(): string; getPayload_asU8(): Uint8Array };
}

/** Simulates transactions for all organisations of the ledger, and determines which of them endorse. */
export class Endorser {
  readonly #options: EndorserOptions;
  readonly #stopped = new Set<string>();

  constructor(options: EndorserOptions) {
    this.#options = options;
  }

  stop(organisation: string): void {
    this.#stopped.add(this.#mspIdOf(organisation));
  }

  start(organisation: string): void {
    this.#stopped.delete(this.#mspIdOf(organisation));
  }

  /** @throws LedgerError `network-unsupported` for a transaction of another network or channel */
  checkName({ network, channel }: TransactionEnvelope): void {
    const { name } = this.#options;
    if (network !== name.network || channel !== name.channel) {
      throw new LedgerError('network-unsupported', `the transaction is for ${network}/${channel}`, {
        retry: 'none',
      });
    }
  }

  /** Runs a transaction and discards its effects. */
  async evaluate(invocation: Invocation, client: Client): Promise<string> {
    const proposal = this.#propose(invocation, client);
    const { result } = await this.#options.store.withSnapshot((reader) => this.#simulate(proposal, reader));
    return result;
  }

  async prepare(invocation: Invocation, client: Client): Promise<Prepared> {
    const proposal = this.#propose(invocation, client);
    return this.#options.store.withSnapshot(async (reader) => {
      const simulated = await this.#simulate(proposal, reader);
      const endorsers = await this.#endorsersOf(simulated.effects, invocation, reader);
      const bytes = this.#encode(proposal, simulated, endorsers);
      return { transactionId: proposal.id, bytes, result: simulated.result };
    });
  }

  #propose(invocation: Invocation, { creator, clock }: Client): TransactionProposal {
    const nonce = randomBytes(nonceBytes);
    const id = transactionIdOf(nonce, creator);
    const time = clock();
    if (Math.abs(time.getTime() - this.#options.clock().getTime()) > timeWindowMs) {
      throw new LedgerError('clock-skew', `the client's clock says ${time.toISOString()}`, {
        retry: 'new',
        transactionId: id,
      });
    }
    return { id, channel: this.#options.name.channel, nonce, creator, time, invocation };
  }

  async #simulate(proposal: TransactionProposal, reader: StateReader): Promise<Simulated> {
    const { membership } = this.#options;
    const simulation = new Simulation({ reader, membership, creator: proposal.creator.mspId });
    const stub = makeStub(proposal, simulation);
    try {
      const result = await runContract(this.#options.runner, stub);
      const event = (stub as StubWithEvent).chaincodeEvent;
      return {
        result,
        effects: simulation.effects(),
        privateValues: simulation.privateValues(),
        event: event
          ? { name: event.getEventName(), payload: Buffer.from(event.getPayload_asU8()).toString('base64') }
          : null,
      };
    } finally {
      await simulation.close();
    }
  }

  /** Named endorsers are used as given and validated later; automatically chosen ones must satisfy every policy. */
  async #endorsersOf(
    effects: Effects,
    { endorsers }: Invocation,
    reader: StateReader,
  ): Promise<readonly string[]> {
    const { membership } = this.#options;
    if (endorsers !== undefined) {
      const named = endorsers.map((organisation) => this.#mspIdOf(organisation));
      const missing = named.filter((mspId) => this.#stopped.has(mspId));
      if (missing.length > 0) throw this.#unavailable(`${missing.join(', ')} cannot be reached`);
      return named;
    }
    const available = membership.organisations
      .map(({ mspId }) => mspId)
      .filter((mspId) => !this.#stopped.has(mspId));
    const planned = planEndorsers(effects, available, membership);
    if (!(await isEndorsed(effects, planned, membership, reader))) {
      throw this.#unavailable(`no policy is satisfied by ${planned.join(', ') || 'nobody'}`);
    }
    return planned;
  }

  #encode(proposal: TransactionProposal, simulated: Simulated, endorsers: readonly string[]): Uint8Array {
    const { id, nonce, creator, time, invocation } = proposal;
    const { result, effects, privateValues, event } = simulated;
    const { network, channel } = this.#options.name;
    return encodeEnvelope({
      format: 'guidang-embedded-transaction/1',
      network,
      channel,
      transaction: {
        id,
        nonce: Buffer.from(nonce).toString('base64'),
        creator,
        timestamp: time.toISOString(),
        transaction: invocation.transaction,
        args: [...invocation.args],
        endorsers: [...endorsers],
        effects,
        event,
        result,
      },
      privateValues,
    });
  }

  #mspIdOf(organisation: string): string {
    const mspId = this.#options.membership.mspIdOf(organisation);
    if (mspId === undefined) throw this.#unavailable(`there is no organisation ${organisation}`);
    return mspId;
  }

  #unavailable(reason: string): LedgerError {
    return new LedgerError('endorser-unavailable', `not enough endorsers: ${reason}`, { retry: 'new' });
  }
}
