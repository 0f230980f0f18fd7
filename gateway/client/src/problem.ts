// SPDX-License-Identifier: Apache-2.0
import type { components } from './api-types';

/** What a gateway says of a refusal (RFC 9457). */
export type ProblemDocument = components['schemas']['Problem'];

/** What helps after a refusal (docs/errors.md). */
export type Retry = ProblemDocument['retry'];

/** A refusal of a gateway, or that it could not be asked. */
export class Problem extends Error {
  /** 0 where no answer came. */
  readonly status: number;
  readonly code: ProblemDocument['code'] | 'unreachable' | 'unreadable';
  readonly retry: Retry;
  readonly title: string;
  readonly field: string | undefined;
  readonly errors: NonNullable<ProblemDocument['errors']>;
  readonly facts: NonNullable<ProblemDocument['facts']>;
  readonly retryAfterSeconds: number | undefined;
  /** The request's identifier, for whoever is asked for help. */
  readonly instance: string | undefined;

  constructor(status: number, document: ProblemMembers, options?: ErrorOptions) {
    super(document.detail ?? document.code, options);
    this.name = 'Problem';
    this.status = status;
    this.code = document.code;
    this.retry = document.retry ?? 'none';
    this.title = document.title ?? document.code;
    this.field = document.field;
    this.errors = document.errors ?? [];
    this.facts = document.facts ?? {};
    this.retryAfterSeconds = document.retryAfter;
    this.instance = document.instance;
  }
}

type ProblemMembers = Partial<Omit<ProblemDocument, 'code' | 'status' | 'type'>> & Pick<Problem, 'code'>;

/** The problem that an answer carries; a proxy in between may have answered something else. */
export async function problemIn(response: Response): Promise<Problem> {
  const { status } = response;
  const said = response.headers.get('content-type') ?? '';
  if (/^application\/(problem\+)?json/.test(said)) {
    try {
      return new Problem(status, (await response.json()) as ProblemDocument);
    } catch (cause) {
      return unreadable(response, cause);
    }
  }
  return unreadable(response);
}

/** Of a proxy, or a page of one: its head says as much as HTTP does. */
function unreadable({ status, headers }: Response, cause?: unknown): Problem {
  const retry = status === 429 ? 'same' : status >= 500 ? 'unknown' : 'none';
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const detail = `the answer ${status} is no problem`;
  const retryAfter = seconds > 0 ? { retryAfter: seconds } : {};
  return new Problem(status, { code: 'unreadable', retry, detail, ...retryAfter }, { cause });
}

/** No answer came: what was sent may have arrived. */
export function unreachable(cause: unknown): Problem {
  return new Problem(
    0,
    { code: 'unreachable', retry: 'unknown', detail: 'the gateway does not answer' },
    { cause },
  );
}
