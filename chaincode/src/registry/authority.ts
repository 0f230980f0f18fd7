// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { isAuthorised } from './issuing-authority';
import { departments } from '../membership/model';
import type { Department } from '../membership/model';
import { authorities } from './model';

/** @throws {Refusal} `authority-missing` unless the issuer may issue this type in that region on that date. */
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

/**
 * @param field names the department in a refusal.
 * @throws {Refusal} `not-found` when the department is not registered.
 */
export async function requireDepartment(unit: UnitOfWork, code: string, field?: string): Promise<Department> {
  const department = await unit.get(departments, code);
  if (department === undefined) {
    const where = field === undefined ? {} : { field };
    throw new Refusal('not-found', `the department ${code} is not in the registry`, where);
  }
  return department;
}
