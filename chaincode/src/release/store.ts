// SPDX-License-Identifier: Apache-2.0
import type { UnitOfWork } from '../ledger/unit-of-work';
import { nameParts, releases } from './model';
import type { Claim, Release, UniqueName } from './model';

/** The last release of a name. Whoever claims a name asks this first. */
export async function findRelease(unit: UnitOfWork, name: UniqueName): Promise<Release | undefined> {
  return unit.get(releases, ...nameParts(name));
}

/** What a claim made now stores. */
export function claimUnder(release: Release | undefined): Claim {
  return release === undefined ? {} : { release: release.version };
}
