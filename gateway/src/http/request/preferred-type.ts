// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** A type that Accept does not name still ranks above one that it excludes by `q=0`. */
const anythingElse = '*/*;q=0.001';

/**
 * Picks from a route's media types the one that Accept prefers (RFC 9110 section 12.5.1). Falls back to the first type
 * if Accept prefers none or excludes all: an answer serves its reader better than a 406.
 */
export function preferredType<Type extends string>(
  { headers: { accept = '*/*' } }: Pick<IncomingMessage, 'headers'>,
  types: readonly [Type, ...Type[]],
): Type {
  const negotiator = new Negotiator({ headers: { accept: `${accept}, ${anythingElse}` } });
  const preferred = negotiator.mediaType([...types]);
  return types.find((type) => type === preferred) ?? types[0];
}

/** Whether the answer is best shown as a page: Accept names HTML, and nothing of ours before it. */
export function prefersPage(request: Pick<IncomingMessage, 'headers'>): boolean {
  const isNamed = request.headers.accept?.includes('text/html') === true;
  return isNamed && preferredType(request, ['application/json', 'text/html']) === 'text/html';
}
