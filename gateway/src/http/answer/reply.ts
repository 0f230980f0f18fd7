// SPDX-License-Identifier: Apache-2.0
import { Problem } from './problem';
import type { Accepted, Committed } from '../../application/command/api';
import type { Reply } from '../route';
import type { Page } from '../../application/paging';

/** Where a new resource is found: under a path, by a member of the command's result. */
export interface Place {
  readonly under: string;
  readonly by: string;
}

/** What a write came to: 202 with the place to ask while it is open, else the answer with its block. */
export function written(
  outcome: Committed | Accepted,
  { status, location }: { readonly status: 200 | 201; readonly location?: Place | undefined },
): Reply {
  if ('submission' in outcome) {
    const { submission } = outcome;
    return {
      status: 202,
      body: { submission, status: 'pending' },
      headers: { Location: `/api/v1/submissions/${encodeURIComponent(submission)}` },
    };
  }
  const { result, transaction, block } = outcome;
  const version = typeof result['version'] === 'number' ? result['version'] : undefined;
  return {
    status,
    body: { ...result, transaction, block },
    version,
    headers: {
      ...placeOf(outcome),
      ...(location === undefined ? {} : { Location: `${location.under}/${nameOf(result[location.by])}` }),
    },
  };
}

/** The headers that say where on the ledger a write, or the record of a read, stands. */
export function placeOf({ block, repeated }: Committed): Record<string, string> {
  return {
    'Guidang-Block': String(block),
    ...(repeated ? { 'Idempotency-Replayed': 'true' } : {}),
  };
}

/** @throws {Problem} `not-found` when there is nothing. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Problem('not-found', `there is no such ${what}`);
  return value;
}

/** One resource, as it is now. */
export function resource(value: { readonly version: number }): Reply {
  return { status: 200, body: value, version: value.version };
}

export function pageReply(page: Page<unknown>, seal: (position: string) => string): Reply {
  return {
    status: 200,
    body: { items: page.items, ...(page.next === undefined ? {} : { next: seal(page.next) }) },
  };
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? encodeURIComponent(value) : '';
}
