// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { Invocation } from '../../chaincode/src/testing/invocation';
import type { OrganisationId } from '../../chaincode/src/sample/registry';
import { testSeed } from '../../chaincode/src/testing/world';
import { readRefusal } from '../../gateway/src/application/command/read-refusal';
import { LedgerError } from '../../gateway/src/ledger/ledger-error';
import type { KeyWrite, LedgerPort, LedgerTransaction, Prepared } from '../../gateway/src/ledger/port';

/** A ledger that runs the contracts, whose clients say what time it is. */
export interface Venue {
  readonly name: string;
  readonly ports: Readonly<Record<OrganisationId, LedgerPort>>;
  /** Of these, all must have a block before the next proposal, or an endorser may still be without it. */
  readonly peers: readonly LedgerPort[];
  /** How many walks are under way at once. */
  readonly lanes: number;
  /** Makes a proposal of the given time, in milliseconds since 1970. */
  proposeAt<T>(milliseconds: number, propose: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A signed command on its way. */
export interface Submission {
  /** Such as `case.open`. */
  readonly type: string;
  readonly jws: string;
  readonly carrier: OrganisationId;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What became of a transaction: without writes where it came too late. */
export interface Committed {
  readonly answer: unknown;
  readonly isValid: boolean;
  readonly writes: readonly KeyWrite[];
  /** Comparable: the order of the ledger. */
  readonly place: readonly [block: number, position: number];
}

interface Call {
  readonly transaction: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
}

interface Found {
  readonly transaction: LedgerTransaction;
  readonly place: Committed['place'];
}

const againMs = 200;
const attemptsMax = 100;
const sendsMax = 5;
/** Changed by another walk meanwhile; nothing has happened. */
const conflicts = ['MVCC_READ_CONFLICT', 'PHANTOM_READ_CONFLICT'];

/** The contract on a ledger, as walks ask it: each learns what its own transactions wrote, and nothing of others. */
export class CaseLedger {
  readonly #venue: Venue;
  readonly #ended = new AbortController();
  readonly #awaited = new Map<string, (found: Found) => void>();
  readonly #following: Promise<void>;
  #walks = 0;

  private constructor(venue: Venue, height: number) {
    this.#venue = venue;
    this.#following = this.#follow(height);
  }

  /** Puts on a ledger what the walks begin with. */
  static async found(venue: Venue, founding: readonly Invocation[]): Promise<CaseLedger> {
    const ledger = new CaseLedger(venue, await venue.ports.east.height());
    try {
      for (const invocation of founding) await ledger.#replay(invocation);
    } catch (error) {
      await ledger.close();
      throw error;
    }
    return ledger;
  }

  /** How many walks are under way at once. */
  get lanes(): number {
    return this.#venue.lanes;
  }

  /** A name that no other walk has. */
  nextName(): string {
    this.#walks += 1;
    return `w${this.#walks}`;
  }

  /** @returns the code of a refusal, or the endorsed transaction, which has no effect yet. */
  async prepare({ type, jws, carrier, at }: Submission): Promise<Prepared | string> {
    try {
      return await this.#endorsed(
        carrier,
        { transaction: type.replace('.', ':'), args: [jws, testSeed] },
        at,
      );
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== 'contract-refused') throw error;
      return refusalIn(error.message);
    }
  }

  /** Orders a transaction, and waits until every peer has it. */
  async commit(prepared: Prepared, carrier: OrganisationId): Promise<Committed> {
    const id = prepared.transactionId;
    const found = new Promise<Found>((resolve) => this.#awaited.set(id, resolve));
    await this.#ordered(prepared, carrier);
    const { transaction, place } = await found;
    const { code, writes } = transaction;
    if (code !== 'VALID' && !conflicts.includes(code)) throw new Error(`transaction ${id} ended as ${code}`);
    return { answer: JSON.parse(prepared.result) as unknown, isValid: code === 'VALID', writes, place };
  }

  /** @returns the code of a refusal, or what a transaction did that no other walk has crossed. */
  async submit(submission: Submission): Promise<Committed | string> {
    for (;;) {
      const prepared = await this.prepare(submission);
      if (typeof prepared === 'string') return prepared;
      const committed = await this.commit(prepared, submission.carrier);
      if (committed.isValid) return committed;
    }
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await this.#following;
    await this.#venue.close();
  }

  async #replay({
    transaction,
    arguments: args,
    claimedAt,
    mspId,
    transient = {},
  }: Invocation): Promise<void> {
    const carrier = mspId.replace(/MSP$/, '') as OrganisationId;
    const bytes = Object.entries(transient).map(([name, text]) => [name, Buffer.from(text)] as const);
    const call = { transaction, args, transient: Object.fromEntries(bytes) };
    const prepared = await this.#endorsed(carrier, call, Date.parse(claimedAt));
    await this.commit(prepared, carrier);
  }

  /** On a busy machine orderers may drop what was sent: the same bytes again are safe. */
  async #ordered({ transactionId, bytes }: Prepared, carrier: OrganisationId): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#venue.ports[carrier].send(bytes);
        await Promise.all(this.#venue.peers.map((peer) => peer.status(transactionId)));
        return;
      } catch (error) {
        const mayPass = error instanceof LedgerError && (error.retry === 'unknown' || error.retry === 'same');
        if (!mayPass || attempt === sendsMax) throw error;
      }
    }
  }

  /** Peers may be a block apart: then with a new proposal. */
  async #endorsed(carrier: OrganisationId, call: Call, at: number): Promise<Prepared> {
    const port = this.#venue.ports[carrier];
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#venue.proposeAt(at, () => port.prepare(call));
      } catch (error) {
        if (!(error instanceof LedgerError) || error.retry !== 'new' || attempt === attemptsMax) throw error;
        await sleep(againMs);
      }
    }
  }

  async #follow(from: number): Promise<void> {
    const { signal } = this.#ended;
    try {
      for await (const { number, transactions } of this.#venue.ports.east.blocks(from, signal)) {
        transactions.forEach((transaction, position) => {
          this.#awaited.get(transaction.id)?.({ transaction, place: [number, position] });
          this.#awaited.delete(transaction.id);
        });
      }
    } catch (error) {
      // Nobody who waits would hear of it otherwise.
      if (!signal.aborted) {
        setImmediate(() => {
          throw error;
        });
      }
    }
  }
}

/** The code of a refusal; of a fault of the contract, its words. */
function refusalIn(message: string): string {
  try {
    return readRefusal(message).code;
  } catch {
    return message;
  }
}
