// SPDX-License-Identifier: Apache-2.0
import type { CaseView } from '../shell/api';
import { judgingRole, mayLift, mayRecord, promisedIn, subjectOf } from './credit-view';

const department = '11999999000000035B';
const file = { digest: { algorithm: 'sha256', value: '0'.repeat(64) }, bytes: 1, mediaType: 'text/plain' };
const materials = [
  { code: 'conditions', source: { promise: { ...file, role: 'conditions' } } },
  { code: 'form', source: { content: { ...file, role: 'form' } } },
] as CaseView['materials'];

it('what was promised is what can turn out to be false', () => {
  expect(promisedIn({ materials })).toEqual(['conditions']);
});

it.each([
  [['reviewer', 'registrar'], 'registrar'],
  [['registrar', 'decider'], 'decider'],
  [['acceptor', 'auditor'], undefined],
] as const)('%j judges as %s', (roles, role) => {
  expect(judgingRole({ roles: [...roles] })).toBe(role);
});

it.each([
  ['the own department', { department, roles: ['decider'] }, materials, true],
  ['another one', { department: '11999999000000027G', roles: ['decider'] }, materials, false],
  ['the own department, in another role', { department, roles: ['acceptor'] }, materials, false],
  ['the own department, of nothing', { department, roles: ['decider'] }, materials.slice(1), false],
] as const)('an entry is offered to %s', (_, session, given, may) => {
  const subject = { department, materials: [...given] };
  expect(mayRecord(subject, { ...session, roles: [...session.roles] })).toBe(may);
});

it.each([
  [{ department, state: 'in-force' }, 'decider', true],
  [{ department, state: 'lifted' }, 'decider', false],
  [{ department, state: 'over' }, 'registrar', false],
  [{ department, state: 'in-force' }, 'reviewer', false],
  [{ department: '11999999000000027G', state: 'in-force' }, 'decider', false],
] as const)('%j is lifted by a %s of the department: %s', (entry, role, may) => {
  expect(mayLift(entry, { department, roles: [role] })).toBe(may);
});

it('credit is that of a person, or of a body', () => {
  const person = `P${'0A'.repeat(16)}`;
  const commitment = { algorithm: 'sha256', value: '0'.repeat(64) } as const;
  expect(subjectOf({ person, commitment })).toEqual({ kind: 'person', id: person });
  expect(subjectOf({ organisation: department })).toEqual({ kind: 'organisation', id: department });
});
