// SPDX-License-Identifier: Apache-2.0
import type { UnitOfWork } from '../ledger/unit-of-work';
import { departments } from './model';

/**
 * Whose a department's records, cases and licences are: the organisation is the one to which the registry gives the
 * department now. The one that a stored value names may have lost it since.
 */
export async function ownerNow(
  department: string,
  unit: UnitOfWork,
): Promise<{ readonly organisation: string; readonly department: string }> {
  const organisation = (await unit.get(departments, department))?.organisation ?? '';
  return { organisation, department };
}

/** The organisations that a department has belonged to, the present one last. */
export async function organisationsOf(department: string, unit: UnitOfWork): Promise<readonly string[]> {
  const entry = await unit.get(departments, department);
  if (entry === undefined) return [];
  return [...(entry.formerly ?? []), entry].map(({ organisation }) => organisation);
}
