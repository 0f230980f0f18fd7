// SPDX-License-Identifier: Apache-2.0
import { FairQueue } from '../common/fair-queue';

/** An item waiting for a transaction. */
export interface Waiting {
  readonly caller: string;
  readonly subjects: readonly string[];
  readonly bytes: number;
  /** Expected milliseconds in the chaincode. */
  readonly chaincodeMs: number;
}

/** The limits of one transaction. */
export interface GroupLimits {
  readonly count: number;
  readonly bytes: number;
  readonly chaincodeMs: number;
}

/**
 * What waits for a transaction, in fair groups. Subjects of groups in flight are locked: an item that would change one
 * waits, and so do its caller's later items.
 */
export class GroupQueue<T extends Waiting> {
  readonly #queue = new FairQueue<T>();
  readonly #held: Set<string>;
  #count = 0;
  #bytes = 0;
  #chaincodeMs = 0;

  /** @param held locked subjects, shared by several queues */
  constructor(held: Set<string>) {
    this.#held = held;
  }

  get isEmpty(): boolean {
    return this.#queue.isEmpty;
  }

  /** Whether what waits, locked or not, is enough for a whole group. */
  fills(limits: GroupLimits): boolean {
    return (
      this.#count >= limits.count || this.#bytes >= limits.bytes || this.#chaincodeMs >= limits.chaincodeMs
    );
  }

  add(item: T): void {
    this.#weigh(item, 1);
    this.#queue.add(item);
  }

  /** Takes the next group and locks its subjects until {@link release}; empty if nothing may start now. */
  take(limits: GroupLimits): T[] {
    const group = new Group(limits, this.#held);
    const items = this.#queue.take((item) => group.admit(item));
    for (const item of items) {
      this.#weigh(item, -1);
      for (const subject of item.subjects) this.#held.add(subject);
    }
    return items;
  }

  release(items: readonly T[]): void {
    for (const { subjects } of items) for (const subject of subjects) this.#held.delete(subject);
  }

  /** Removes and returns everything that waits. */
  drain(): T[] {
    [this.#count, this.#bytes, this.#chaincodeMs] = [0, 0, 0];
    return this.#queue.drain();
  }

  #weigh({ bytes, chaincodeMs }: T, sign: 1 | -1): void {
    this.#count += sign;
    this.#bytes += sign * bytes;
    this.#chaincodeMs += sign * chaincodeMs;
  }
}

class Group {
  readonly #limits: GroupLimits;
  readonly #heldByOthers: ReadonlySet<string>;
  #count = 0;
  #bytes = 0;
  #chaincodeMs = 0;

  constructor(limits: GroupLimits, heldByOthers: ReadonlySet<string>) {
    this.#limits = limits;
    this.#heldByOthers = heldByOthers;
  }

  /** The first item is taken whatever its weight: otherwise it would never fit. */
  admit(item: Waiting): boolean {
    if (item.subjects.some((subject) => this.#heldByOthers.has(subject))) return false;
    const [bytes, chaincodeMs] = [this.#bytes + item.bytes, this.#chaincodeMs + item.chaincodeMs];
    const limits = this.#limits;
    const fits = this.#count < limits.count && bytes <= limits.bytes && chaincodeMs <= limits.chaincodeMs;
    if (this.#count > 0 && !fits) return false;
    this.#count += 1;
    this.#bytes = bytes;
    this.#chaincodeMs = chaincodeMs;
    return true;
  }
}
