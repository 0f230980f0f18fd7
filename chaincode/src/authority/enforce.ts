// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../membership/roles';
import { demand, Refusal } from '../ledger/refusal';
import { demandMet } from './conditions';
import type { About, Acting } from './conditions';
import { asksOwner, isRelated } from './relation';
import { grantsOf } from './table';
import type { CommandType, Grant } from './table';

/**
 * The line under which an officer in this role gives a command.
 * @throws {Refusal} `role-missing` when there is none.
 */
export function grantFor(type: CommandType, role: Role): Grant {
  const grant = grantsOf(type).find(({ roles }) => roles.includes(role));
  if (grant === undefined) throw new Refusal('role-missing', `the role ${role} may not do ${type}`);
  return grant;
}

/**
 * Refuses an officer who does not stand in the relation that the line asks, or of whom its conditions do not hold.
 * @param about what the command is about; of a command that makes something new there is nothing yet.
 * @throws {Refusal} `not-competent`, or as the condition refuses.
 */
export function demandCompetent(grant: Grant, acting: Acting, about: About | undefined): void {
  const { relation } = grant;
  if (asksOwner(relation)) {
    demand(
      about !== undefined && isRelated(relation, acting, about.owner),
      'not-competent',
      refused[relation],
    );
  }
  for (const condition of grant.also ?? []) demandMet(condition, acting, about);
}

const refused = {
  'own-organisation': "it is another organisation's",
  'own-department': "it is another department's",
} as const;
