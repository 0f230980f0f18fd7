// SPDX-License-Identifier: Apache-2.0
import type { Restrictable, RestrictionAuthority } from './model';

/**
 * Whether the registry grants a department the right to set restrictions of a kind.
 * @param on names for what it is about; one of them is enough.
 * @param date YYYY-MM-DD.
 */
export function isEntitled(
  authority: RestrictionAuthority | undefined,
  on: readonly Restrictable[],
  date: string,
): boolean {
  return (
    authority?.grants.some(
      (grant) =>
        on.some((name) => grant.on.includes(name)) &&
        grant.from <= date &&
        (grant.until === undefined || date <= grant.until),
    ) ?? false
  );
}
