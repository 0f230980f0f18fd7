// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';

/** Of the types that a route can answer in, the one that Accept names first; the first of them where it names none. */
export function preferredType<Type extends string>(
  { headers: { accept = '' } }: IncomingMessage,
  [usual, ...others]: readonly [Type, ...Type[]],
): Type {
  const named = accept.split(',').map((range) => range.split(';')[0]?.trim());
  return [usual, ...others].sort((left, right) => place(named, left) - place(named, right))[0] ?? usual;
}

function place(named: readonly (string | undefined)[], type: string): number {
  const at = named.indexOf(type);
  return at === -1 ? Infinity : at;
}
