// SPDX-License-Identifier: Apache-2.0
import type { Authority } from './model';

/**
 * Whether the registry gave an issuer the authority for a region on a date.
 * @param date YYYY-MM-DD, of issue: later changes of the registry do not matter.
 */
export function isAuthorised(authority: Authority | undefined, region: string, date: string): boolean {
  return (
    authority?.grants.some(
      (grant) =>
        grant.regions.includes(region) &&
        grant.from <= date &&
        (grant.until === undefined || date <= grant.until),
    ) ?? false
  );
}
