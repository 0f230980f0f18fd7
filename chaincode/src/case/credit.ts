// SPDX-License-Identifier: Apache-2.0
import type { CreditStanding, CreditSubject } from '../credit/model';
import { creditStateOn } from '../credit/kinds';
import { creditOf } from '../credit/store';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Party } from '../licence/model';
import { conditionsOf } from '../matter/model';
import type { Matter } from '../matter/model';
import type { Facts } from '../matter/predicate';
import { namesIn } from '../matter/predicate-shape';
import type { Case } from './model';

/** Under what name a party's credit is kept. */
export function creditSubjectOf(party: Party): CreditSubject {
  return 'person' in party
    ? { kind: 'person', id: party.person }
    : { kind: 'organisation', id: party.organisation };
}

/** The entries on the applicant's credit, if a condition asks. */
export async function creditAsked(
  unit: UnitOfWork,
  { applicant }: Pick<Case, 'applicant'>,
  matter: Matter,
): Promise<{ readonly credit?: CreditStanding['entries'] }> {
  return asksCredit(matter) ? { credit: await creditOf(unit, creditSubjectOf(applicant)) } : {};
}

/** The kinds of entries that are in force on a day, if a condition asks. */
export function creditOn(
  matter: Matter,
  credit: () => CreditStanding['entries'],
  day: string,
): Pick<Facts, 'credit'> {
  if (!asksCredit(matter)) return {};
  const inForce = credit().filter((entry) => creditStateOn(entry, day) === 'in-force');
  return { credit: [...new Set(inForce.map(({ kind }) => kind))].sort() };
}

function asksCredit(matter: Matter): boolean {
  return conditionsOf(matter).some(({ condition }) => namesIn(condition).credit.length > 0);
}
