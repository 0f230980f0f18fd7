// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
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

const open: readonly CaseState[] = [
  'submitted',
  'supplement',
  'accepted',
  'review',
  'paused',
  'granted',
  'registered',
];

const transitions: Readonly<
  Record<Exclude<TransitionName, 'resume'>, { from: readonly CaseState[]; to: CaseState }>
> = {
  accept: { from: ['submitted', 'supplement'], to: 'accepted' },
  'not-accept': { from: ['submitted', 'supplement'], to: 'not-accepted' },
  'ask-supplement': { from: ['submitted'], to: 'supplement' },
  pause: { from: ['accepted', 'review'], to: 'paused' },
  withdraw: { from: ['submitted', 'supplement', 'accepted', 'review', 'paused'], to: 'withdrawn' },
  terminate: { from: open, to: 'terminated' },
};

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

/** @throws {Refusal} `state-conflict` for a case that has ended: only its delivery may still be recorded. */
export function demandNotEnded({ state }: Case): void {
  demand(!hasEnded(state), 'state-conflict', `the case has ended: it is ${state}`, { detail: { state } });
}

/**
 * Returns the case after a named transition. All defects of an application are named at once (行政许可法 art. 32(4)):
 * `supplement` is possible from `submitted` only.
 * @throws {Refusal} `state-conflict` when the state of the case does not allow the transition.
 */
export function withTransition(subject: Case, name: TransitionName, reason: string | undefined): Case {
  if (name === 'resume') return resumed(subject);
  const { from, to } = transitions[name];
  demand(from.includes(subject.state), 'state-conflict', `a case that is ${subject.state} knows no ${name}`, {
    detail: { state: subject.state },
  });
  return {
    ...subject,
    state: to,
    ...(to === 'paused' ? { pausedFrom: subject.state } : {}),
    ...(reason === undefined ? {} : { reason }),
  };
}

function resumed(subject: Case): Case {
  const { pausedFrom, ...rest } = subject;
  if (subject.state === 'paused' && pausedFrom !== undefined) return { ...rest, state: pausedFrom };
  throw new Refusal('state-conflict', 'only a paused case is resumed', { detail: { state: subject.state } });
}
