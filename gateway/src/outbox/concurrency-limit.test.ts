// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { ConcurrencyLimit } from './concurrency-limit';

function learnt(max: number, samples: readonly (readonly [tookMs: number, inFlight: number])[]): number {
  const limit = new ConcurrencyLimit(max);
  for (const [tookMs, inFlight] of samples) limit.learn(tookMs, inFlight);
  return limit.value;
}

describe('ConcurrencyLimit', () => {
  it.each([
    ['starts at one', [], 1],
    [
      'grows while groups take no longer together',
      [
        [100, 1],
        [101, 2],
        [102, 3],
      ],
      4,
    ],
    [
      'does not grow beyond its maximum',
      [
        [100, 1],
        [100, 2],
        [100, 3],
        [100, 4],
        [100, 4],
      ],
      4,
    ],
    [
      'does not grow by groups that were alone',
      [
        [100, 1],
        [100, 1],
        [100, 1],
      ],
      2,
    ],
    [
      'falls when groups wait for each other',
      [
        [100, 1],
        [100, 2],
        [300, 3],
        [400, 3],
      ],
      1,
    ],
    [
      'stays where the network is just full',
      [
        [100, 1],
        [160, 2],
      ],
      2,
    ],
    ['takes a time of zero for no measure', [[0, 1]], 1],
  ] as const)('%s', (_, samples, value) => {
    expect(learnt(4, samples)).toBe(value);
  });

  it('believes in the end that a network has become slower', () => {
    const slower = Array.from({ length: 200 }, () => [200, 2] as const);
    expect(learnt(4, [[100, 1], ...slower])).toBeGreaterThan(1);
  });

  it('stays between one and its maximum whatever it measures', () => {
    const sample = fc.tuple(fc.double({ noNaN: true }), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(fc.array(sample), (samples) => {
        const value = learnt(4, samples);
        expect(value).toBeGreaterThanOrEqual(1);
        expect(value).toBeLessThanOrEqual(4);
      }),
    );
  });
});
