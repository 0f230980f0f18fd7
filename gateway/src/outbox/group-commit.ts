// SPDX-License-Identifier: Apache-2.0
import { FairQueue } from './fair-queue';
import type { GroupLimits, Waiting } from './fair-queue';

export interface GroupCommitLimits {
  readonly group: GroupLimits;
  /** Groups of one lane that are endorsed concurrently: meanwhile the next one gathers. */
  readonly endorsingMax: number;
  /** Groups of one lane between proposal and block. */
  readonly inFlightMax: number;
}

interface GroupCommitOptions<T> {
  readonly limits: GroupCommitLimits;
  /**
   * Carries a group to its outcome, and settles every member. Must not reject.
   * @param endorsed to be called once the group has its endorsements, or will never get them
   */
  readonly deliver: (group: readonly T[], endorsed: () => void) => Promise<void>;
}

interface Lane<T extends Waiting> {
  readonly line: FairQueue<T>;
  endorsing: number;
  inFlight: number;
}

/**
 * Group commit: gathers arrivals into groups, one transaction each. A single arrival starts immediately; while one
 * group is being endorsed the next one gathers, so that groups grow with the load and nothing is delayed artificially.
 *
 * Items that need endorsement by other owners go into separate lanes, so that an unreachable organisation blocks only
 * its own lane.
 */
export class GroupCommit<T extends Waiting> {
  readonly #options: GroupCommitOptions<T>;
  readonly #lanes = new Map<string, Lane<T>>();
  readonly #held = new Set<string>();
  #scheduled = false;

  constructor(options: GroupCommitOptions<T>) {
    this.#options = options;
  }

  /** @param owners organisations that must endorse it, in addition to those that endorse everything */
  add(item: T, owners: readonly string[]): void {
    this.#lane([...owners].sort().join(' ')).line.add(item);
    this.#schedule();
  }

  /** Removes and returns everything that has not started. */
  drain(): T[] {
    return [...this.#lanes.values()].flatMap(({ line }) => line.drain());
  }

  #lane(name: string): Lane<T> {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane = { line: new FairQueue<T>(this.#held), endorsing: 0, inFlight: 0 };
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
    const { group, endorsingMax, inFlightMax } = this.#options.limits;
    while (!lane.line.isEmpty && lane.endorsing < endorsingMax && lane.inFlight < inFlightMax) {
      const items = lane.line.take(group);
      if (items.length === 0) return;
      void this.#run(lane, items);
    }
  }

  async #run(lane: Lane<T>, items: readonly T[]): Promise<void> {
    lane.endorsing += 1;
    lane.inFlight += 1;
    let isEndorsing = true;
    const endorsed = (): void => {
      if (!isEndorsing) return;
      isEndorsing = false;
      lane.endorsing -= 1;
      this.#schedule();
    };
    try {
      await this.#options.deliver(items, endorsed);
    } finally {
      endorsed();
      lane.inFlight -= 1;
      lane.line.release(items);
      this.#schedule();
    }
  }
}
