// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { statusOn } from '../licence/status';
import { requireLicence, restrictionsOn } from '../licence/store';
import type { Matter } from '../matter/model';
import type { Facts } from '../matter/predicate';
import type { Case } from './model';

/**
 * What the conditions of a matter may see of a case, read from the ledger in this transaction: if any of it
 * changes before the block, Fabric voids the transaction.
 */
export async function gatherFacts(
  unit: UnitOfWork,
  subject: Case,
  matter: Matter,
  claimedAt: string,
): Promise<Facts> {
  const present = subject.materials.map((material) => material.code);
  const licences: Record<string, string> = {};
  const restricted: Record<string, string[]> = {};
  for (const { code, source } of subject.materials) {
    if (!('licence' in source)) continue;
    licences[code] = statusOn(await requireLicence(unit, source.licence), dateOf(claimedAt));
    restricted[code] = await kindsOn(unit, 'licence', source.licence);
  }
  return {
    materials: present,
    missing: matter.materials
      .filter(({ code, required }) => required && !present.includes(code))
      .map(({ code }) => code),
    decisions: Object.fromEntries(subject.decisions.map(({ step, result }) => [step, result])),
    licences,
    restrictions: {
      object: subject.object === undefined ? [] : await kindsOn(unit, 'object', subject.object),
      licences: restricted,
    },
  };
}

async function kindsOn(unit: UnitOfWork, kind: 'licence' | 'object', id: string): Promise<string[]> {
  const { restrictions } = await restrictionsOn(unit, { kind, id });
  return [...new Set(restrictions.map((restriction) => restriction.kind))].sort();
}
