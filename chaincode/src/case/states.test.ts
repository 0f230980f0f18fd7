// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import { sha256 } from '../ledger/hash';
import { caseStates } from './model';
import type { Case, CaseState } from './model';
import { endStates, transitionNames, withTransition } from './states';
import type { TransitionName } from './states';

function subject(state: CaseState): Case {
  return {
    schema: 1,
    id: '11999999000000035B.T-0001',
    version: 1,
    matter: '99071590000101',
    matterVersion: 1,
    organisation: 'east',
    department: '11999999000000035B',
    region: '999999',
    applicant: { person: `P${'0'.repeat(32)}`, commitment: sha256('x') },
    state,
    ...(state === 'paused' ? { pausedFrom: 'review' as const } : {}),
    materials: [],
    decisions: [],
    openedAt: '2026-11-23T01:00:00.000Z',
  };
}

/** The next state for each state and transition; anything not listed is refused. */
const allowed: Readonly<Record<CaseState, Partial<Record<TransitionName, CaseState>>>> = {
  submitted: {
    accept: 'accepted',
    'not-accept': 'not-accepted',
    'ask-supplement': 'supplement',
    withdraw: 'withdrawn',
    terminate: 'terminated',
  },
  supplement: {
    accept: 'accepted',
    'not-accept': 'not-accepted',
    withdraw: 'withdrawn',
    terminate: 'terminated',
  },
  accepted: { pause: 'paused', withdraw: 'withdrawn', terminate: 'terminated' },
  review: { pause: 'paused', withdraw: 'withdrawn', terminate: 'terminated' },
  paused: { resume: 'review', withdraw: 'withdrawn', terminate: 'terminated' },
  granted: { terminate: 'terminated' },
  registered: { terminate: 'terminated' },
  'not-accepted': {},
  refused: {},
  closed: {},
  withdrawn: {},
  terminated: {},
};

describe('the states of a case', () => {
  const all = caseStates.flatMap((from) =>
    transitionNames.map((name) => [from, name, allowed[from][name]] as const),
  );

  it.each(all)('%s, %s: %s', (from, name, to) => {
    const run = (): Case => withTransition(subject(from), name, 'a-reason');
    if (to === undefined) {
      expect(thrown(run)).toMatchObject({ code: 'state-conflict', document: { detail: { state: from } } });
    } else {
      expect(run().state).toBe(to);
    }
  });

  it('that are final allow no transition', () => {
    for (const state of caseStates) {
      expect(Object.keys(allowed[state]).length === 0).toBe(endStates.includes(state));
    }
  });

  it('are restored after a pause', () => {
    const paused = withTransition(subject('accepted'), 'pause', 'hearing');
    expect(paused).toMatchObject({ state: 'paused', pausedFrom: 'accepted', reason: 'hearing' });
    const resumed = withTransition(paused, 'resume', undefined);
    expect(resumed.state).toBe('accepted');
    expect(resumed).not.toHaveProperty('pausedFrom');
  });
});
