// SPDX-License-Identifier: Apache-2.0
import type { SubjectFacts } from '../authority/conditions';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { ownerNow } from '../membership/owner';
import type { Party } from './model';

/**
 * Who has an interest in a decision, as authority asks. A department is a party also by the codes of those whose place it
 * has taken: else it would apply to itself in an old name.
 */
export async function interestsOf(
  parties: readonly Party[],
  unit: UnitOfWork,
): Promise<NonNullable<SubjectFacts['parties']>> {
  const organisations = new Set<string>();
  for (const party of parties) {
    if (!('organisation' in party)) continue;
    organisations.add(party.organisation).add((await ownerNow(party.organisation, unit)).department);
  }
  return { organisations: [...organisations], persons: parties.some((party) => 'person' in party) };
}
