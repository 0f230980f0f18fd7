// SPDX-License-Identifier: Apache-2.0
import { realEstateTransfer } from '../sample/matters';
import { departments } from '../sample/registry';
import { buyer, materials } from '../testing/transfer';
import { caseStates } from './model';
import type { Case, Decision } from './model';
import { hasEnded } from './states';
import { datedDue } from './time-limits';
import { waitsFor } from './waiting';

const at = '2026-11-23T01:00:00.000Z';
const department = departments.eastLand.code;
const matter = { schema: 1, version: 1, ...realEstateTransfer } as const;

const subject: Case = {
  schema: 1,
  id: `${department}.W-0001`,
  version: 1,
  matter: matter.id,
  matterVersion: 1,
  organisation: 'east',
  department,
  region: '999900',
  applicant: buyer,
  state: 'submitted',
  materials: materials('fee-receipt'),
  decisions: [],
  openedAt: at,
};

function taken(...steps: string[]): Decision[] {
  return steps.map((step) => ({ step, result: 'approve', officer: 'o', organisation: 'east', at }));
}

const steps = matter.steps.map(({ code }) => code);

it.each<[string, Partial<Case>, object | undefined]>([
  ['for the window until it is accepted', {}, { roles: ['acceptor'] }],
  ['for the applicant who supplements', { state: 'supplement' }, undefined],
  ['for the first step', { state: 'accepted' }, { roles: ['reviewer'], step: 'initial-review' }],
  [
    'for the step that is next',
    { state: 'granted', decisions: taken(...steps.slice(0, 3)) },
    { roles: ['registrar'], step: 'register' },
  ],
  ['for who resumes it', { state: 'paused', pausedFrom: 'review' }, { roles: ['reviewer', 'decider'] }],
  [
    'for the applicant, where its completion lacks a material',
    { state: 'registered', decisions: taken(...steps) },
    undefined,
  ],
  [
    'for who completes it, where its completion lacks none',
    { state: 'registered', decisions: taken(...steps), materials: materials() },
    { roles: ['acceptor', 'decider'] },
  ],
])('a case waits %s', (_, changes, officers) => {
  const expected =
    officers === undefined ? { who: 'applicant' } : { who: 'department', department, ...officers };
  expect(waitsFor({ ...subject, ...changes }, matter)).toEqual(expected);
});

it('waits for somebody exactly until it has ended', () => {
  for (const state of caseStates) {
    expect([state, waitsFor({ ...subject, state }, matter) === undefined]).toEqual([state, hasEnded(state)]);
  }
});

it.each([
  ['2026-11-25', 3],
  ['2026-11-28', 1],
  ['2026-11-29', 1],
  ['2026-11-30', 0],
  ['2026-12-01', -1],
  ['2026-12-02', -2],
])('on %s it has %d working days left until Monday 30 November', (today, daysLeft) => {
  const due = { deadline: 'decision', lastDay: '2026-11-30', provisional: false, paused: false } as const;
  expect(datedDue(due, today, new Map())).toEqual({ ...due, daysLeft });
});

it('is late from the day of rest after its last day on, and counts none while it stands still', () => {
  const due = { deadline: 'decision', lastDay: '2026-11-27', provisional: false, paused: false } as const;
  const left = ['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map(
    (today) => datedDue(due, today, new Map()).daysLeft,
  );
  expect(left).toEqual([-1, -1, -1, -2]);
  const still = { deadline: 'decision', provisional: false, paused: true } as const;
  expect(datedDue(still, '2026-12-01', new Map())).toEqual(still);
});
