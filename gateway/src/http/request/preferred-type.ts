// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';

/** What Accept does not name is still better than what it refuses by `q=0`. */
const anythingElse = '*/*;q=0.001';

/**
 * Of the types that a route can answer in, the one that Accept prefers (RFC 9110 section 12.5.1); the first of them
 * where it prefers none, and where it refuses all: an answer serves its reader better than a 406.
 */
export function preferredType<Type extends string>(
  { headers: { accept = '*/*' } }: Pick<IncomingMessage, 'headers'>,
  types: readonly [Type, ...Type[]],
): Type {
  const negotiator = new Negotiator({ headers: { accept: `${accept}, ${anythingElse}` } });
  const preferred = negotiator.mediaType([...types]);
  return types.find((type) => type === preferred) ?? types[0];
}
