// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';

/** Slots for what is in work at once: so many in all, and of these so many for each holder. */
export class Share {
  readonly #total: number;
  readonly #each: number;
  readonly #held = new Map<string, number>();
  #taken = 0;

  constructor({ total, each }: { readonly total: number; readonly each: number }) {
    this.#total = total;
    this.#each = each;
  }

  get taken(): number {
    return this.#taken;
  }

  /** What stands in the way of one more; undefined if nothing does. */
  obstacle(holder: string): 'total' | 'each' | undefined {
    if ((this.#held.get(holder) ?? 0) >= this.#each) return 'each';
    return this.#taken >= this.#total ? 'total' : undefined;
  }

  /** Takes a slot, whatever {@link obstacle} says; the returned function gives it back, once. */
  take(holder: string): () => void {
    this.#taken += 1;
    this.#held.set(holder, (this.#held.get(holder) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#taken -= 1;
      const left = (this.#held.get(holder) ?? 1) - 1;
      if (left === 0) this.#held.delete(holder);
      else this.#held.set(holder, left);
    };
  }
}

/** Takes a slot; the returned function gives it back. @throws {Problem} `rate-limited`, `overloaded`. */
export function occupy(share: Share, holder: string, text: string): () => void {
  const obstacle = share.obstacle(holder);
  if (obstacle === undefined) return share.take(holder);
  throw obstacle === 'total'
    ? new Problem('overloaded', text)
    : new Problem('rate-limited', `${text}: all those of one share`);
}
