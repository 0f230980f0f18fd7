// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { Problem } from '../problem';
import type { Route } from '../route';
import { demandSafeText } from './safe-text';
import { validate } from './validate';

/**
 * Reads the parameters of a route's path.
 * @throws {Problem} `identifier-malformed`; `not-found` for a non-canonical spelling of a file's path, which caches
 *   would store as a different file.
 */
export function readParams({ params, kind }: Pick<Route, 'params' | 'kind'>, request: Request): unknown {
  if (kind === 'protocol' && request.path.includes('%')) {
    throw new Problem('not-found', 'there is no such file');
  }
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) values[name] = safeText(name, value);
  return validate(params, values, 'path');
}

/** Express returns a wildcard parameter as an array of segments. */
function safeText(name: string, value: string | readonly string[]): string {
  const text = typeof value === 'string' ? value : value.join('/');
  demandSafeText(`path/${name}`, text, 'identifier-malformed');
  return text;
}
