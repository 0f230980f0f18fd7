// SPDX-License-Identifier: Apache-2.0
import { linesOf } from './conditions';

it('no name that another organisation has given leads the terminal, or makes a line of its own', () => {
  const name = { en: 'step \u001b]0;mine\u0007', zh: '环节' };
  const text = { en: 'a paper\ncompletion: met', zh: '材料' };
  const found = {
    case: '11999999000000035B.A-1',
    on: '2026-11-30',
    conditions: [
      { of: 'step' as const, name, holds: false, unmet: [{ condition: { material: 'paper' }, text }] },
    ],
  };
  expect(linesOf(found, (en) => en)).toEqual([
    '11999999000000035B.A-1 on 2026-11-30',
    'step \ufffd]0;mine\ufffd: not met',
    '  - a paper\ufffdcompletion: met',
  ]);
});
