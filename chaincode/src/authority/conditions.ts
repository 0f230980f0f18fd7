// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import type { Role } from '../membership/roles';
import { hasAloneNamed } from './naming';
import type { Naming } from './naming';
import { isSameOwner, isUnowned } from './relation';
import type { Actor, Stakeholders, Owner } from './relation';

/** What a command is about, as far as authority asks. */
export interface SubjectFacts extends Stakeholders {
  /** The input that says whose it is, where that is not the subject's name. */
  readonly field?: string;
  /** The records that the command takes into what is the owner's. */
  readonly records?: readonly (Owner & { readonly id: string })[];
  /** Bodies that apply, are represented or are to hold a licence, by unified code, and whether natural persons do. */
  readonly parties?: { readonly organisations: readonly string[]; readonly persons: boolean };
  /** The officer declares, in the signed body, to have no interest in the matter (回避). */
  readonly noInterest?: boolean;
  /** The registry gives the officer's department the right to set this restriction here, now. */
  readonly mayRestrict?: boolean;
  /** The roles in which this may be done in the subject's present state. */
  readonly rolesNow?: readonly Role[];
  /** The first day on which this is no longer left to the owner; absent while nobody may do it. */
  readonly openToAllFrom?: string;
  /** Who has signed an earlier step, of those that must differ. */
  readonly earlier?: readonly {
    readonly organisation: string;
    readonly officer: string;
    readonly step: string;
  }[];
  /** How the person came to be named whose name is asked for. */
  readonly namedBy?: Naming['namedBy'];
  /** Who has signed first, where two must sign; `undefined` until a signature counts. */
  readonly first?: Signatory | undefined;
}

/** An officer, with the key that the registry holds. */
export interface Signatory {
  readonly organisation: string;
  readonly officer: string;
  /** The x coordinate of the key; that of its negation is the same, and whoever has one key has both. */
  readonly key: string;
}

/** Who asks, and when: what a command is about may depend on both. */
export interface Asking extends Actor {
  readonly at: string;
}

/** Who acts, and what he or she says of it. */
export interface Acting extends Actor, Signatory {
  readonly role: Role;
  /** The day in China, as the transaction claims it. */
  readonly day: string;
  readonly purpose?: string | undefined;
  readonly basis?: string | undefined;
}

/**
 * What else must hold of the officer who acts.
 * - `purpose`: a purpose and a legal basis are given (PIPL art. 6, 13).
 * - `not-a-party`: the officer's own department, or one whose place it has taken, does not apply and is given nothing
 *   (回避, 行政许可法; the ledger links no officer to a person).
 * - `no-interest`: where persons apply, the officer declares to have no interest.
 * - `no-earlier-step`: the officer has signed no other step of the case (four eyes).
 * - `restriction-right`: the registry gives the officer's department the right to set this kind of restriction here.
 * - `role-now`: the state of the case leaves this to the officer's role (the table of states, `case/states.ts`).
 * - `left-undone`: the owner has left this undone for a whole day after it was due.
 * - `not-alone-named`: the officer had entered the person before naming the person here; or another officer has named
 *   the person, or has acted on it since (four eyes).
 * - `records-of-owner`: the records are those of the owner (of the fonds in which they are arranged), by its own code.
 */
export const conditions = [
  'purpose',
  'not-a-party',
  'no-interest',
  'no-earlier-step',
  'restriction-right',
  'role-now',
  'left-undone',
  'not-alone-named',
  'records-of-owner',
] as const;

export type Condition = (typeof conditions)[number];

type Check = (acting: Acting, about: SubjectFacts | undefined) => void;

const checks: Readonly<Record<Condition, Check>> = {
  purpose: ({ purpose, basis }) => {
    demand(purpose !== undefined, 'command-malformed', 'a read needs a purpose', { field: 'purpose' });
    demand(basis !== undefined, 'command-malformed', 'a read needs a legal basis', { field: 'basis' });
  },
  'not-a-party': ({ department }, about) => {
    const isParty = about?.parties?.organisations.includes(department) ?? false;
    demand(!isParty, 'conflict-of-interest', "the officer's own department applies");
  },
  'no-interest': (_, about) => {
    const isDeclared = about?.parties?.persons !== true || about.noInterest === true;
    demand(isDeclared, 'conflict-of-interest', 'the officer has not declared to have no interest', {
      field: 'body/noInterest',
    });
  },
  'no-earlier-step': ({ organisation, officer }, about) => {
    const before = about?.earlier?.find(
      (taken) => taken.officer === officer && taken.organisation === organisation,
    );
    demand(before === undefined, 'separation-of-duties', 'the officer has taken another step of this case', {
      detail: { step: before?.step },
    });
  },
  'restriction-right': (_, about) => {
    const isEntitled = about?.mayRestrict === true;
    demand(isEntitled, 'right-missing', 'the department has no right to set this restriction', {
      field: 'body/kind',
    });
  },
  'role-now': ({ role }, about) => {
    const isOpen = about?.rolesNow?.includes(role) ?? false;
    demand(isOpen, 'role-missing', `the role ${role} may not do this with a case in this state`);
  },
  'left-undone': ({ day }, about) => {
    const from = about?.openToAllFrom;
    demand(from !== undefined && day >= from, 'not-competent', 'this is still left to its owner');
  },
  'not-alone-named': ({ organisation, officer }, about) => {
    const isAlone = hasAloneNamed({ organisation, officer }, about ?? {});
    demand(!isAlone, 'separation-of-duties', 'nobody else has named this person, or acted on it since');
  },
  'records-of-owner': (_, about) => {
    const other = about?.records?.find((record) => !isSameOwner(record, about.owner));
    demand(other === undefined, 'not-competent', "a record is another department's", {
      field: 'body/records',
      detail: { id: other?.id },
    });
  },
};

/**
 * Four eyes: the second signature is another officer's, made with another key, for one officer may be registered twice.
 * Of what belongs to nobody, no organisation decides alone.
 * @throws {Refusal} `separation-of-duties`.
 */
export function demandAnother(
  officers: 'two' | 'two-organisations',
  acting: Acting,
  about: SubjectFacts | undefined,
): void {
  const first = about?.first;
  if (about === undefined || first === undefined) return;
  const isSameOrganisation = first.organisation === acting.organisation;
  const isSameOfficer = isSameOrganisation && first.officer === acting.officer;
  demand(
    !isSameOfficer && first.key !== acting.key,
    'separation-of-duties',
    'another officer must sign, with another key',
  );
  const needsOther = officers === 'two-organisations' || isUnowned(about.owner);
  demand(
    !(needsOther && isSameOrganisation),
    'separation-of-duties',
    'an officer of another organisation must sign',
  );
}

/** @throws {Refusal} unless the condition holds. */
export function demandMet(condition: Condition, acting: Acting, about: SubjectFacts | undefined): void {
  checks[condition](acting, about);
}
