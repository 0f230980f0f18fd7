// SPDX-License-Identifier: Apache-2.0
import type { CommandResult } from '@guidang/chaincode/commands';
import { Problem } from '../problem';
import type { Accepted, Committed } from '../../application/command/api';
import type { Reply } from '../route';
import type { Page } from '../../application/paging';

/** Location of a new resource: a path prefix, and the member of the command's result that holds the identifier. */
export interface Place<Result extends CommandResult> {
  readonly under: string;
  readonly by: (result: Result) => string;
}

/** The answer to a committed write. */
export interface WrittenOptions<Result extends CommandResult> {
  readonly status: 200 | 201;
  readonly location?: Place<Result> | undefined;
}

/** Answers a write: 202 with the submission's URL while it is pending, else the result with its block. */
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
      ...locationOf(outcome),
      ...(location === undefined
        ? {}
        : { Location: `${location.under}/${encodeURIComponent(location.by(result))}` }),
    },
  };
}

/** Headers with the ledger position of a write, or of the record of a read. */
export function locationOf({ block, repeated }: Committed): Record<string, string> {
  return {
    'Guidang-Block': String(block),
    ...(repeated ? { 'Idempotency-Replayed': 'true' } : {}),
  };
}

/** @throws {Problem} `not-found` if there is no value. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Problem('not-found', `there is no such ${what}`);
  return value;
}

/** Answers with one resource in its current version. */
export function resource(value: { readonly version: number }): Reply {
  return { status: 200, body: value, version: value.version };
}

export function pageReply(page: Page<unknown>, seal: (position: string) => string): Reply {
  return {
    status: 200,
    body: { items: page.items, ...(page.next === undefined ? {} : { next: seal(page.next) }) },
  };
}
