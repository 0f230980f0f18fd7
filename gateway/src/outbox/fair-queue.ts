// SPDX-License-Identifier: Apache-2.0

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
 * A fair queue. A group takes one item of each caller in turn, so that a busy caller does not delay the others, and
 * each caller's items in order of arrival. Subjects of groups in flight are locked: an item that would change one
 * waits, and so do its caller's later items.
 */
export class FairQueue<T extends Waiting> {
  readonly #callers = new Map<string, T[]>();
  readonly #held: Set<string>;
  #count = 0;
  #bytes = 0;
  #chaincodeMs = 0;

  /** @param held locked subjects, shared by several queues */
  constructor(held: Set<string>) {
    this.#held = held;
  }

  get isEmpty(): boolean {
    return this.#callers.size === 0;
  }

  /** Whether what waits, locked or not, is enough for a whole group. */
  fills(limits: GroupLimits): boolean {
    return (
      this.#count >= limits.count || this.#bytes >= limits.bytes || this.#chaincodeMs >= limits.chaincodeMs
    );
  }

  add(item: T): void {
    this.#weigh(item, 1);
    const queue = this.#callers.get(item.caller);
    if (queue === undefined) this.#callers.set(item.caller, [item]);
    else queue.push(item);
  }

  /** Takes the next group and locks its subjects until {@link release}; empty if nothing may start now. */
  take(limits: GroupLimits): T[] {
    const group = new Group<T>(limits, this.#held);
    for (let callers = [...this.#callers.keys()]; callers.length > 0;) {
      callers = callers.filter((caller) => this.#takeOne(caller, group));
    }
    for (const item of group.items) {
      this.#weigh(item, -1);
      for (const subject of item.subjects) this.#held.add(subject);
    }
    return group.items;
  }

  release(items: readonly T[]): void {
    for (const { subjects } of items) for (const subject of subjects) this.#held.delete(subject);
  }

  /** Removes and returns everything that waits. */
  drain(): T[] {
    const items = [...this.#callers.values()].flat();
    this.#callers.clear();
    [this.#count, this.#bytes, this.#chaincodeMs] = [0, 0, 0];
    return items;
  }

  #weigh({ bytes, chaincodeMs }: T, sign: 1 | -1): void {
    this.#count += sign;
    this.#bytes += sign * bytes;
    this.#chaincodeMs += sign * chaincodeMs;
  }

  /** @returns whether the caller may have another turn in this group */
  #takeOne(caller: string, group: Group<T>): boolean {
    const queue = this.#callers.get(caller);
    const first = queue?.[0];
    if (queue === undefined || first === undefined || !group.admit(first)) return false;
    queue.shift();
    // Callers that were served go behind those that were not.
    this.#callers.delete(caller);
    if (queue.length > 0) this.#callers.set(caller, queue);
    return queue.length > 0;
  }
}

class Group<T extends Waiting> {
  readonly items: T[] = [];
  readonly #limits: GroupLimits;
  readonly #heldByOthers: ReadonlySet<string>;
  #bytes = 0;
  #chaincodeMs = 0;

  constructor(limits: GroupLimits, heldByOthers: ReadonlySet<string>) {
    this.#limits = limits;
    this.#heldByOthers = heldByOthers;
  }

  /** The first item is taken whatever its weight: otherwise it would never fit. */
  admit(item: T): boolean {
    if (item.subjects.some((subject) => this.#heldByOthers.has(subject))) return false;
    const [bytes, chaincodeMs] = [this.#bytes + item.bytes, this.#chaincodeMs + item.chaincodeMs];
    const limits = this.#limits;
    const fits =
      this.items.length < limits.count && bytes <= limits.bytes && chaincodeMs <= limits.chaincodeMs;
    if (this.items.length > 0 && !fits) return false;
    this.items.push(item);
    this.#bytes = bytes;
    this.#chaincodeMs = chaincodeMs;
    return true;
  }
}
