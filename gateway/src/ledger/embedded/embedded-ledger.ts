// SPDX-License-Identifier: Apache-2.0
import { ContractRunner } from '@guidang/chaincode/simulator';
import type { ContractClass } from '@guidang/chaincode/simulator';
import { optional } from '../../common/optional';
import type { WriteGuard } from '../../storage';
import { LedgerError } from '../ledger-error';
import type { LedgerName, LedgerPort } from '../port';
import { readLedgerName, readTip, verifySinceCleanMark } from './chain';
import { eraseDeleted, genesisWrites } from './committer';
import { EmbeddedPort } from './embedded-port';
import { Endorser } from './endorser';
import { LedgerMembership } from './organisations';
import type { LedgerCollection, LedgerOrganisation } from './organisations';
import { OrderedLedger } from './ordered-ledger';
import { LedgerStore } from './store';
import type { Tip } from './store';

export interface EmbeddedLedgerOptions {
  readonly directory: string;
  readonly name: LedgerName;
  readonly contracts: readonly ContractClass[];
  readonly organisations: readonly LedgerOrganisation[];
  readonly collections?: readonly LedgerCollection[];
  readonly clock?: () => Date;
  readonly guard?: WriteGuard;
}

export interface PortOptions {
  readonly organisation: string;
  readonly mspId: string;
  /** The certificate of the identity that submits transactions; their creator. */
  readonly certificatePem: string;
  /** The client's clock, if it differs from the ledger's. */
  readonly clock?: () => Date;
}

async function openTip(store: LedgerStore, name: LedgerName): Promise<Tip> {
  const stored = await readTip(store);
  if (stored === undefined) {
    await store.write(genesisWrites(name));
    return openTip(store, name);
  }
  await verifySinceCleanMark(store, stored);
  const found = await readLedgerName(store);
  if (found.network !== name.network || found.channel !== name.channel) {
    const message = `the directory holds the ledger ${found.network}/${found.channel}, not ${name.network}/${name.channel}`;
    throw new LedgerError('network-unsupported', message, { retry: 'none' });
  }
  return stored;
}

/**
 * A ledger in this process, over LevelDB, shared by several organisations. Contracts and dispatcher are the same as on
 * a network, but trust rests on one machine instead of four organisations.
 */
export class EmbeddedLedger {
  readonly #ledger: OrderedLedger;
  readonly #membership: LedgerMembership;
  readonly #endorser: Endorser;
  readonly #clock: () => Date;
  #closed: Promise<void> | undefined;

  private constructor(options: EmbeddedLedgerOptions, store: LedgerStore, tip: Tip) {
    const { organisations, contracts, name, clock = (): Date => new Date() } = options;
    const membership = new LedgerMembership(organisations, options.collections ?? []);
    this.#membership = membership;
    this.#clock = clock;
    this.#ledger = new OrderedLedger(store, membership, tip);
    this.#endorser = new Endorser({ store, membership, name, clock, runner: new ContractRunner(contracts) });
  }

  /**
   * Opens or creates the ledger in a directory, and verifies what was written since the last clean close.
   *
   * @throws LedgerError `ledger-damaged`; `ledger-unreachable` if another process has it open; `network-unsupported` if
   *   the directory holds a ledger of another name
   */
  static async open(options: EmbeddedLedgerOptions): Promise<EmbeddedLedger> {
    const { directory, guard } = options;
    const store = await LedgerStore.open(directory, { create: true, ...optional({ guard }) });
    try {
      const tip = await openTip(store, options.name);
      if ((await store.get('meta', 'erase')) !== undefined) await eraseDeleted(store);
      return new EmbeddedLedger(options, store, tip);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** One organisation's port. */
  port({ organisation, mspId, certificatePem, clock = this.#clock }: PortOptions): LedgerPort {
    if (this.#membership.mspIdOf(organisation) !== mspId) {
      throw new LedgerError('network-unsupported', `${organisation} (${mspId}) is not on this ledger`, {
        retry: 'none',
      });
    }
    const creator = { mspId, certificate: certificatePem };
    return new EmbeddedPort({ ledger: this.#ledger, endorser: this.#endorser, organisation, creator, clock });
  }

  /** Makes the organisation stop endorsing, as if its peer were down; its clients still work. */
  stopEndorser(organisation: string): void {
    this.#endorser.stop(organisation);
  }

  startEndorser(organisation: string): void {
    this.#endorser.start(organisation);
  }

  /** Commits what was sent, marks the ledger as cleanly closed and releases the directory. */
  close(): Promise<void> {
    this.#closed ??= this.#ledger.close();
    return this.#closed;
  }
}
