// SPDX-License-Identifier: Apache-2.0
import { demandVersion } from '../command/checks';
import { Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { ownerNow } from '../membership/owner';
import { cases } from './model';
import type { Case } from './model';

/**
 * The case, of the department that answers for it now, in that one's organisation: what it issues is theirs.
 * @throws {Refusal} `not-found`.
 */
export async function requireCase(unit: UnitOfWork, id: string, field = 'body/id'): Promise<Case> {
  const subject = await unit.get(cases, id);
  if (subject === undefined) {
    throw new Refusal('not-found', `there is no such case: ${id}`, { field });
  }
  return { ...subject, ...(await ownerNow(subject.department, unit)) };
}

/** @throws {Refusal} `not-found`; `version-stale` when it has changed since the officer saw it. */
export async function requireCaseAt(
  unit: UnitOfWork,
  at: { readonly id: string; readonly version: number },
): Promise<Case> {
  const subject = await requireCase(unit, at.id);
  demandVersion('case', subject, at.version);
  return subject;
}
