// SPDX-License-Identifier: Apache-2.0

/** Whose a subject is: a department of an organisation. Codes alone are not enough: two organisations may claim one. */
export interface Owner {
  readonly organisation: string;
  /** Unified code (GB 32100). */
  readonly department: string;
}

/** Who has to do with a subject. */
export interface Stakeholders {
  readonly owner: Owner;
  /** Who keeps it for the owner. */
  readonly keeper?: Owner;
  /** Organisations that the owner has handed it over to. */
  readonly receivers?: readonly string[];
}

/** The part of an officer that relations compare. */
export type Actor = Owner;

/**
 * How an officer stands to what a command is about.
 * - `anyone`: no relation is asked; what the command makes belongs to the officer's department.
 * - `member`: acts for the organisation itself, without a department.
 * - `own-organisation`: the subject belongs to the officer's organisation.
 * - `own-department`: it belongs to the officer's department, in the officer's organisation.
 * - `owner-or-keeper`: it belongs to the officer's department, or the owner has named the department as its keeper.
 * - `own-or-unowned`: it belongs to the officer's organisation, or is older than the ledger's note of whose it is.
 * - `own-organisation-or-receiver`, `own-department-or-receiver`: as these, or the owner has handed it over to the
 *   officer's organisation.
 */
export const relations = [
  'anyone',
  'member',
  'own-organisation',
  'own-department',
  'own-organisation-or-receiver',
  'own-department-or-receiver',
  'own-or-unowned',
  'owner-or-keeper',
] as const;

/** Of what is older than the ledger's note of whose it is. */
export const unowned: Owner = { organisation: '', department: '' };

export type Relation = (typeof relations)[number];

/** The relations for which a command must say whose its subject is. */
export type OwnerRelation = Exclude<Relation, 'anyone' | 'member'>;

type Check = (actor: Actor, holders: Stakeholders) => boolean;

const isOfOrganisation: Check = (actor, { owner }) => actor.organisation === owner.organisation;
const isOfDepartment: Check = (actor, { owner }) => isSameOwner(actor, owner);
const isReceiver: Check = ({ organisation }, { receivers }) => receivers?.includes(organisation) ?? false;

const holdsFor: Readonly<Record<OwnerRelation, Check>> = {
  'own-organisation': isOfOrganisation,
  'own-department': isOfDepartment,
  'own-organisation-or-receiver': (...of) => isOfOrganisation(...of) || isReceiver(...of),
  'own-department-or-receiver': (...of) => isOfDepartment(...of) || isReceiver(...of),
  'own-or-unowned': (actor, holders) => isUnowned(holders.owner) || isOfOrganisation(actor, holders),
  'owner-or-keeper': (actor, { owner, keeper }) =>
    isSameOwner(actor, owner) || (keeper !== undefined && isSameOwner(actor, keeper)),
};

export function isSameOwner(left: Owner, right: Owner): boolean {
  return left.organisation === right.organisation && left.department === right.department;
}

/** Whether the relation compares the officer with an owner. */
export function asksOwner(relation: Relation): relation is OwnerRelation {
  return relation !== 'anyone' && relation !== 'member';
}

export function isUnowned({ organisation }: Owner): boolean {
  return organisation === unowned.organisation;
}

export function isRelated(relation: OwnerRelation, actor: Actor, holders: Stakeholders): boolean {
  return holdsFor[relation](actor, holders);
}
