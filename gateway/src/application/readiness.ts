// SPDX-License-Identifier: Apache-2.0
import type { Freshness } from '../projection';

export interface ProjectionProgress {
  /** How current answers from the query store are; `undefined` before the first block. */
  freshness(): Freshness | undefined;
  /** Waits until queries see this block. @returns false on a timeout. */
  reached(
    block: number,
    options: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<boolean>;
}

export interface Readiness {
  readonly ready: boolean;
  /** The result of each readiness check, with a short reason for a failure, or what is known and accepted. */
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string | undefined }>>;
}
