// SPDX-License-Identifier: Apache-2.0
import { sweepOf, sweepTable } from './sweep';

const chosen = { interval: '20ms', messagesMax: 500, preferredBytes: '2 MB' };

it('sweeps one parameter at a time, the chosen ones first', () => {
  const [first, ...others] = sweepOf(chosen);
  expect(first).toEqual(chosen);
  for (const blocks of others) {
    const changed = Object.keys(chosen).filter(
      (name) => blocks[name as keyof typeof chosen] !== chosen[name as keyof typeof chosen],
    );
    expect(changed).toHaveLength(1);
  }
});

it('tells each point in a line', () => {
  const point = {
    ...{
      blocks: chosen,
      loneCreateMs: 81.2,
      lonePlainMs: 79,
      createsPerSecond: 1012,
      createsP99Ms: undefined,
    },
    ...{ bulkPerSecond: 3055, plainPerSecond: 47.25 },
  };
  expect(sweepTable([point]).split('\n').at(-1)).toBe(
    '| 20ms | 500 | 2 MB | 81.2 | 79 | 1012 | – | 3055 | 47.3 |',
  );
});
