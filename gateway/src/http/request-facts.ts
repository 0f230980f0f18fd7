// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../service/ports';

/** What logs and metrics say of a request: never its URL, headers or body, where tokens and numbers may stand. */
export interface RequestFacts {
  readonly id: string;
  /** The route's path, with names instead of values. */
  route?: string;
  caller?: Caller;
}

const facts = new WeakMap<IncomingMessage, RequestFacts>();

/** Only a tame identifier is taken over: anything else could forge lines of a log or of an answer. */
const requestId = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

export function factsOf(request: IncomingMessage): RequestFacts {
  let known = facts.get(request);
  if (known === undefined) {
    const given = request.headers['x-request-id'];
    known = { id: typeof given === 'string' && requestId.test(given) ? given : randomUUID() };
    facts.set(request, known);
  }
  return known;
}
