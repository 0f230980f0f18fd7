// SPDX-License-Identifier: Apache-2.0
import { rolesFor } from '../authority/table';
import { Refusal } from '../ledger/refusal';
import type { Role } from '../membership/roles';
import type { Case, CaseState } from './model';

/** The state changes that an officer requests by name; decisions change the state by their own rules. */
export const transitionNames = [
  'accept',
  'not-accept',
  'ask-supplement',
  'pause',
  'resume',
  'withdraw',
  'terminate',
] as const;

export type TransitionName = (typeof transitionNames)[number];

/** Asks a case to complete, whose conditions have come to hold by themselves: a seizure was lifted. */
export const completionName = 'complete';

/** What `case.transition` may be asked to do. */
export const requestNames = [...transitionNames, completionName] as const;

export type RequestName = (typeof requestNames)[number];

/** The acts on a case, by what the table of states says of them. */
export const caseActs = [
  ...requestNames,
  'add-materials',
  'answer',
  'decide',
  'acceptance-deadline',
  'decision-deadline',
  'deliver',
  'access',
  'access-note',
] as const;

export type CaseActName = (typeof caseActs)[number];

/** One line of the table: officers in these roles may do it while the case is in one of these states. */
export interface CaseActLine {
  readonly from: readonly CaseState[];
  readonly by: readonly Role[];
  /** The state after a transition; absent where the case, or its matter, says which. */
  readonly to?: CaseState;
}

/** Final states of a case; a case in any of them is archived. */
export const endStates: readonly CaseState[] = [
  'not-accepted',
  'refused',
  'closed',
  'withdrawn',
  'terminated',
];

export function hasEnded(state: CaseState): boolean {
  return endStates.includes(state);
}

/** The states in which a case is decided, and in which it completes once its conditions hold. */
const handledStates: readonly CaseState[] = ['accepted', 'review', 'granted', 'registered'];

export function isHandled(state: CaseState): boolean {
  return handledStates.includes(state);
}

const undecidedStates: readonly CaseState[] = ['submitted', 'supplement', 'accepted', 'review', 'paused'];
const openStates: readonly CaseState[] = [...undecidedStates, 'granted', 'registered'];

/**
 * Who may do what with a case, in which states: the one place that says so. That the case is of the officer's own
 * department stands in the table of authority, and so do the roles where the state changes nothing about them.
 * - The conditions complete a case, whoever asks.
 * - A clock accepts, but turns nothing down (PIPL art. 24).
 * - All defects of an application are named at once (行政许可法 art. 32): from `submitted` only.
 * - Who examines or decides says that a special procedure is held (art. 45), and when it is over.
 * - The window takes a withdrawal while nothing is decided. What is granted is the applicant's: only who decides
 *   ends it, and gives the reason.
 * - Its materials are read in it while it is handled; afterwards its record is read, for a purpose of its own. What no
 *   record has (opinions, replaced files, the proof of delivery) those who handle such cases read in it at any time:
 *   they must be able to answer for it later.
 */
export const caseTable: Readonly<Record<CaseActName, readonly CaseActLine[]>> = {
  accept: [{ from: ['submitted', 'supplement'], by: ['acceptor', 'system'], to: 'accepted' }],
  'not-accept': [{ from: ['submitted', 'supplement'], by: ['acceptor', 'decider'], to: 'not-accepted' }],
  'ask-supplement': [{ from: ['submitted'], by: ['acceptor', 'reviewer'], to: 'supplement' }],
  pause: [{ from: ['accepted', 'review'], by: ['reviewer', 'decider'], to: 'paused' }],
  resume: [{ from: ['paused'], by: ['reviewer', 'decider'] }],
  withdraw: [{ from: undecidedStates, by: ['acceptor'], to: 'withdrawn' }],
  terminate: [
    { from: ['submitted', 'supplement'], by: ['acceptor', 'reviewer', 'decider'], to: 'terminated' },
    { from: ['accepted', 'review', 'paused'], by: ['reviewer', 'decider'], to: 'terminated' },
    { from: ['granted', 'registered'], by: ['decider'], to: 'terminated' },
  ],
  complete: [{ from: handledStates, by: ['acceptor', 'decider', 'system'] }],
  'add-materials': [{ from: openStates, by: rolesFor('case.addMaterials') }],
  answer: [{ from: openStates, by: rolesFor('case.answer') }],
  decide: [{ from: handledStates, by: rolesFor('case.decide') }],
  'acceptance-deadline': [{ from: ['submitted'], by: rolesFor('case.deadlinePassed') }],
  'decision-deadline': [{ from: [...handledStates, 'paused'], by: rolesFor('case.deadlinePassed') }],
  deliver: [{ from: endStates, by: rolesFor('case.deliver') }],
  access: [{ from: openStates, by: rolesFor('case.access') }],
  'access-note': [{ from: [...openStates, ...endStates], by: rolesFor('case.access') }],
};

/** The roles in which somebody may do this with the case: in its present state or, if it is none for that, in any. */
export function rolesOf(act: CaseActName, state: CaseState): readonly Role[] {
  const lines = caseTable[act];
  const here = lines.filter(({ from }) => from.includes(state));
  return (here.length > 0 ? here : lines).flatMap(({ by }) => by);
}

/**
 * The line that allows an act in the present state of a case.
 * @throws {Refusal} `state-conflict` when there is none.
 */
export function demandPossible(
  act: CaseActName,
  { state }: Pick<Case, 'state'>,
  message: string,
): CaseActLine {
  const line = caseTable[act].find(({ from }) => from.includes(state));
  if (line === undefined) throw new Refusal('state-conflict', message, { detail: { state } });
  return line;
}

/**
 * Returns the case after a named transition.
 * @throws {Refusal} `state-conflict` when the state of the case does not allow the transition.
 */
export function withTransition(subject: Case, name: TransitionName, reason: string | undefined): Case {
  const { to } = demandPossible(name, subject, `a case that is ${subject.state} knows no ${name}`);
  if (to === undefined) return resumed(subject);
  return {
    ...subject,
    state: to,
    ...(to === 'paused' ? { pausedFrom: subject.state } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

function resumed(subject: Case): Case {
  const { pausedFrom, ...rest } = subject;
  if (pausedFrom !== undefined) return { ...rest, state: pausedFrom };
  throw new Refusal('state-conflict', 'only a paused case is resumed', { detail: { state: subject.state } });
}
