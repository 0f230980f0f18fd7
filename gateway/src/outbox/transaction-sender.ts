// SPDX-License-Identifier: Apache-2.0
import pLimit from 'p-limit';
import type { Limit } from 'p-limit';
import { optional } from '../common/optional';
import type { Invocation, LedgerPort } from '../ledger/port';
import type { Batching, Part } from './batching';
import { Delivery } from './delivery';
import type { Delivered } from './delivery';
import type { OutboxEntry } from './entry';
import { groupAttempts } from './limits';
import type { DeliveryLimits } from './limits';
import { pending } from './outcome';
import type { FailedOutcome, PendingOutcome, RefusedOutcome, Settled } from './outcome';
import type { OutboxStore } from './outbox-store';
import type { MovingAverage } from './moving-average';
import { halves } from './work';
import type { Work } from './work';

interface CarrierOptions {
  readonly ledger: LedgerPort;
  readonly store: OutboxStore;
  readonly batching: Batching;
  readonly limits: DeliveryLimits & { readonly inFlightMax: number };
  readonly chaincodeTime: MovingAverage;
  /** Called for each work whose outcome is stored. */
  readonly done: (work: Work) => void;
  /** Called for works without an outcome yet, with the transaction that they are in, if bytes are signed. */
  readonly left: (works: readonly Work[], outcome: PendingOutcome, stored: OutboxEntry | undefined) => void;
  readonly onError: (error: unknown) => void;
  /** Aborted to stop between two steps. */
  readonly signal: AbortSignal;
}

interface CarryOptions {
  /** A stored transaction to continue. */
  readonly entry?: OutboxEntry;
  /** Called once the works have their endorsements, or will never get them. */
  readonly endorsed?: () => void;
}

/** Carries works, one or a group, in a transaction to their outcomes; splits a group that fails as a whole. */
export class TransactionSender {
  readonly #options: CarrierOptions;
  readonly #slots: Limit;

  constructor(options: CarrierOptions) {
    this.#options = options;
    this.#slots = pLimit(options.limits.inFlightMax);
  }

  /** Settles every work, or leaves it for later. Never rejects. */
  async carry(works: readonly Work[], { entry, endorsed }: CarryOptions = {}): Promise<void> {
    const { ledger, batching, limits, store, signal } = this.#options;
    let stored = entry;
    let parts: readonly Part[] | undefined;
    const delivery = new Delivery({
      ledger,
      limits: works.length > 1 ? { ...limits, ...groupAttempts } : limits,
      save: async (prepared, replaced) => {
        const next = { members: works.map(({ submission }) => submission), prepared };
        await store.save(next, replaced);
        stored = next;
      },
      completed: (invocation) => batching.completed(invocation),
      changes: (result) => {
        parts = this.#partsOf(works, result);
        return parts.some(({ kind }) => kind === 'done');
      },
      endorsed: (tookMs) => {
        this.#learn(works, tookMs);
        endorsed?.();
      },
      signal,
    });
    try {
      const delivered = await this.#slots(async () =>
        delivery.run(await this.#invocationOf(works), entry?.prepared),
      );
      // The following steps need no slot among those being endorsed.
      endorsed?.();
      await this.#conclude(works, delivered, { stored, parts });
    } catch (error) {
      for (const work of works) work.fail(error);
      this.#options.left(works, pending, stored);
    }
  }

  #invocationOf(works: readonly Work[]): Promise<Invocation> {
    const [first, ...others] = works.map(({ submission }) => submission);
    if (first === undefined) throw new RangeError('a transaction carries something');
    if (first.sharing === undefined) return Promise.resolve(first.invocation);
    return this.#options.batching.combine([first, ...others].map(({ invocation }) => invocation));
  }

  /** Splits the contract's result into one outcome per work. */
  #partsOf(works: readonly Work[], result: string): readonly Part[] {
    const parts = this.#options.batching.split(result);
    if (parts.length === works.length) return parts;
    throw new Error(`the contract answered for ${parts.length} commands of ${works.length}`);
  }

  #learn(works: readonly Work[], tookMs: number): void {
    const types = works
      .map(({ submission }) => submission.sharing?.type)
      .filter((type) => type !== undefined);
    if (types.length > 0) this.#options.chaincodeTime.learn(types, tookMs);
  }

  async #conclude(works: readonly Work[], delivered: Delivered, { stored, parts }: Carried): Promise<void> {
    switch (delivered.kind) {
      case 'pending':
        this.#options.left(works, delivered, stored);
        return;
      case 'committed':
      case 'idle':
        // A transaction of an earlier run was endorsed there: its result has not been read yet.
        await this.#finish(
          endedBy(delivered, works, parts ?? this.#partsOf(works, delivered.result)),
          stored,
        );
        return;
      case 'refused':
      case 'failed':
        if (works.length > 1) await this.#split(works, stored);
        else await this.#end(works, delivered, stored);
    }
  }

  /** A promised (202) write never turns into a failure while the network is unreachable. */
  async #end(
    works: readonly Work[],
    outcome: RefusedOutcome | FailedOutcome,
    stored: OutboxEntry | undefined,
  ): Promise<void> {
    const goesOn =
      outcome.kind === 'failed' && outcome.retryable && works.some(({ origin }) => origin === 'resumed');
    if (goesOn) {
      this.#options.left(works, { kind: 'pending', message: outcome.message }, stored);
    } else {
      await this.#finish(
        works.map((work) => ({ work, outcome })),
        stored,
      );
    }
  }

  /** One member may hold up the others: each half continues on its own. */
  async #split(works: readonly Work[], stored: OutboxEntry | undefined): Promise<void> {
    const accepted = works.filter((work) => work.accepted).map(({ submission }) => submission);
    if (stored !== undefined) await this.#options.store.drop(stored.prepared.transactionId, accepted);
    const { parts, apart } = halves(works);
    if (apart) await Promise.all(parts.map((part) => this.carry(part)));
    else for (const part of parts) await this.carry(part);
  }

  async #finish(ended: readonly Ended[], stored: OutboxEntry | undefined): Promise<void> {
    // A failure is stored before it is answered: a resubmission then starts over.
    settle(ended.filter(({ outcome }) => outcome.kind !== 'failed'));
    const transactionId = stored?.prepared.transactionId;
    const kept = ended.filter(({ work }) => work.isKept);
    try {
      await this.#options.store.finish({
        ...optional({ transactionId }),
        outcomes: new Map(kept.map(({ work, outcome }) => [work.id, outcome])),
      });
      for (const { work } of ended) this.#options.done(work);
    } catch (error) {
      // They stay in progress: nobody may run them again, since they already have an outcome.
      this.#options.onError(error);
    }
    settle(ended.filter(({ outcome }) => outcome.kind === 'failed'));
  }
}

/** A work and its outcome. */
interface Ended {
  readonly work: Work;
  readonly outcome: Settled;
}

/** What is known of a transaction once it has been carried. */
interface Carried {
  readonly stored: OutboxEntry | undefined;
  /** The contract's result for each work, if it was endorsed in this run. */
  readonly parts: readonly Part[] | undefined;
}

/** @param parts the contract's results, one for each work */
function endedBy(
  delivered: Extract<Delivered, { kind: 'committed' | 'idle' }>,
  works: readonly Work[],
  parts: readonly Part[],
): Ended[] {
  return works.map((work, index): Ended => {
    const part = parts[index];
    if (part?.kind === 'refused') return { work, outcome: part };
    if (part === undefined || delivered.kind === 'idle') {
      throw new Error('the contract did something, and nobody ordered it');
    }
    const { transactionId, block } = delivered;
    return { work, outcome: { kind: 'committed', transactionId, block, result: part.answer } };
  });
}

function settle(ended: readonly Ended[]): void {
  for (const { work, outcome } of ended) work.settle(outcome);
}
