// SPDX-License-Identifier: Apache-2.0
import { setMaxListeners } from 'node:events';
import type { Level } from 'level';
import pLimit from 'p-limit';
import type { EventEntry, EventQueries } from '../application/event/api';
import { BackOff } from '../common/back-off';
import type { BackOffLimits } from '../common/back-off';
import { systemClock, timeOf } from '../common/clock';
import type { Clock } from '../common/clock';
import { DeadLetters } from './dead-letters';
import type { DeadLetter } from './dead-letters';
import { Lanes } from './lanes';
import { Progress } from './progress';
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
  wants(event: EventEntry): boolean;
  react(event: EventEntry): Promise<void>;
}

export interface ReactorLimits {
  /** Reactions of one kind that run concurrently. */
  readonly concurrency: number;
  /** Events of one kind that are running or waiting; no more are read until one of them is finished. */
  readonly openMax: number;
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
 * finished, so that a restart misses nothing. An event that keeps failing becomes a dead letter.
 * @throws errors of the gateway's store.
 */
export async function runReactor(options: ReactorOptions, signal: AbortSignal): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Each waiting event adds a listener.
  setMaxListeners(0, either);
  const queue = await ReactionQueue.open(options, either);
  const running = [queue.follow(), queue.retryDeadLetters()];
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

/** The events of one kind of reaction. */
class ReactionQueue {
  readonly #options: ReactorOptions;
  readonly #limits: ReactorLimits;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #progress: Progress;
  readonly #letters: DeadLetters;
  readonly #slots: ReturnType<typeof pLimit>;
  readonly #subjects = new Lanes();

  static async open(options: ReactorOptions, signal: AbortSignal): Promise<ReactionQueue> {
    const { store, reaction } = options;
    const letters = new DeadLetters(store, reaction.name);
    return new ReactionQueue(options, signal, letters, await Progress.open(store, reaction.name, letters));
  }

  private constructor(
    options: ReactorOptions,
    signal: AbortSignal,
    letters: DeadLetters,
    progress: Progress,
  ) {
    this.#options = options;
    this.#limits = { ...reactorLimits, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    this.#signal = signal;
    this.#letters = letters;
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
      if (!reaction.wants(event)) {
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
      if (open.size >= this.#limits.openMax) await Promise.race(open);
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

  /** Runs an event's reaction to its end, after earlier events of the same subject. */
  #finish(event: EventEntry): Promise<void> {
    const { reaction, onDeadLetter } = this.#options;
    return this.#subjects.run(subjectOf(event), async () => {
      const end = await this.#tryUntilEnd(event);
      if (end === 'stopped') return;
      if (end === 'done') return this.#progress.finish(event.sequence);
      await this.#progress.finish(event.sequence, end);
      onDeadLetter?.(reaction.name, end);
    });
  }

  async #tryUntilEnd(event: EventEntry): Promise<'done' | 'stopped' | DeadLetter> {
    const { failuresMax, backOff: backOffLimits } = this.#limits;
    const backOff = new BackOff(backOffLimits);
    let failures = 0;
    while (!this.#signal.aborted) {
      const attempt = await this.#attempt(event);
      if (attempt.kind !== 'failed') return attempt.kind;
      if (!isTransient(attempt.error)) failures += 1;
      if (failures >= failuresMax) return this.#letterOf(event, failures, attempt.error);
      // Outside the slot: a waiting event must not keep others from running.
      await this.#clock.pause(backOff.nextMs(), this.#signal);
    }
    return 'stopped';
  }

  #attempt(event: EventEntry): Promise<Attempt> {
    const { reaction, onFailure } = this.#options;
    return this.#slots(async () => {
      if (this.#signal.aborted) return { kind: 'stopped' };
      try {
        await reaction.react(event);
        return { kind: 'done' };
      } catch (error) {
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

  #letterOf({ id, sequence }: EventEntry, failures: number, error: unknown): DeadLetter {
    const lastFailedAt = timeOf(this.#clock);
    return { schema: 1, event: id, sequence, cause: causeOf(error), failures, lastFailedAt };
  }
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
