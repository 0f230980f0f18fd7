// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../../errors/fault';

/** What became of a row that was being taken in; `undefined` while nobody can tell. */
export type Settled = { readonly id: string } | { readonly fault: Fault } | undefined;

interface Claim {
  readonly settled: Promise<Settled>;
  readonly settle: (outcome: Settled) => void;
  /** The block that the index must have read before the claim may be forgotten. */
  block?: number;
}

/**
 * The rows that are being taken in now, by their identity, and those that the index has not read yet: two lists at
 * once, or one list with a row twice, take it in once.
 */
export class RowClaims {
  readonly #claims = new Map<string, Claim>();

  get size(): number {
    return this.#claims.size;
  }

  /** Claims the row, or returns what became of it for whoever has claimed it before. */
  claim(identity: string): Promise<Settled> | undefined {
    const present = this.#claims.get(identity);
    if (present !== undefined) return present.settled;
    let settle: Claim['settle'] = () => undefined;
    const settled = new Promise<Settled>((resolve) => {
      settle = resolve;
    });
    this.#claims.set(identity, { settled, settle });
    return undefined;
  }

  /** The row is in, in this block. */
  keep(identity: string, id: string, block: number): void {
    const claim = this.#claims.get(identity);
    if (claim === undefined) return;
    claim.block = block;
    claim.settle({ id });
  }

  /** Nothing holds the row any more: it was refused, or the index has it. */
  release(identity: string, outcome: Settled): void {
    this.#claims.get(identity)?.settle(outcome);
    this.#claims.delete(identity);
  }

  /** Its accession may still take effect: nobody else takes the row in before that is known. */
  doubt(identity: string): void {
    const claim = this.#claims.get(identity);
    if (claim === undefined) return;
    claim.block = Infinity;
    claim.settle(undefined);
  }

  inDoubt(): string[] {
    return [...this.#claims].flatMap(([identity, { block }]) => (block === Infinity ? [identity] : []));
  }

  /** Forgets what the index has read: everything before this block. */
  forget(height: number): void {
    for (const [identity, { block }] of this.#claims) {
      if (block !== undefined && block < height) this.#claims.delete(identity);
    }
  }
}
