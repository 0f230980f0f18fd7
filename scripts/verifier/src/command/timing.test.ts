// SPDX-License-Identifier: Apache-2.0
import { describeTiming, measure } from './timing';

describe('timing', () => {
  it('repeats a short check, and returns its first result', () => {
    let runs = 0;
    const { result, timing } = measure(() => (runs += 1));
    expect(result).toBe(1);
    expect(runs).toBe(401);
    expect(timing.warmCpuMs).toBeGreaterThanOrEqual(0);
    expect(describeTiming({ coldCpuMs: 12.345, warmCpuMs: 1 })).toBe(
      'timing: 12.35 ms CPU for the first check, 1.00 ms CPU when warm (mean of 200)',
    );
  });

  it('runs a long check once only', () => {
    let runs = 0;
    const { timing } = measure(() => {
      runs += 1;
      const start = process.cpuUsage();
      while (process.cpuUsage(start).user < 201_000);
    });
    expect(runs).toBe(1);
    expect(timing).toEqual({ coldCpuMs: expect.any(Number) as number });
    expect(timing.coldCpuMs).toBeGreaterThan(200);
    expect(describeTiming({ coldCpuMs: 250 })).toBe('timing: 250.00 ms CPU for the first check');
  });
});
