// SPDX-License-Identifier: Apache-2.0
import type { SubjectFacts } from '../authority/conditions';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { ownerNow } from '../membership/owner';
import { fondsEntries } from './model';
import type { Fonds, FondsChange } from './model';

/**
 * A fonds as it stands in the registry.
 * @param field names it in a refusal.
 * @throws {Refusal} `not-found`.
 */
export async function requireFonds(unit: UnitOfWork, code: string, field: string): Promise<Fonds> {
  const fonds = await unit.get(fondsEntries, code);
  if (fonds !== undefined) return fonds;
  throw new Refusal('not-found', `the fonds ${code} is not in the registry`, { field });
}

/** Who answers for a fonds now, and who keeps it: in the organisation to which they belong today. */
export async function aboutFonds({ owner, keeper }: Fonds, unit: UnitOfWork): Promise<SubjectFacts> {
  return {
    owner: await ownerNow(owner, unit),
    ...(keeper === undefined ? {} : { keeper: await ownerNow(keeper, unit) }),
  };
}

/**
 * A code (全宗号) stands for one fonds for good. Another department gets it only from the owner that the change names:
 * whoever approves it sees from whom it is taken, and of two proposals for a new code the later one fails.
 * @returns the fonds as it is, if there is one.
 * @throws {Refusal} `already-exists`.
 */
export async function demandUntaken(
  { code, owner, formerOwner }: Pick<FondsChange, 'code' | 'owner' | 'formerOwner'>,
  unit: UnitOfWork,
): Promise<Fonds | undefined> {
  const present = await unit.get(fondsEntries, code);
  demand(
    present === undefined || present.owner === owner || present.owner === formerOwner,
    'already-exists',
    `the fonds ${code} is another department's`,
    { detail: { fonds: code, owner: present?.owner } },
  );
  return present;
}
