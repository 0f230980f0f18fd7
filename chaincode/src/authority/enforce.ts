// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../membership/roles';
import { demand, Refusal } from '../ledger/refusal';
import { demandMet } from './conditions';
import type { About, Acting } from './conditions';
import { asksOwner, isRelated } from './relation';
import { permissionsOf } from './table';
import type { CommandType, Permission } from './table';

/**
 * The line under which an officer in this role gives a command.
 * @throws {Refusal} `role-missing` when there is none.
 */
export function permissionFor(type: CommandType, role: Role): Permission {
  const permission = permissionsOf(type).find(({ roles }) => roles.includes(role));
  if (permission === undefined) throw new Refusal('role-missing', `the role ${role} may not do ${type}`);
  return permission;
}

/**
 * Refuses an officer who does not stand in the relation that the line asks, or of whom its conditions do not hold.
 * @param about what the command is about; of a command that makes something new there is nothing yet.
 * @throws {Refusal} `not-competent`, or as the condition refuses.
 */
export function demandCompetent(permission: Permission, acting: Acting, about: About | undefined): void {
  const { relation } = permission;
  if (asksOwner(relation)) {
    const isOwn = about !== undefined && isRelated(relation, acting, about);
    const where = about?.field === undefined ? {} : { field: about.field };
    demand(isOwn, 'not-competent', refused[relation], where);
  }
  for (const condition of permission.also ?? []) demandMet(condition, acting, about);
}

const refused = {
  'own-organisation': "it is another organisation's",
  'own-department': "it is another department's",
  'own-organisation-or-receiver': "it is another organisation's, which has not handed it over to this one",
  'own-department-or-receiver':
    "it is another department's, which has not handed it over to this organisation",
} as const;
