// SPDX-License-Identifier: Apache-2.0
import { isUnifiedCode } from '../identifier';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { isAuthorised } from './issuing-authority';
import { departments } from '../membership/model';
import type { Department } from '../membership/model';
import { issuingAuthorities, issuerAliases } from './model';

/** @throws {Refusal} `authority-missing` unless the issuer may issue this type in that region on that date. */
export async function demandAuthority(
  unit: UnitOfWork,
  wanted: { issuer: string; licenceType: string; region: string; date: string },
): Promise<void> {
  const authority = await unit.get(issuingAuthorities, wanted.issuer, wanted.licenceType);
  demand(
    isAuthorised(authority, wanted.region, wanted.date),
    'authority-missing',
    `${wanted.issuer} has no authority to issue ${wanted.licenceType} in ${wanted.region} on ${wanted.date}`,
  );
}

/**
 * Who issued a licence, by the issuer in its identifier: a unified code, or a short code that was somebody's that day.
 * @throws {Refusal} `not-found` for a short code that was nobody's.
 */
export async function issuerOf(
  unit: UnitOfWork,
  { code, licenceType, on }: { readonly code: string; readonly licenceType: string; readonly on: string },
): Promise<string> {
  if (isUnifiedCode(code)) return code;
  const alias = await unit.get(issuerAliases, code, licenceType);
  const use = alias?.uses.find(({ from, until }) => from <= on && (until === undefined || on <= until));
  if (use === undefined) {
    throw new Refusal('not-found', `the issuer code ${code} was nobody's on ${on}`, {
      field: 'body/identifier',
    });
  }
  return use.issuer;
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
