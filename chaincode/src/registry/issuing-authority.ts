// SPDX-License-Identifier: Apache-2.0
import type { Authority } from './model';

/**
 * Whether the registry granted an issuer the authority for a region on a date.
 * @param date of issue, YYYY-MM-DD; what the registry says of later dates does not matter.
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
