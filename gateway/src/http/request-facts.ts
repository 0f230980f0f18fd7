// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../application/caller';

/**
 * The facts that logs and metrics record of a request: never its URL, headers or body, which may hold tokens and
 * identity numbers.
 */
interface RequestFacts {
  readonly id: string;
  /** The route's path template, with names in place of values. */
  route?: string;
  caller?: Caller;
  /** From where the caller signs in, or tries to, and how. */
  address?: string;
  signIn?: 'token' | 'client-certificate' | 'session' | undefined;
  /** The code of the problem that it was answered with. */
  code?: string;
}

/** Stored on the request itself: an entry for each request in a WeakMap costs more in garbage collection. */
const facts = Symbol('facts');

/** Accepts only a safe request id: anything else could forge lines of a log or of an answer. */
const requestId = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export function requestFactsOf(request: IncomingMessage & { [facts]?: RequestFacts }): RequestFacts {
  const known = request[facts] ?? { id: idOf(request) };
  request[facts] = known;
  return known;
}

function idOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && requestId.test(given) ? given : randomUUID();
}
