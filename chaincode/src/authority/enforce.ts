// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../membership/roles';
import { demand, Refusal } from '../ledger/refusal';
import { demandAnother, demandMet } from './conditions';
import type { SubjectFacts, Acting } from './conditions';
import { asksOwner, isRelated } from './relation';
import { permissionsOf } from './table';
import type { CommandType, Permission } from './table';

/**
 * The lines under which an officer in this role may give a command.
 * @throws {Refusal} `role-missing` when there is none.
 */
export function permissionsFor(type: CommandType, role: Role): readonly Permission[] {
  const permissions = permissionsOf(type).filter(({ roles }) => roles.includes(role));
  if (permissions.length > 0) return permissions;
  throw new Refusal('role-missing', `the role ${role} may not do ${type}`);
}

/**
 * Refuses an officer who meets none of the lines: who does not stand in the relation that a line asks, or of whom its
 * conditions do not hold.
 * @param about what the command is about; of a command that makes something new there is nothing yet.
 * @throws {Refusal} of the first line: `not-competent`, or as the condition refuses.
 */
export function demandCompetent(
  permissions: readonly Permission[],
  acting: Acting,
  about: SubjectFacts | undefined,
): void {
  let refusal: Refusal | undefined;
  for (const line of permissions) {
    try {
      demandLine(line, acting, about);
      return;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? new Error('a command without a line in the table of authority');
}

function demandLine(permission: Permission, acting: Acting, about: SubjectFacts | undefined): void {
  const { relation, officers } = permission;
  if (asksOwner(relation)) {
    const isOwn = about !== undefined && isRelated(relation, acting, about);
    const where = about?.field === undefined ? {} : { field: about.field };
    demand(isOwn, 'not-competent', refused[relation], where);
  }
  for (const condition of permission.also ?? []) demandMet(condition, acting, about);
  if (officers === 'two' || officers === 'two-organisations') demandAnother(officers, acting, about);
}

/** How many of the organisations must sign a command before it takes effect. */
export function organisationsNeeded(permissions: readonly Permission[], members: number): number {
  const isByMajority = permissions.some(({ officers }) => officers === 'majority-of-organisations');
  return isByMajority ? Math.floor(members / 2) + 1 : 1;
}

const refused = {
  'own-organisation': "it is another organisation's",
  'own-department': "it is another department's",
  'owner-or-keeper': "it is another department's, which has not named this one as keeper",
  'own-or-unowned': "it is another organisation's",
  'own-organisation-or-receiver': "it is another organisation's, which has not handed it over to this one",
  'own-department-or-receiver':
    "it is another department's, which has not handed it over to this organisation",
} as const;
