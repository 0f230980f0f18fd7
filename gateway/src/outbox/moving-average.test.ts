// SPDX-License-Identifier: Apache-2.0
import { MovingAverage } from './moving-average';

function many(type: string, count: number): string[] {
  return Array.from({ length: count }, () => type);
}

describe('MovingAverage', () => {
  it('learns how long a type of command takes, whatever else is in the transaction', () => {
    const pace = new MovingAverage();
    for (let round = 0; round < 60; round += 1) {
      pace.learn(many('small', 100), 20 + 100 * 0.5);
      pace.learn([...many('small', 10), 'large'], 20 + 10 * 0.5 + 40);
    }
    expect(pace.of('small')).toBeGreaterThan(0.3);
    expect(pace.of('small')).toBeLessThan(1);
    expect(pace.of('large')).toBeGreaterThan(20);
    expect(pace.of('large')).toBeLessThan(60);
  });

  it('never expects zero, which would switch a time limit off', () => {
    const pace = new MovingAverage();
    for (let round = 0; round < 100; round += 1) pace.learn(['swift'], 0);
    expect(pace.of('swift')).toBeGreaterThan(0);
    pace.learn(['swift'], 1_000);
    expect(pace.of('swift')).toBeGreaterThan(100);
  });
});
