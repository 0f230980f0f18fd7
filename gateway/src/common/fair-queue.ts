// SPDX-License-Identifier: Apache-2.0

/**
 * A fair queue: gives one item of each caller in turn, so that a busy caller does not delay the others, and each
 * caller's items in order of arrival.
 */
export class FairQueue<T extends { readonly caller: string }> {
  readonly #callers = new Map<string, T[]>();

  get isEmpty(): boolean {
    return this.#callers.size === 0;
  }

  add(item: T): void {
    const queue = this.#callers.get(item.caller);
    if (queue === undefined) this.#callers.set(item.caller, [item]);
    else queue.push(item);
  }

  /** Removes and returns what is admitted; a caller whose next item is not admitted gets no more turns this time. */
  take(admit: (item: T) => boolean): T[] {
    const taken: T[] = [];
    for (let callers = [...this.#callers.keys()]; callers.length > 0;) {
      callers = callers.filter((caller) => this.#takeOne(caller, { admit, taken }));
    }
    return taken;
  }

  /** Removes an item that waits. */
  remove(item: T): void {
    const left = (this.#callers.get(item.caller) ?? []).filter((each) => each !== item);
    if (left.length > 0) this.#callers.set(item.caller, left);
    else this.#callers.delete(item.caller);
  }

  /** Removes and returns everything that waits. */
  drain(): T[] {
    const items = [...this.#callers.values()].flat();
    this.#callers.clear();
    return items;
  }

  /** @returns whether the caller may have another turn */
  #takeOne(
    caller: string,
    { admit, taken }: { readonly admit: (item: T) => boolean; readonly taken: T[] },
  ): boolean {
    const queue = this.#callers.get(caller);
    const first = queue?.[0];
    if (queue === undefined || first === undefined || !admit(first)) return false;
    taken.push(first);
    queue.shift();
    // Callers that were served go behind those that were not.
    this.#callers.delete(caller);
    if (queue.length > 0) this.#callers.set(caller, queue);
    return queue.length > 0;
  }
}
