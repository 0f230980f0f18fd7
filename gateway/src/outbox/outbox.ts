// SPDX-License-Identifier: Apache-2.0
import { pause } from '../ledger/back-off';
import { type Invocation, type LedgerPort } from '../ledger/port';
import { Delivery } from './delivery';
import { type Entry } from './entry';
import { OUTBOX_LIMITS, type OutboxLimits } from './limits';
import { type Failed, type Outcome, type Pending } from './outcome';
import { type OutboxStore } from './outbox-store';
import { Slots } from './slots';

const UNKNOWN: Pending = { kind: 'pending', message: 'The outcome is not known yet' };

export interface Submission {
  /** The caller's own identifier. The first submission under it decides; later ones get its outcome. */
  readonly id: string;
  readonly invocation: Invocation;
}

/** A submission in work, which nobody else takes up meanwhile. */
interface Work {
  /** Resolves when the disk has it, or what came of it before. */
  readonly stored: Promise<Entry | Outcome>;
  readonly outcome: Promise<Outcome>;
}

export interface OutboxOptions {
  readonly ledger: LedgerPort;
  readonly store: OutboxStore;
  readonly limits?: Partial<OutboxLimits>;
  /** Told when work in the background fails for a reason outside the ledger, such as a full disk. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The way of every write to the ledger. What it has accepted survives a crash at any moment and takes
 * effect exactly once, or is refused: entry stored, endorsed, signed bytes stored, sent, status known,
 * outcome stored, answered.
 *
 * The outbox does not compare the invocations of two submissions under one identifier; whoever gives
 * identifiers out does that.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #limits: OutboxLimits;
  readonly #slots: Slots;
  readonly #inFlight = new Map<string, Work>();
  /** Stops deliveries between two steps. */
  readonly #stop = new AbortController();
  #closed = false;
  readonly #timer: NodeJS.Timeout;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#limits = { ...OUTBOX_LIMITS, ...options.limits };
    this.#slots = new Slots(this.#limits.inFlightMax);
    this.#timer = setInterval(() => {
      this.#resume();
    }, this.#limits.resumeMs);
    this.#timer.unref();
  }

  /**
   * Stores the submission, then takes it to its outcome.
   *
   * @returns the outcome; `pending` when it is still open after a bounded time
   * @throws what the store throws: then the submission may or may not be stored
   */
  submit(submission: Submission): Promise<Outcome> {
    const work = this.#begin(submission);
    return 'kind' in work ? Promise.resolve(work) : work.outcome;
  }

  /**
   * As {@link submit}, but waits only until the submission is stored: from then on it survives a crash.
   *
   * @returns what came of it before; else `pending`
   */
  async accept(submission: Submission): Promise<Outcome> {
    const work = this.#begin(submission);
    if ('kind' in work) return work;
    work.outcome.catch((error: unknown) => {
      this.#options.onError?.(error);
    });
    const stored = await work.stored;
    return 'kind' in stored ? stored : pending(stored);
  }

  /** What is known of a submission; `undefined` when there is none under the identifier. */
  async find(id: string): Promise<Outcome | undefined> {
    const entry = await this.#options.store.load(id);
    return entry === undefined ? this.#options.store.outcome(id) : pending(entry);
  }

  /** Identifiers of the unfinished submissions. */
  pending(): Promise<readonly string[]> {
    return this.#options.store.unfinished();
  }

  /**
   * Takes up each unfinished submission that nobody works on, at start after a crash. Resolves when each
   * has been tried once.
   */
  async recover(): Promise<ReadonlyMap<string, Outcome>> {
    const busy = new Set(this.#inFlight.keys());
    const unfinished = await this.#options.store.unfinished();
    const idle = unfinished.filter((id) => !busy.has(id) && !this.#inFlight.has(id) && !this.#closed);
    return new Map(await Promise.all(idle.map(async (id) => [id, await this.#resumeOne(id)] as const)));
  }

  /**
   * Takes no more submissions and lets those in flight end. What is not done at the deadline stays stored
   * for {@link recover}.
   */
  async close(options: { readonly drainMs: number }): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    const drained = new AbortController();
    const outcomes = [...this.#inFlight.values()].map(({ outcome }) => outcome);
    const inFlight = Promise.allSettled(outcomes).finally(() => {
      drained.abort();
    });
    await Promise.race([inFlight, pause(options.drainMs, drained.signal)]);
    this.#stop.abort();
  }

  #begin({ id, invocation }: Submission): Work | Failed {
    const running = this.#inFlight.get(id);
    if (running !== undefined) return running;
    if (this.#closed) return failed('outbox-closed', 'The outbox takes no more submissions');
    if (this.#inFlight.size >= this.#limits.acceptedMax) {
      return failed('outbox-full', 'Too many submissions are in work');
    }
    const stored = this.#store(id, invocation);
    return this.#track(id, stored, this.#finish(id, stored));
  }

  /** Only one task works on an identifier, so that two can never make two transactions of it. */
  #track(id: string, stored: Work['stored'], work: Promise<Outcome>): Work {
    const outcome = work.finally(() => this.#inFlight.delete(id));
    const tracked = { stored, outcome };
    this.#inFlight.set(id, tracked);
    return tracked;
  }

  async #store(id: string, invocation: Invocation): Promise<Entry | Outcome> {
    const known = await this.#options.store.outcome(id);
    if (known !== undefined && known.kind !== 'failed') return known;
    const entry = await this.#options.store.load(id);
    if (entry === undefined) await this.#options.store.save(id, { invocation });
    return entry ?? { invocation };
  }

  #resumeOne(id: string): Promise<Outcome> {
    const stored = this.#load(id);
    return this.#track(id, stored, this.#retry(id, stored)).outcome;
  }

  async #load(id: string): Promise<Entry | Outcome> {
    return (await this.#options.store.load(id)) ?? UNKNOWN;
  }

  async #retry(id: string, stored: Work['stored']): Promise<Outcome> {
    const entry = await stored;
    if ('kind' in entry) return entry;
    const outcome = await this.#deliver(id, entry);
    // Whoever submitted it may have been told that it goes on: a network that is down is no reason to end it.
    return outcome.kind === 'failed' && outcome.retryable ? pending(entry) : this.#settle(id, outcome);
  }

  async #finish(id: string, stored: Work['stored']): Promise<Outcome> {
    const entry = await stored;
    return 'kind' in entry ? entry : this.#settle(id, await this.#deliver(id, entry));
  }

  #deliver(id: string, entry: Entry): Promise<Outcome> {
    const delivery = new Delivery({
      ledger: this.#options.ledger,
      limits: this.#limits,
      save: (changed) => this.#options.store.save(id, changed),
      signal: this.#stop.signal,
    });
    return this.#slots.run(() => delivery.run(entry));
  }

  async #settle(id: string, outcome: Outcome): Promise<Outcome> {
    if (outcome.kind !== 'pending') {
      await this.#options.store.finish(id, outcome);
    }
    return outcome;
  }

  #resume(): void {
    this.recover()
      .then(() => this.#options.store.expire(Date.now() - this.#limits.retentionMs))
      .catch((error: unknown) => {
        this.#options.onError?.(error);
      });
  }
}

function failed(code: Failed['code'], message: string): Failed {
  return { kind: 'failed', code, message, retryable: true };
}

function pending({ prepared }: Entry): Pending {
  return prepared === undefined ? UNKNOWN : { ...UNKNOWN, transactionId: prepared.transactionId };
}
