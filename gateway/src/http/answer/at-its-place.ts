// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';
import { toProblem } from './to-problem';

/** Where the members of a command came from. */
interface Sent {
  readonly params: unknown;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
}

/**
 * Names a fault where the caller finds it: the contracts know the body of the command only, while its identifier stood in
 * the path, and the version in If-Match.
 */
export function atItsPlace(thrown: unknown, { params, body, ifMatch }: Sent): Error {
  const problem = toProblem(thrown);
  const error = thrown instanceof Error ? thrown : problem;
  const { field = '', errors } = problem.options;
  const [, name] = /^body\/(\w+)$/.exec(field) ?? [];
  if (name === undefined || has(body, name)) return error;
  const place = has(params, name) ? `path/${name}` : 'header/if-match';
  if (place.startsWith('header') && (name !== 'version' || ifMatch === undefined)) return error;
  return new Problem(problem.code, problem.message, {
    ...problem.options,
    field: place,
    errors: errors?.map((each) => (each.field === field ? { ...each, field: place } : each)),
    cause: error,
  });
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
