// SPDX-License-Identifier: Apache-2.0
import type { Freshness } from '../projection';

export interface ProjectionProgress {
  /** How new the answers are that come from the query store; `undefined` before the first block. */
  freshness(): Freshness | undefined;
  /** Waits until queries see this block. @returns false when the time ran out first. */
  reached(
    block: number,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<boolean>;
}

export interface Readiness {
  readonly ready: boolean;
  /** Each part that must work, and in a word why it does not. */
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string | undefined }>>;
}
