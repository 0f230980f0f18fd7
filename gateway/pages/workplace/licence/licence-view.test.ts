// SPDX-License-Identifier: Apache-2.0
import { mayReadHistory, validityOf } from './licence-view';

it.each([
  [['verifier'], false],
  [['acceptor', 'reviewer'], false],
  [['reviewer', 'decider'], true],
  [['auditor'], true],
] as const)('%j may read what has happened to a licence: %s', (roles, may) => {
  expect(mayReadHistory({ roles: [...roles] })).toBe(may);
});

it('says from when to when a licence counts, and nothing after the dash while no end is known', () => {
  expect(validityOf({ validFrom: '2026-01-02', validUntil: '2031-01-01' })).toBe('2026-01-02 – 2031-01-01');
  expect(validityOf({ validFrom: '2026-01-02' })).toBe('2026-01-02 –');
});
