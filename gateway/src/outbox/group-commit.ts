// SPDX-License-Identifier: Apache-2.0
import { systemClock } from '../common/clock';
import type { Clock } from '../common/clock';
import { sharedAbort } from '../common/shared-abort';
import { ConcurrencyLimit } from './concurrency-limit';
import { GroupQueue } from './group-queue';
import type { GroupLimits, Waiting } from './group-queue';

export interface GroupCommitLimits {
  readonly group: GroupLimits;
  /** Groups of one lane that are endorsed concurrently: meanwhile the next one gathers. */
  readonly endorsingMax: number;
  /** Groups of one lane between proposal and block, at most: how many pay is measured. */
  readonly inFlightMax: number;
}

/** The share of a group's time for which the next one waits for its answered callers to come back. */
const regatherShare = 0.08;

/** A group that takes this many times the average is not waited for. */
const overdueFactor = 4;

const firstGuessMs = 100;
const weightOfNews = 0.2;

interface GroupCommitOptions<T> {
  readonly limits: GroupCommitLimits;
  /**
   * Carries a group to its outcome, and settles every member. Must not reject.
   * @param endorsed to be called once the group has its endorsements, or will never get them
   */
  readonly deliver: (group: readonly T[], endorsed: () => void) => Promise<void>;
  readonly clock?: Clock;
}

interface Lane<T extends Waiting> {
  readonly line: GroupQueue<T>;
  readonly concurrency: ConcurrencyLimit;
  endorsing: number;
  inFlight: number;
  /** Groups in flight, or just landed, that the next one waits for unless it is full. */
  awaited: number;
  /** A moving average of the time that groups are in flight. */
  averageMs: number;
}

/**
 * Group commit, as databases do it: a single arrival starts immediately; while a group is in flight the next one
 * gathers, and starts when that one has landed. A transaction costs the network the same whatever is in it, so that
 * many small groups fill the processors and wait for each other.
 *
 * A group that is full gains nothing by waiting: as many of them are in flight at once as the measured times allow.
 *
 * Items that need endorsement by other owners go into separate lanes, so that an unreachable organisation blocks only
 * its own lane.
 */
export class GroupCommit<T extends Waiting> {
  readonly #options: GroupCommitOptions<T>;
  readonly #clock: Clock;
  readonly #lanes = new Map<string, Lane<T>>();
  readonly #held = new Set<string>();
  readonly #stop = sharedAbort();
  #scheduled = false;

  constructor(options: GroupCommitOptions<T>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /** @param owners organisations that must endorse it, in addition to those that endorse everything */
  add(item: T, owners: readonly string[]): void {
    this.#lane([...owners].sort().join(' ')).line.add(item);
    this.#schedule();
  }

  /** Removes and returns everything that has not started. */
  drain(): T[] {
    this.#stop.abort();
    return [...this.#lanes.values()].flatMap(({ line }) => line.drain());
  }

  #lane(name: string): Lane<T> {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane = {
      line: new GroupQueue<T>(this.#held),
      concurrency: new ConcurrencyLimit(this.#options.limits.inFlightMax),
      endorsing: 0,
      inFlight: 0,
      awaited: 0,
      averageMs: firstGuessMs,
    };
    this.#lanes.set(name, lane);
    return lane;
  }

  /** Arrivals in the same turn of the event loop share a group. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      for (const lane of this.#lanes.values()) this.#start(lane);
    });
  }

  #start(lane: Lane<T>): void {
    while (this.#mayStart(lane)) {
      const items = lane.line.take(this.#options.limits.group);
      if (items.length === 0) return;
      void this.#run(lane, items);
    }
  }

  #mayStart({ line, concurrency, endorsing, inFlight, awaited }: Lane<T>): boolean {
    const { group, endorsingMax, inFlightMax } = this.#options.limits;
    if (line.isEmpty || endorsing >= endorsingMax) return false;
    return line.fills(group) ? inFlight < concurrency.value : awaited === 0 && inFlight < inFlightMax;
  }

  async #run(lane: Lane<T>, items: readonly T[]): Promise<void> {
    lane.endorsing += 1;
    lane.inFlight += 1;
    const { inFlight } = lane;
    const landed = this.#await(lane);
    const startedMs = this.#clock.steadyMs();
    const endorsed = once(() => {
      lane.endorsing -= 1;
      this.#schedule();
    });
    try {
      await this.#options.deliver(items, endorsed);
    } finally {
      endorsed();
      lane.inFlight -= 1;
      lane.line.release(items);
      const tookMs = this.#clock.steadyMs() - startedMs;
      lane.averageMs += weightOfNews * (tookMs - lane.averageMs);
      if (items.length >= this.#options.limits.group.count) lane.concurrency.learn(tookMs, inFlight);
      landed(items.length === 1 ? 0 : tookMs * regatherShare);
      this.#schedule();
    }
  }

  /**
   * Has the next group wait for one that starts.
   * @returns to be called when it has landed, with the time for which the next one still gathers
   */
  #await(lane: Lane<T>): (gatherMs: number) => void {
    const landing = new AbortController();
    const awaitedNoMore = once(() => {
      lane.awaited -= 1;
      this.#schedule();
    });
    lane.awaited += 1;
    // A group whose block is late must not hold up the others.
    void this.#clock.pause(lane.averageMs * overdueFactor, landing.signal).then(() => {
      if (!landing.signal.aborted) awaitedNoMore();
    });
    return (gatherMs) => {
      landing.abort();
      if (gatherMs === 0) awaitedNoMore();
      else void this.#clock.pause(gatherMs, this.#stop.signal).then(awaitedNoMore);
    };
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
