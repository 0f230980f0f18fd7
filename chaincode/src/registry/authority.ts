// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { authorities, departments, type Authority, type Department } from './model';

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

/** @throws {Refusal} `authority-missing` unless the issuer may issue this type there on that date. */
export async function demandAuthority(
  unit: UnitOfWork,
  wanted: { issuer: string; licenceType: string; region: string; date: string },
): Promise<void> {
  const authority = await unit.get(authorities, wanted.issuer, wanted.licenceType);
  demand(
    isAuthorised(authority, wanted.region, wanted.date),
    'authority-missing',
    `${wanted.issuer} has no authority to issue ${wanted.licenceType} in ${wanted.region} on ${wanted.date}`,
  );
}

/** @throws {Refusal} `not-found` when no such department is in the registry. */
export async function requireDepartment(unit: UnitOfWork, code: string): Promise<Department> {
  const department = await unit.get(departments, code);
  if (department === undefined)
    throw new Refusal('not-found', `the department ${code} is not in the registry`);
  return department;
}
