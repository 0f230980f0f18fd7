// SPDX-License-Identifier: Apache-2.0
import { until } from '@guidang/gateway/common/until';
import { ApiProblem } from '../api-client';

/** How an act waits for an organisation that is down. */
export interface Patience {
  /** How long; 0: not at all, so that the first such answer is a deviation. */
  readonly waitMs: number;
  /** Is told what the officer is told meanwhile, each reason once. */
  readonly told: (reason: string) => void;
}

/** A projection that lags is nothing to tell of; one that stands still is. */
const lagMs = 3_000;
const behindMs = 60_000;

/**
 * Calls until there is an answer: another gateway's projection may lag behind what was seen, and an organisation may be
 * down for a while.
 * @throws what the last call threw, where patience is at its end, or waiting does not help.
 */
export function served<T>(call: () => Promise<T>, { waitMs, told }: Patience): Promise<T> {
  const beganMs = performance.now();
  const known = new Set<string>();
  const tellOnce = (reason: string): void => {
    if (!known.has(reason)) told(reason);
    known.add(reason);
  };
  const attempt = async (): Promise<T | undefined> => {
    try {
      return await call();
    } catch (error) {
      const waitedMs = performance.now() - beganMs;
      const isBehind = error instanceof ApiProblem && error.code === 'projection-behind';
      const reason = reasonOf(error);
      if (reason === undefined || (!isBehind && waitedMs >= waitMs)) throw error;
      if (waitMs > 0 && (!isBehind || waitedMs > lagMs)) tellOnce(reason);
      return undefined;
    }
  };
  return until('the gateway answers, having read as far as another', attempt, patienceOf({ waitMs }));
}

/** How long whatever is awaited is waited for. */
export function patienceOf({ waitMs }: Pick<Patience, 'waitMs'>): { readonly timeoutMs: number } {
  return { timeoutMs: Math.max(waitMs, behindMs) };
}

/** What the officer is told: the problem of a gateway that cannot go on now, or that none answers. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof ApiProblem) return error.status === 503 ? error.message : undefined;
  // Of fetch, whose errors may be of another realm.
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? `no gateway answers: ${cause.code}` : undefined;
}
