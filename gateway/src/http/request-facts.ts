// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../application/caller';

/** What logs and metrics say of a request: never its URL, headers or body, where tokens and numbers may stand. */
export interface RequestFacts {
  readonly id: string;
  /** The route's path, with names instead of values. */
  route?: string;
  caller?: Caller;
}

/** On the request itself: a weak map with an entry for each request costs the collector more than the request. */
const facts = Symbol('facts');

/** Only a tame identifier is taken over: anything else could forge lines of a log or of an answer. */
const requestId = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export function factsOf(request: IncomingMessage & { [facts]?: RequestFacts }): RequestFacts {
  const known = request[facts] ?? { id: idOf(request) };
  request[facts] = known;
  return known;
}

function idOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && requestId.test(given) ? given : randomUUID();
}
