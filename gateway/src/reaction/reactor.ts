// SPDX-License-Identifier: Apache-2.0
import { setMaxListeners } from 'node:events';
import type { Level } from 'level';
import pLimit from 'p-limit';
import type { EventEntry, EventQueries } from '../application/event/api';
import { BackOff } from '../common/back-off';
import type { BackOffLimits } from '../common/back-off';
import { systemClock, timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import { sharedAbort } from '../common/shared-abort';
import { DeadLetters } from './dead-letters';
import type { DeadLetter } from './dead-letters';
import { KeyedQueue } from '../common/keyed-queue';
import { Progress } from './progress';
import { SetAside } from './set-aside';
import type { SetAsideEvent } from './set-aside';
import { codeOf, isTransient } from './transient';

/**
 * What a gateway does automatically after an event. It may be called again for the same event, so it must be
 * idempotent.
 */
export interface Reaction {
  readonly name: string;
  /** The type of events it handles; others are not even read. */
  readonly type: string;
  /** Called for events of that type only. */
  wants(event: EventEntry): boolean | Promise<boolean>;
  /** @param signal aborts when the gateway stops: what takes long is broken off, and done at the next start. */
  react(event: EventEntry, signal: AbortSignal): Promise<void>;
}

export interface ReactorLimits {
  /** Reactions of one kind that run concurrently. */
  readonly concurrency: number;
  /**
   * Events of one kind that are held in memory. Once there are so many, those that wait for another attempt are set
   * aside on disk; no more are read until there is room.
   */
  readonly openMax: number;
  /** Events of one kind that may wait on disk; once there are so many, those in memory keep their places. */
  readonly asideMax: number;
  /** Failures, not counting transient ones, after which an event becomes a dead letter. */
  readonly failuresMax: number;
  readonly backOff: BackOffLimits;
  /** Interval at which dead letters are retried. */
  readonly deadLetterRetryMs: number;
}

/** The back-off of eight failures lasts about half a minute in total. */
const reactorLimits: ReactorLimits = {
  concurrency: 4,
  openMax: 64,
  asideMax: 100_000,
  failuresMax: 8,
  backOff: { firstMs: 200, maximumMs: 15_000 },
  deadLetterRetryMs: 10 * 60_000,
};

interface ReactorOptions {
  readonly events: EventQueries;
  readonly store: Level;
  readonly reaction: Reaction;
  /** Called on each failed attempt; the reactor retries. */
  readonly onFailure: (reaction: string, event: EventEntry, error: unknown) => void;
  /** Called when an event has become a dead letter. */
  readonly onDeadLetter?: (reaction: string, letter: DeadLetter) => void;
  readonly limits?: Partial<ReactorLimits>;
  readonly clock?: Clock;
}

/**
 * Runs a reaction over its events, several concurrently, those of one subject in ledger order, and stores which are
 * finished, so that a restart misses nothing. An event that keeps failing becomes a dead letter; one that waits for an
 * outage to end holds up no event of another subject.
 * @throws errors of the gateway's store.
 */
export async function runReactor(options: ReactorOptions, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Each waiting event adds a listener.
  setMaxListeners(0, either);
  const queue = await ReactionQueue.open(options, either);
  const running = [queue.follow(), queue.retryDeadLetters(), queue.retrySetAside()];
  for (const each of running) {
    each.catch(() => {
      stop.abort();
    });
  }
  await Promise.allSettled(running);
  await Promise.all(running);
}

type Attempt =
  | { readonly kind: 'done' }
  /** Whether the gateway is stopping. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: unknown };

interface QueueParts {
  readonly letters: DeadLetters;
  readonly aside: SetAside;
  readonly progress: Progress;
}

type End = 'done' | 'stopped' | { readonly letter: DeadLetter } | { readonly aside: SetAsideEvent };

/** The events of one kind of reaction. */
class ReactionQueue {
  readonly #options: ReactorOptions;
  readonly #limits: ReactorLimits;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #progress: Progress;
  readonly #letters: DeadLetters;
  readonly #aside: SetAside;
  /** Aborts when those that wait for another attempt must give up their places. */
  #crowding: AbortController;
  readonly #slots: ReturnType<typeof pLimit>;
  readonly #subjects = new KeyedQueue();

  static async open(options: ReactorOptions, signal: AbortSignal): Promise<ReactionQueue> {
    const { store, reaction } = options;
    const kind = reaction.name;
    const letters = new DeadLetters(store, kind);
    const aside = await SetAside.open(store, kind);
    const progress = await Progress.open({ store, kind, letters, aside });
    return new ReactionQueue(options, signal, { letters, aside, progress });
  }

  private constructor(
    options: ReactorOptions,
    signal: AbortSignal,
    { letters, aside, progress }: QueueParts,
  ) {
    this.#options = options;
    this.#limits = { ...reactorLimits, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    this.#signal = signal;
    this.#letters = letters;
    this.#aside = aside;
    this.#crowding = sharedAbort();
    signal.addEventListener('abort', () => {
      this.#crowding.abort();
    });
    this.#progress = progress;
    this.#slots = pLimit(this.#limits.concurrency);
  }

  /** Reacts to events as they arrive, until the signal aborts. */
  async follow(): Promise<void> {
    const { events, reaction } = this.#options;
    const stop = new AbortController();
    const signal = AbortSignal.any([this.#signal, stop.signal]);
    // A failed one stays in the set, so that waiting for any or for all of them throws its error.
    const open = new Set<Promise<void>>();
    for await (const event of events.follow(this.#progress.watermark, signal, reaction.type)) {
      if (!(await reaction.wants(event))) {
        await this.#progress.pass(event.sequence);
      } else if (await this.#progress.begin(event.sequence)) {
        const finished = this.#finish(event);
        open.add(finished);
        finished.then(
          () => open.delete(finished),
          () => {
            stop.abort();
          },
        );
      }
      if (open.size >= this.#limits.openMax) await this.#makeRoom(open);
    }
    await Promise.all(open);
  }

  /** Retries the dead letters: those of earlier runs at once, then all of them periodically. */
  async retryDeadLetters(): Promise<void> {
    const stopped = (): boolean => this.#signal.aborted;
    while (!stopped()) {
      for await (const letter of this.#letters.all()) {
        if (stopped()) return;
        await this.#retry(letter);
      }
      await this.#clock.pause(this.#limits.deadLetterRetryMs, this.#signal);
    }
  }

  /** Tries the events again that wait on disk: those of earlier runs at once, then from time to time. */
  async retrySetAside(): Promise<void> {
    const stopped = (): boolean => this.#signal.aborted;
    while (!stopped()) {
      const running = new Set<Promise<void>>();
      for await (const subject of this.#aside.subjects()) {
        if (stopped()) break;
        const retried = this.#retrySubject(subject);
        running.add(retried);
        retried.then(
          () => running.delete(retried),
          // It stays, and its error is thrown below.
          () => undefined,
        );
        if (running.size >= this.#limits.concurrency) await Promise.race(running);
      }
      await Promise.all(running);
      await this.#clock.pause(this.#limits.backOff.maximumMs, this.#signal);
    }
  }

  /** Waits until an event of these is finished or has been set aside. */
  async #makeRoom(open: ReadonlySet<Promise<void>>): Promise<void> {
    if (this.#aside.size < this.#limits.asideMax) this.#crowding.abort();
    await Promise.race(open);
    if (this.#crowding.signal.aborted && !this.#signal.aborted) this.#crowding = sharedAbort();
  }

  /** Runs an event's reaction to its end, after earlier events of the same subject. */
  #finish(event: EventEntry): Promise<void> {
    const { reaction, onDeadLetter } = this.#options;
    const subject = subjectOf(event);
    return this.#subjects.run(subject, async () => {
      // An older event of the subject waits on disk, and goes first.
      const isBehind = (await this.#aside.first(subject)) !== undefined;
      const end = isBehind ? { aside: setAside(event, 0) } : await this.#tryUntilEnd(event);
      if (end === 'stopped') return;
      if (end === 'done') return this.#progress.finish(event.sequence);
      await this.#progress.finish(event.sequence, end);
      if ('letter' in end) onDeadLetter?.(reaction.name, end.letter);
    });
  }

  async #tryUntilEnd(event: EventEntry): Promise<End> {
    const { failuresMax, backOff: backOffLimits } = this.#limits;
    const backOff = new BackOff(backOffLimits);
    let failures = 0;
    const stopped = (): boolean => this.#signal.aborted;
    while (!stopped()) {
      const attempt = await this.#attempt(event);
      if (attempt.kind !== 'failed') return attempt.kind;
      if (!isTransient(attempt.error)) failures += 1;
      if (failures >= failuresMax) return { letter: this.#letterOf(event, failures, attempt.error) };
      const crowded = this.#crowding.signal;
      // Outside the slot: a waiting event must not keep others from running.
      await this.#clock.pause(backOff.nextMs(), crowded);
      if (crowded.aborted && !stopped()) return { aside: setAside(event, failures) };
    }
    return 'stopped';
  }

  #attempt(event: EventEntry): Promise<Attempt> {
    const { reaction, onFailure } = this.#options;
    const stopped = (): boolean => this.#signal.aborted;
    return this.#slots(async () => {
      if (stopped()) return { kind: 'stopped' };
      try {
        await reaction.react(event, this.#signal);
        return { kind: 'done' };
      } catch (error) {
        // Broken off, or failed for it: no failure of its own.
        if (stopped()) return { kind: 'stopped' };
        onFailure(reaction.name, event, error);
        return { kind: 'failed', error };
      }
    });
  }

  async #retry(letter: DeadLetter): Promise<void> {
    const event = await this.#options.events.get(letter.event);
    // The projection is being rebuilt; or newer events of the subject are running, and may be stuck in an outage.
    if (event === undefined || this.#subjects.isBusy(subjectOf(event))) return;
    await this.#subjects.run(subjectOf(event), async () => {
      const attempt = await this.#attempt(event);
      if (attempt.kind === 'done') {
        await this.#letters.remove(letter);
      } else if (attempt.kind === 'failed' && !isTransient(attempt.error)) {
        await this.#letters.put(this.#letterOf(event, letter.failures + 1, attempt.error));
      }
    });
  }

  /** Tries the events of a subject that wait on disk, until one of them goes on waiting. */
  async #retrySubject(subject: string): Promise<void> {
    // Older ones are in work.
    if (this.#subjects.isBusy(subject)) return;
    await this.#subjects.run(subject, async () => {
      for (;;) {
        const first = await this.#aside.first(subject);
        if (first === undefined || !(await this.#retryFirst(first))) return;
      }
    });
  }

  /** Whether the event waits no longer. */
  async #retryFirst(waiting: SetAsideEvent): Promise<boolean> {
    const { reaction, onDeadLetter } = this.#options;
    const event = await this.#options.events.get(waiting.event);
    // The projection is being built again.
    if (event === undefined) return false;
    const attempt = await this.#attempt(event);
    if (attempt.kind === 'stopped') return false;
    if (attempt.kind === 'failed') {
      if (isTransient(attempt.error)) return false;
      const failures = waiting.failures + 1;
      if (failures < this.#limits.failuresMax) {
        await this.#aside.update({ ...waiting, failures });
        return false;
      }
      const letter = this.#letterOf(event, failures, attempt.error);
      await this.#letters.put(letter);
      onDeadLetter?.(reaction.name, letter);
    }
    await this.#aside.remove(waiting);
    return true;
  }

  #letterOf({ id, sequence }: EventEntry, failures: number, error: unknown): DeadLetter {
    const lastFailedAt = timeOf(this.#clock);
    return { schema: 1, event: id, sequence, cause: causeOf(error), failures, lastFailedAt };
  }
}

function setAside(event: EventEntry, failures: number): SetAsideEvent {
  return { schema: 1, subject: subjectOf(event), event: event.id, sequence: event.sequence, failures };
}

const causeLengthMax = 500;

function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return (code === undefined ? message : `${code}: ${message}`).slice(0, causeLengthMax);
}

function subjectOf({ subject }: EventEntry): string {
  return `${subject.kind}/${subject.id}`;
}
