// SPDX-License-Identifier: Apache-2.0
import { systemClock } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { LedgerError } from '../../ledger/ledger-error';
import type { LedgerPort } from '../../ledger/port';
import type { Projection } from '../../projection';

/** How long it counts that the query store has been level with the ledger. */
const countsMs = 10_000;
/** A query store that keeps up is level within this; and nobody who looks at a page waits for a silent peer longer. */
const levelWithinMs = 5_000;

interface CurrencyOptions {
  readonly projection: Pick<Projection, 'waitFor'>;
  readonly ledger: Pick<LedgerPort, 'height'>;
  readonly clock?: Clock;
}

/**
 * Whether the query store has what the ledger has: one that is cut off, or still reading, does not know what it misses.
 * The ledger is asked for its height alone, once for all who wonder meanwhile.
 */
export class Currency {
  readonly #options: CurrencyOptions;
  readonly #clock: Clock;
  /** On the steady clock. */
  #countsUntilMs = -Infinity;
  #asking: Promise<boolean> | undefined;

  constructor(options: CurrencyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async isCurrent(): Promise<boolean> {
    if (this.#clock.steadyMs() < this.#countsUntilMs) return true;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    const answered = new AbortController();
    const late = this.#clock.pause(levelWithinMs, answered.signal).then(() => false);
    try {
      return await Promise.race([this.#asking, late]);
    } finally {
      answered.abort();
    }
  }

  async #ask(): Promise<boolean> {
    const isLevel = await this.#isLevel();
    if (isLevel) this.#countsUntilMs = this.#clock.steadyMs() + countsMs;
    return isLevel;
  }

  async #isLevel(): Promise<boolean> {
    const { projection, ledger } = this.#options;
    try {
      const height = await ledger.height();
      return await projection.waitFor(height - 1, AbortSignal.timeout(levelWithinMs));
    } catch (error) {
      if (error instanceof LedgerError) return false;
      throw error;
    }
  }
}
