// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { Problem } from '../problem';
import type { Route } from '../route';
import { isSafeText } from './safe-text';
import { validate } from './validate';

/**
 * What stands for the names in a route's path.
 * @throws {Problem} `identifier-malformed`; `not-found` for another spelling of a file's name, since every cache on the
 *   way would take it for another file.
 */
export function readParams({ params, kind }: Pick<Route, 'params' | 'kind'>, request: Request): unknown {
  if (kind === 'protocol' && request.path.includes('%')) {
    throw new Problem('not-found', 'there is no such file');
  }
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) values[name] = safeText(name, value);
  return validate(params, values, 'path');
}

/** Of a name that takes the rest of a path, Express gives the parts. */
function safeText(name: string, value: string | readonly string[]): string {
  const text = typeof value === 'string' ? value : value.join('/');
  if (isSafeText(text)) return text;
  const field = `path/${name}`;
  throw new Problem('identifier-malformed', `${field} holds a character that is not allowed`, { field });
}
