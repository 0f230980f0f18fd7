// SPDX-License-Identifier: Apache-2.0
import { systemClock } from '../common/clock';
import { sharedAbort } from '../common/shared-abort';
import { within } from '../common/within';
import type { LedgerPort } from '../ledger/port';
import type { Batching } from './batching';
import { TransactionSender } from './transaction-sender';
import type { OutboxEntry } from './entry';
import { GroupCommit } from './group-commit';
import { failed, AdmissionControl } from './admission-control';
import { outboxLimits } from './limits';
import type { OutboxLimits } from './limits';
import { pending } from './outcome';
import type { Outcome, PendingOutcome } from './outcome';
import type { OutboxStore } from './outbox-store';
import { MovingAverage } from './moving-average';
import type { OutboxSubmission } from './submission';
import { Work } from './work';
import type { Origin } from './work';

export interface OutboxOptions {
  readonly ledger: LedgerPort;
  readonly store: OutboxStore;
  readonly batching: Batching;
  readonly limits?: Partial<OutboxLimits>;
  /** Called when background work fails for a reason outside the ledger, such as a full disk. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The path of every write to the ledger. Submissions that may share a transaction are gathered into groups, and each
 * group passes once through these steps: endorse, store the signed bytes, send, query the status, answer, store the
 * outcome. Anything acknowledged, by an outcome or as accepted, survives a crash at any moment and takes effect exactly
 * once, or is refused.
 *
 * An outcome is answered before it is stored, because the stored transaction leads to the same outcome again.
 *
 * The outbox does not compare the invocations of two submissions under one identifier; whoever assigns identifiers must
 * do that.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #limits: OutboxLimits;
  readonly #intake: AdmissionControl;
  readonly #groups: GroupCommit<Work>;
  readonly #chaincodeTime = new MovingAverage();
  readonly #carrier: TransactionSender;
  /** Signed transactions of unknown outcome that nobody works on, under each member's identifier. */
  readonly #open = new Map<string, OutboxEntry>();
  /** Accepted submissions without a transaction that nobody works on. */
  readonly #idle = new Map<string, OutboxSubmission>();
  readonly #deliveries = new Set<Promise<void>>();
  /** Aborted to stop deliveries between two steps. */
  readonly #stop = sharedAbort();
  #closed = false;
  #submittedAtMs = -Infinity;
  readonly #timer: NodeJS.Timeout;

  /** Opens the outbox with what an earlier run left; {@link recover} resumes that. */
  static async open(options: OutboxOptions): Promise<Outbox> {
    const outbox = new Outbox(options);
    for (const entry of await options.store.transactions()) outbox.#leaveOpen(entry);
    for (const submission of await options.store.accepted()) {
      if (!outbox.#open.has(submission.id)) outbox.#idle.set(submission.id, submission);
    }
    return outbox;
  }

  private constructor(options: OutboxOptions) {
    this.#options = options;
    this.#limits = { ...outboxLimits, ...options.limits };
    this.#intake = new AdmissionControl(this.#limits);
    this.#carrier = new TransactionSender({
      ...options,
      limits: this.#limits,
      chaincodeTime: this.#chaincodeTime,
      done: (work) => {
        this.#intake.remove(work);
      },
      left: (works, outcome, stored) => {
        this.#leave(works, outcome, stored);
      },
      onError: (error) => options.onError?.(error),
      signal: this.#stop.signal,
    });
    const { groups } = this.#limits;
    const count = Math.min(groups.group.count, options.batching.invocationsMax);
    this.#groups = new GroupCommit({
      limits: { ...groups, group: { ...groups.group, count } },
      deliver: (works, endorsed) => this.#track(this.#carrier.carry(works, { endorsed })),
    });
    this.#timer = setInterval(() => {
      this.#resumeAll();
    }, this.#limits.resumeMs);
    this.#timer.unref();
  }

  /**
   * Carries a submission to its outcome. A crash before the outcome may lose it, unless its bytes were sent.
   *
   * @returns the outcome; `pending` if it is still open after a bounded time: from then on it counts as accepted
   * @throws errors of the store: then the submission may or may not take effect
   */
  async submit(submission: OutboxSubmission): Promise<Outcome> {
    const work = await this.#begin(submission, 'submitted');
    return 'kind' in work ? work : work.outcome;
  }

  /**
   * As {@link submit}, but waits only until the submission is stored: from then on it survives a crash.
   *
   * @returns the outcome if there already is one; else `pending`
   */
  async accept(submission: OutboxSubmission): Promise<Outcome> {
    const work = await this.#begin(submission, 'accepted');
    if ('kind' in work) return work;
    // A submission that runs without having been stored cannot be promised to survive.
    if (!work.accepted) return work.outcome;
    work.outcome.catch((error: unknown) => this.#options.onError?.(error));
    return work.known ?? pending;
  }

  /** What is known of a submission; `undefined` if the identifier is unknown. */
  async find(id: string): Promise<Outcome | undefined> {
    const work = this.#intake.get(id);
    if (work !== undefined) return work.known ?? pending;
    const entry = this.#open.get(id);
    if (entry !== undefined) return pendingIn(entry);
    return this.#idle.has(id) ? pending : this.#options.store.outcome(id);
  }

  /** When the last submission came, on the steady clock; what comes now would share its transaction with the next. */
  get submittedAtMs(): number {
    return this.#submittedAtMs;
  }

  /** Identifiers of accepted submissions that nobody works on now. */
  pending(): readonly string[] {
    return [...this.#open.keys(), ...this.#idle.keys()];
  }

  /** Identifiers of submissions that have outlived their caller's wait and may still take effect, worked on or not. */
  unsettled(): readonly string[] {
    const resumed = this.#intake.values().filter(({ origin }) => origin === 'resumed');
    return [...this.pending(), ...resumed.map(({ id }) => id)];
  }

  /**
   * Resumes each unfinished submission that nobody works on, at start after a crash. Resolves when each has been tried
   * once.
   */
  async recover(): Promise<ReadonlyMap<string, Outcome>> {
    const works = this.#closed ? [] : this.pending().map((id) => this.#resume(id));
    const outcomes = works.map(async (work) => [work.id, await work.outcome] as const);
    return new Map(await Promise.all(outcomes));
  }

  /**
   * Rejects new submissions and lets those in flight finish. Accepted ones that are unfinished at the deadline stay
   * stored for {@link recover}.
   */
  async close(options: { readonly drainMs: number }): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    const ended = (): Promise<unknown> =>
      Promise.allSettled([...this.#intake.values().map(({ outcome }) => outcome), ...this.#deliveries]);
    await within(options.drainMs, ended());
    this.#stop.abort();
    for (const work of this.#groups.drain()) this.#leave([work], pending, undefined);
    await within(stopMs, ended());
  }

  async #begin(submission: OutboxSubmission, origin: Origin): Promise<Work | Outcome> {
    const { id } = submission;
    const running = this.#intake.get(id) ?? (this.#isLeft(id) ? this.#resume(id) : undefined);
    if (running !== undefined) return running;
    if (this.#closed) return failed('outbox-closed', 'The outbox takes no more submissions');
    const work = this.#workOf(submission, origin);
    const refusal = this.#intake.refusal(work.caller);
    if (refusal !== undefined) return refusal;
    this.#intake.add(work);
    this.#submittedAtMs = systemClock.steadyMs();
    try {
      const known = submission.kept ? await this.#options.store.outcome(id) : undefined;
      if (known !== undefined && known.kind !== 'failed') {
        this.#release(work, known);
        return known;
      }
      if (work.accepted) await this.#options.store.accept(submission);
    } catch (error) {
      this.#intake.remove(work);
      work.fail(error);
      throw error;
    }
    this.#start(work);
    return work;
  }

  #workOf(submission: OutboxSubmission, origin: Origin): Work {
    const type = submission.sharing?.type;
    const chaincodeMs = type === undefined ? 0 : this.#chaincodeTime.of(type);
    return new Work(submission, { origin, chaincodeMs });
  }

  #start(work: Work): void {
    const { sharing } = work.submission;
    if (sharing === undefined) void this.#track(this.#carrier.carry([work]));
    else this.#groups.add(work, sharing.owners);
  }

  #isLeft(id: string): boolean {
    return !this.#closed && (this.#open.has(id) || this.#idle.has(id));
  }

  /** Resumes an unfinished submission, together with all that share its transaction. */
  #resume(id: string): Work {
    const running = this.#intake.get(id);
    if (running !== undefined) return running;
    const entry = this.#open.get(id);
    const submissions = entry?.members ?? [this.#idle.get(id)].filter((idle) => idle !== undefined);
    const works = submissions.map((submission) => this.#workOf(submission, 'resumed'));
    for (const work of works) {
      this.#open.delete(work.id);
      this.#idle.delete(work.id);
      this.#intake.add(work);
    }
    const work = works.find((each) => each.id === id);
    if (work === undefined) throw new RangeError(`nothing was left under ${id}`);
    if (entry === undefined) this.#start(work);
    else void this.#track(this.#carrier.carry(works, { entry }));
    return work;
  }

  /** A delivery continues after the answer, because it still stores the outcome. */
  #track(delivery: Promise<void>): Promise<void> {
    const tracked = delivery.finally(() => this.#deliveries.delete(tracked));
    this.#deliveries.add(tracked);
    return tracked;
  }

  /** Leaves works for later, or, if nothing was promised to anyone, ends them without effect. */
  #leave(works: readonly Work[], outcome: PendingOutcome, stored: OutboxEntry | undefined): void {
    if (stored !== undefined) this.#leaveOpen(stored);
    for (const work of works) {
      if (stored !== undefined) {
        this.#release(work, pendingIn(stored));
      } else if (work.accepted) {
        this.#idle.set(work.id, work.submission);
        this.#release(work, outcome);
      } else {
        this.#release(work, failed('outbox-closed', 'The outbox is closing'));
      }
    }
  }

  #leaveOpen(entry: OutboxEntry): void {
    for (const { id } of entry.members) this.#open.set(id, entry);
  }

  #release(work: Work, outcome: Outcome): void {
    this.#intake.remove(work);
    work.settle(outcome);
  }

  #resumeAll(): void {
    this.recover()
      .then(() => this.#options.store.expire(Date.now() - this.#limits.retentionMs))
      .catch((error: unknown) => {
        this.#options.onError?.(error);
      });
  }
}

/** How long deliveries may take to stop once told to. */
const stopMs = 1_000;

function pendingIn({ prepared }: OutboxEntry): PendingOutcome {
  return { ...pending, transactionId: prepared.transactionId };
}
