// SPDX-License-Identifier: Apache-2.0
import { demand } from '../ledger/refusal';
import type { Actor, Holders } from './relation';

/** What a command is about, as far as authority asks. */
export interface About extends Holders {
  /** The input that says whose it is, where that is not the subject's name. */
  readonly field?: string;
  /** Bodies that apply or are represented, by unified code, and whether natural persons do. */
  readonly parties?: { readonly organisations: readonly string[]; readonly persons: boolean };
  /** The officer declares, in the signed body, to have no interest in the matter (回避). */
  readonly noInterest?: boolean;
  /** The registry gives the officer's department the right to set this restriction here, now. */
  readonly mayRestrict?: boolean;
  /** Who has signed an earlier step, of those that must differ. */
  readonly earlier?: readonly {
    readonly organisation: string;
    readonly officer: string;
    readonly step: string;
  }[];
}

/** Who asks, and when: what a command is about may depend on both. */
export interface Asking extends Actor {
  readonly at: string;
}

/** Who acts, and what he or she says of it. */
export interface Acting extends Actor {
  readonly officer: string;
  readonly purpose?: string | undefined;
  readonly basis?: string | undefined;
}

/**
 * What else must hold of the officer who acts.
 * - `purpose`: a purpose and a legal basis are given (PIPL art. 6, 13).
 * - `not-a-party`: the officer's own department does not apply (回避, 行政许可法; the ledger links no officer to a person).
 * - `no-interest`: where persons apply, the officer declares to have no interest.
 * - `no-earlier-step`: the officer has signed no other step of the case (four eyes).
 * - `restriction-right`: the registry gives the officer's department the right to set this kind of restriction here.
 */
export const conditions = [
  'purpose',
  'not-a-party',
  'no-interest',
  'no-earlier-step',
  'restriction-right',
] as const;

export type Condition = (typeof conditions)[number];

type Check = (acting: Acting, about: About | undefined) => void;

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
};

/** @throws {Refusal} unless the condition holds. */
export function demandMet(condition: Condition, acting: Acting, about: About | undefined): void {
  checks[condition](acting, about);
}
