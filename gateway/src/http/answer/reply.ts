// SPDX-License-Identifier: Apache-2.0
import type { CommandResult } from '@guidang/chaincode/commands';
import { Problem } from '../problem';
import type { Accepted, Committed } from '../../application/command/api';
import type { Reply } from '../route';
import type { Page } from '../../application/paging';

/** Where a new resource is found: under a path, by a name that the command's result has. */
export interface Place<Result extends CommandResult> {
  readonly under: string;
  readonly by: (result: Result) => string;
}

/** What a committed write is answered with. */
export interface WrittenOptions<Result extends CommandResult> {
  readonly status: 200 | 201;
  readonly location?: Place<Result> | undefined;
}

/** What a write came to: 202 with the place to ask while it is open, else the answer with its block. */
export function written<Result extends CommandResult>(
  outcome: Committed<Result> | Accepted,
  { status, location }: WrittenOptions<Result>,
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
  return {
    status,
    body: { ...result, transaction, block },
    version: result.version,
    headers: {
      ...placeOf(outcome),
      ...(location === undefined
        ? {}
        : { Location: `${location.under}/${encodeURIComponent(location.by(result))}` }),
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
