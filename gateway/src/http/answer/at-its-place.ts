// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';
import { toProblem } from './to-problem';

/** Where the members of a command, its purpose and its basis came from. */
interface Sent {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
}

/**
 * Names a fault where the caller finds it: the contracts know the body of the command only, while its identifier stood in
 * the path, and the version in If-Match; purpose and basis are beside that body, and stood in the caller's, or in the query.
 */
export function atItsPlace(thrown: unknown, sent: Sent): Error {
  const problem = toProblem(thrown);
  const error = thrown instanceof Error ? thrown : problem;
  const { field = '', errors } = problem.options;
  const place = placeOf(field, sent);
  if (place === undefined) return error;
  return new Problem(problem.code, problem.message, {
    ...problem.options,
    field: place,
    errors: errors?.map((each) => (each.field === field ? { ...each, field: place } : each)),
    cause: error,
  });
}

/** Nothing where the field is right as it is. */
function placeOf(field: string, { params, query, body, ifMatch }: Sent): string | undefined {
  if (field === 'purpose' || field === 'basis') {
    if (has(body, field)) return `body/${field}`;
    return has(query, field) ? `query/${field}` : undefined;
  }
  const [, name] = /^body\/(\w+)$/.exec(field) ?? [];
  if (name === undefined || has(body, name)) return undefined;
  if (has(params, name)) return `path/${name}`;
  return name === 'version' && ifMatch !== undefined ? 'header/if-match' : undefined;
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
